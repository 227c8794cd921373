"""The former generation, as far as the next one takes over what it resolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Fact, Join, Passage, PassageExtraction
from graphrag.storage import packing
from graphrag.storage.layout import Layout
from graphrag.storage.ragged import Ragged, stable_order
from graphrag.storage.strings import Codes, Strings, no_codes, no_strings
from graphrag.storage.unpacking import FACT_WORDS, read_links
from indexing.kept import KeptNames, nothing_kept, read_kept
from indexing.key_table import Int64s

_FIELDS = dict(
    zip(FACT_WORDS, ("predicate", "subject_text", "object_text", "qualifiers", "origin"),
        strict=True)
)  # fmt: skip
_ENDS = ("subject", "object", "passage", "sentence")


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """Passages, sentences, entities, facts and joins by their former positions."""

    kept: KeptNames
    ids: Sequence[str]
    titles: Sequence[str]
    texts: Sequence[str]
    first: Int64s  # (P + 1,) the first sentence of each passage
    spans: Int64s  # (S, 2)
    entities: Strings  # their names
    kinds: Codes  # of entities
    facts: Int64s  # (F, 4) subject, object, passage, sentence
    words: Mapping[str, Codes]  # F of each of FACT_WORDS
    joins: Int64s  # (J, 4)
    extraction: Callable[[int], PassageExtraction]

    def passage(self, position: int) -> Passage:
        """As far as anybody asks: its title and text."""
        return Passage(self.ids[position], "", self.titles[position], self.texts[position], 0, 0)

    @property
    def sentences(self) -> Ragged:
        """The sentences of each passage."""
        return Ragged(self.first, self.spans)


def nothing_before() -> Before:
    """The generation before the first."""

    def none(position: int) -> PassageExtraction:
        raise AssertionError(f"unreachable: there is no passage {position}")

    rows = np.empty((0, 4), np.int64)
    words = dict.fromkeys(FACT_WORDS, no_codes())
    spans, first = np.empty((0, 2), np.int64), np.zeros(1, np.int64)
    named = no_strings(), no_codes()
    return Before(nothing_kept(), [], [], [], first, spans, *named, rows, words, rows, none)


def read_before(
    layout: Layout, arrays: Mapping[str, Any], extraction: Callable[[int], PassageExtraction]
) -> Before:
    """A generation's files.

    Args:
        layout: where they lie.
        arrays: of `KeptNames.arrays`.
        extraction: of one of its passages.
    """
    passages, sentences = (
        packing.load_arrays(layout.passages),
        packing.load_arrays(layout.sentences),
    )
    links = read_links(packing.load_arrays(layout.links))
    names = packing.load_arrays(layout.names)
    return Before(
        read_kept(arrays),
        list(packing.unpack_strings("ids", passages)),
        packing.unpack_strings("titles", passages),
        packing.unpack_strings("texts", passages),
        sentences["first"].astype(np.int64),
        np.stack([sentences["start"], sentences["end"]], axis=1).astype(np.int64),
        packing.unpack_strings("entities", names),
        packing.unpack_codes("kinds", names),
        _ends(links, "fact"),
        {name: links[name] for name in FACT_WORDS},
        _ends(links, "join"),
        extraction,
    )


def _ends(links: Mapping[str, Any], kind: str) -> Int64s:
    return np.stack([links[f"{kind}_{end}"] for end in _ENDS], axis=1).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class TakenOver:
    """Where former things are now; -1 where they are not, or are to be made anew."""

    passages: Int64s  # (P before,)
    entities: Int64s  # (E before,)
    first: Int64s  # (P + 1,) the first sentence of each passage now

    def rows(self, before: Before, rows: Int64s) -> tuple[Int64s, NDArray[np.intp]]:
        """The rows of facts or joins that stay, renumbered, and which of the former they were."""
        places = np.flatnonzero(self.passages[rows[:, 2]] >= 0)
        subject, object_, passage, sentence = rows[places].T
        now = self.passages[passage]
        numbers = np.append(self.entities, -1)  # no entity stays none
        sentence = sentence - before.first[passage] + self.first[now]
        return np.stack([numbers[subject], numbers[object_], now, sentence], axis=1), places

    def facts(self, before: Before, new: Sequence[Fact]) -> tuple[Int64s, dict[str, Codes]]:
        """All facts in the order of their passages: ends, and words by `FACT_WORDS`."""
        stay, places = self.rows(before, before.facts)
        ends, order = self._ordered(stay, new)
        rows = np.concatenate([places, np.full(len(new), -1)])[order]
        words = {
            name: before.words[name].renewed(rows, [getattr(fact, field) for fact in new])
            for name, field in _FIELDS.items()
        }
        return ends, words

    def joins(self, before: Before, new: Sequence[Join]) -> Int64s:
        """All joins in the order of their passages."""
        return self._ordered(self.rows(before, before.joins)[0], new)[0]

    def _ordered(self, stay: Int64s, new: Sequence[Fact | Join]) -> tuple[Int64s, NDArray[np.intp]]:
        rows = [(r.subject, r.object, r.passage, self.first[r.passage] + r.sentence) for r in new]
        both = np.concatenate([stay, np.array(rows, dtype=np.int64).reshape(-1, 4)])
        order = stable_order(both[:, 2])
        return both[order], order
