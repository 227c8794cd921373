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
from graphrag.language.keys import Key, name_key
from graphrag.storage.ragged import Ragged
from graphrag.storage.row_list import RowList
from graphrag.storage.span_lists import SpanLists
from indexing import numbering, same, touched
from indexing.aliases import Names, merge_names, surnames
from indexing.before import Before, TakenOver, nothing_before
from indexing.corrections import Correction, merge, without_split
from indexing.counting import count_names
from indexing.kept import TABLES, Int64s, KeptNames
from indexing.loaded import Load, Read
from indexing.occurrences import KnownNames, known_names, places_in
from indexing.said_names import say
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
        keys = touched.table_of(names, known.keys)
        flags, owner = touched.flags_of(names, known.keys, keys), touched.owners_of(names, keys)
        moved = touched.renumbering(self.before.kept.keys, keys)
        changed = touched.changed_keys(self.before.kept, keys, flags, owner, moved)
        again = set(np.flatnonzero(kept < 0).tolist())
        if len(again) < len(self.passages):
            again |= touched.saying(self.passages, changed)
            former = touched.looking_up(self.before.kept, changed)
            again |= touched.now(self.before, kept, former)
        stays = kept.copy()
        stays[sorted(again)] = -1
        number = {key: n for n, key in enumerate(keys)}
        tables = self.tables(stays, moved, number, names, known)
        surfaces = np.fromiter(map(number.__getitem__, names.surfaces), np.int64)
        named = numbering.Spots(tables["placed"], tables["lowered"], owner, surfaces)
        has = named.entities()
        new = KeptNames(keys, flags, owner, has, names.surfaces, names.kinds, ended, self.marks,
                   self.plain(stays), tables)  # fmt: skip
        return self.numbered(new, names, named, kept, stays, moved)

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
            for one, other in table.table[~np.isin(table.owner, lost)].tolist():
                found.append((before.kept.keys[one], before.kept.keys[other]))
            for saying in sayings.values():
                found += getattr(saying, name)
        merge_names(names, claims["acronyms"], claims["leads"])
        merge(names, self.corrections)
        return names, ended

    def local(self, names: Names, position: int) -> dict[Key, Key]:
        """Short forms that stand for a longer name in one passage."""
        found = surnames(names, self.passages[position], self.read.extraction(position))
        return without_split(names, self.corrections, found) if self.corrections else found

    def tables(
        self,
        stays: Int64s,
        moved: Int64s,
        number: dict[Key, int],
        names: Names,
        known: KnownNames,
    ) -> dict[str, Ragged]:
        """What each passage says of names, in numbers of keys."""
        again = np.flatnonzero(stays < 0).tolist()
        self.read.need(again)
        rows: dict[str, dict[int, list[tuple[int, ...]]]] = {name: {} for name in TABLES}
        for position in again:
            passage, saying = self.passages[position], self.read.saying(position)
            local = self.local(names, position)
            extraction = self.read.extraction(position)
            placed, lowered = places_in(names, known, passage, extraction, local)
            said = dict.fromkeys((key for key, _, _ in saying.named), 0)
            said |= dict.fromkeys(saying.ends, 1)
            rows["said"][position] = [(number[key], end) for key, end in said.items()]
            rows["looked_up"][position] = [(mark,) for mark in sorted(saying.looked_up)]
            rows["placed"][position] = [(number[key], at) for key, at in placed]
            rows["lowered"][position] = [(number[key], at) for key, at in lowered]
            for name in ("acronyms", "leads"):
                pairs = getattr(saying, name)
                rows[name][position] = [(number[one], number[other]) for one, other in pairs]
        found = {}
        for name, (_, numbers) in TABLES.items():
            old = self.before.kept.tables[name]
            table = old.table.copy()
            table[:, :numbers] = moved[table[:, :numbers]]
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
        moved: Int64s,
    ) -> Resolved:
        """Everything by the numbers of entities."""
        number = np.cumsum(new.entity) - 1
        keys = [new.keys[n] for n in np.flatnonzero(new.entity).tolist()]
        shown = [numbering.best_name(names, key) for key in keys]
        of = {key: n for n, key in enumerate(keys)}
        sentences = same.sentences(self.before, kept, self.read)
        first = sentences.first
        was, entities = np.flatnonzero(self.before.kept.entity), number.copy()
        entities[~new.entity] = -1
        taken = np.where(moved[was] >= 0, entities[moved[was]], -1) if len(was) else was
        restated = touched.restated(self.before, new, stays, moved, taken, shown)
        kept_ones = np.where(restated, -1, stays)
        over = TakenOver(touched.positions(self.before, kept_ones), taken, first)
        joins, facts = self.stated(Numbered(names, of, shown), np.flatnonzero(restated).tolist())
        ends, words = over.facts(self.before, facts)
        titles = np.array([of.get(names.canonical(name_key(p.title)), -1) for p in self.passages])
        own = np.flatnonzero((ends[:, 0] >= 0) & (ends[:, 0] == titles[ends[:, 2]]))
        is_a = described(plainly_stated(ends, words, own), shown)
        occurrences, counts = numbering.occurrences(named.spots(), number, first)
        resolution = Resolution(
            numbering.entities(names, keys, shown, counts, is_a),
            numbering.aliases(names, of),
            occurrences,
            rows_of_facts(ends, words),
            RowList(Join, *over.joins(self.before, joins).astype(np.int32).T),
        )
        rows = same.rows(self.before, kept, sentences, taken, shown)
        return Resolved(resolution, sentences, new, rows)

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
