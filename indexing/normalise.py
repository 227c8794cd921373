"""From what each passage says to one graph: entities, aliases, occurrences, facts.

A function of the *set* of passages: they are taken in the order of their ids, entities are numbered
in the order of their keys, and every merge depends on counts over the whole set (`aliases.py`).

    count > merge > read the touched passages again > number > state

Names are counted and merged from the former generation's counts and what has changed; then those
passages alone are read again whose names mean something else now (`touched.py`). A first generation
is one in which all passages are new.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import (
    Fact,
    Join,
    Passage,
    PassageExtraction,
    Resolution,
)
from graphrag.language.keys import Key
from graphrag.storage.ragged import Ragged, distinct, is_in
from graphrag.storage.row_list import RowList
from graphrag.storage.span_lists import SpanLists
from indexing import numbering, same, touched
from indexing.aliases import Names, merge_names, surnames
from indexing.before import Before, TakenOver, nothing_before
from indexing.corrections import Correction, merge, without_split
from indexing.counting import count_names
from indexing.kept import TABLES, KeptNames
from indexing.key_table import Int64s, Renumbered
from indexing.loaded import Load, Read
from indexing.occurrences import KnownNames, known_names, places_in
from indexing.said_counts import KeptCounts, SaidCounts
from indexing.said_names import say
from indexing.showing import show
from indexing.stating import Numbered, described, plainly_stated, rows_of_facts, stated_in


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a generation resolves, and what it leaves to the next."""

    resolution: Resolution
    sentences: SpanLists
    kept: KeptNames
    rows: dict[str, Int64s]  # which former passage, sentence, entity has the text of each; or -1


def resolve(
    passages: Sequence[Passage],
    extractions: Sequence[PassageExtraction],
    corrections: Sequence[Correction] = (),
) -> Resolution:
    """Merge names over the whole set and number what remains.

    Args:
        passages: sorted by id; positions in the result count along it.
        extractions: one a passage, in the same order.
        corrections: what a person has said, the oldest first.
    """
    marks = np.zeros((len(passages), 16), np.uint8)

    def load(positions: Sequence[int]) -> list[PassageExtraction]:
        return [extractions[position] for position in positions]

    return renew(nothing_before(), passages, marks, load, corrections).resolution


def renew(
    before: Before,
    passages: Sequence[Passage],
    marks: NDArray[np.uint8],
    load: Load,
    corrections: Sequence[Correction] = (),
) -> Resolved:
    """The same as `resolve`, from what the former generation left.

    Args:
        before: resolved by this code and under the same corrections.
        marks: (P, 16) a hash of all that each passage's extraction depends on.
        load: extractions of passages by their positions.
    """
    return _Renewing(before, passages, marks, Read(passages, load), corrections).run()


@dataclass(frozen=True, slots=True, eq=False)
class _Renewing:
    before: Before
    passages: Sequence[Passage]
    marks: NDArray[np.uint8]
    read: Read
    corrections: Sequence[Correction]

    def run(self) -> Resolved:
        kept = self.same_as()
        names, ended = self.names(kept)
        known = known_names(names)
        numbers = touched.table_of(names, known)
        flags = touched.flags_of(names, known, numbers)
        owner = touched.owners_of(names, numbers)
        changed = touched.changed_keys(self.before.kept, numbers, flags, owner)
        again = set(np.flatnonzero(kept < 0).tolist())
        if len(again) < len(self.passages):
            again |= touched.saying(self.passages, changed)
            former = touched.looking_up(self.before.kept, changed)
            again |= touched.now(self.before, kept, former)
        stays = kept.copy()
        stays[sorted(again)] = -1
        tables = self.tables(stays, numbers, names, known)
        surfaces, kinds = (self.counts(said, numbers) for said in (names.surfaces, names.kinds))
        named = numbering.Spots(tables["placed"], tables["lowered"], owner, distinct(surfaces.key))
        ends = {numbers.number(key): text for key, text in ended.items()}
        new = KeptNames(numbers.table, flags, owner, named.entities(), surfaces, kinds, ends,
                   self.marks, self.plain(stays), tables)  # fmt: skip
        return self.numbered(new, names, named, kept, stays, numbers)

    def same_as(self) -> Int64s:
        """(P,) the former passage that each is, or -1."""
        marks = self.before.kept.passages
        old = {(name, marks[n].tobytes()): n for n, name in enumerate(self.before.ids)}
        pairs = ((p.id, self.marks[n].tobytes()) for n, p in enumerate(self.passages))
        return np.fromiter((old.get(pair, -1) for pair in pairs), np.int64, len(self.passages))

    def names(self, kept: Int64s) -> tuple[Names, dict[Key, str]]:
        """Counted and merged."""
        before, new = self.before, np.flatnonzero(kept < 0).tolist()
        self.read.need(new)
        sayings = {position: self.read.saying(position) for position in new}
        lost = np.flatnonzero(touched.positions(self.before, kept) < 0).tolist()
        gone = [say(before.passage(n), before.extraction(n)) for n in lost]
        names, ended = count_names(
            before.kept, self.passages, kept, gone, sayings, self.read.saying
        )
        claims: dict[str, list[tuple[Key, Key]]] = {"acronyms": [], "leads": []}
        for name, found in claims.items():
            table = before.kept.tables[name]
            for one, other in table.table[~is_in(table.owner, lost)].tolist():
                found.append((before.kept.keys[one], before.kept.keys[other]))
            for saying in sayings.values():
                found += getattr(saying, name)
        merge_names(names, claims["acronyms"], claims["leads"])
        merge(names, self.corrections)
        return names, ended

    def counts(self, said: SaidCounts, numbers: Renumbered) -> KeptCounts:
        """What is counted now, by the numbers of keys."""
        anew = {numbers.number(key): counts for key, counts in said.anew.items() if counts}
        return said.former.renewed(numbers.moved, said.stay, anew)

    def local(self, names: Names, position: int) -> dict[Key, Key]:
        """Short forms that stand for a longer name in one passage."""
        found = surnames(names, self.passages[position], self.read.extraction(position))
        return without_split(names, self.corrections, found) if self.corrections else found

    def tables(
        self,
        stays: Int64s,
        numbers: Renumbered,
        names: Names,
        known: KnownNames,
    ) -> dict[str, Ragged]:
        """What each passage says of names, in numbers of keys."""
        again = np.flatnonzero(stays < 0).tolist()
        self.read.need(again)
        number = numbers.number
        rows: dict[str, dict[int, list[tuple[int, ...]]]] = {name: {} for name in TABLES}
        for position in again:
            passage, saying = self.passages[position], self.read.saying(position)
            local = self.local(names, position)
            extraction = self.read.extraction(position)
            placed, lowered = places_in(names, known, passage, extraction, local)
            said = dict.fromkeys((key for key, _, _ in saying.named), 0)
            said |= dict.fromkeys(saying.ends, 1)
            rows["said"][position] = [(number(key), end) for key, end in said.items()]
            rows["looked_up"][position] = [(mark,) for mark in sorted(saying.looked_up)]
            rows["placed"][position] = [(number(key), at) for key, at in placed]
            rows["lowered"][position] = [(number(key), at) for key, at in lowered]
            for name in ("acronyms", "leads"):
                pairs = getattr(saying, name)
                rows[name][position] = [(number(one), number(other)) for one, other in pairs]
        found = {}
        for name, (_, columns) in TABLES.items():
            old = self.before.kept.tables[name]
            table = old.table.copy()
            table[:, :columns] = numbers.moved[table[:, :columns]]
            found[name] = Ragged(old.indptr, table).renewed(stays, rows[name])
        return found

    def plain(self, stays: Int64s) -> NDArray[np.bool_]:
        """(P,) whether the rules' triples are a passage's facts."""
        found = np.zeros(len(stays), dtype=bool)
        found[stays >= 0] = self.before.kept.plain[stays[stays >= 0]]
        for position in np.flatnonzero(stays < 0).tolist():
            found[position] = self.read.extraction(position).facts is None
        return found

    def numbered(
        self,
        new: KeptNames,
        names: Names,
        named: numbering.Spots,
        kept: Int64s,
        stays: Int64s,
        numbers: Renumbered,
    ) -> Resolved:
        """Everything by the numbers of entities."""
        number = np.where(new.entity, np.cumsum(new.entity) - 1, -1)
        entity = np.append(number, -1)  # the last one: of a key that there is not
        shown = show(self.before, names, number, numbers)
        sentences = same.sentences(self.before, kept, self.read)
        restated = touched.restated(self.before, new, stays, numbers.moved, shown.renamed)
        kept_ones = np.where(restated, -1, stays)
        over = TakenOver(touched.positions(self.before, kept_ones), shown.taken, sentences.first)
        numbered = Numbered(names, lambda key: int(entity[numbers.number(key)]), shown.names)
        joins, facts = self.stated(numbered, np.flatnonzero(restated).tolist())
        ends, words = over.facts(self.before, facts)
        own = np.flatnonzero((ends[:, 0] >= 0) & (ends[:, 0] == named.titles(number)[ends[:, 2]]))
        is_a = described(plainly_stated(ends, words, own), shown.names)
        occurrences, counts = numbering.occurrences(named.spots(), number, sentences.first)
        owners = {
            numbers.number(key): (numbers.number(names.canonical(key)), reason)
            for key, (_, reason) in names.stands_for.items()
        }
        resolution = Resolution(
            numbering.entities(shown.names, shown.kinds, counts, is_a),
            numbering.aliases(new.keys, new.surfaces, owners, number),
            occurrences,
            rows_of_facts(ends, words),
            RowList(Join, *over.joins(self.before, joins).astype(np.int32).T),
        )
        return Resolved(
            resolution, sentences, new, same.rows(self.before, kept, sentences, shown.same)
        )

    def stated(
        self, numbered: Numbered, positions: Collection[int]
    ) -> tuple[list[Join], list[Fact]]:
        """What passages that are read again join and state."""
        self.read.need(positions)
        joins, facts = [], []
        for position in positions:
            extraction, local = self.read.extraction(position), self.local(numbered.names, position)
            one, other = stated_in(numbered, position, self.passages[position], extraction, local)
            joins += one
            facts += other
        return joins, facts
