"""A retrieved passage made ready for reading: one writing of quotes and dashes, its names found.

All offsets count in the passage's own text: the rewriting keeps every length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from graphrag.datatypes import ScoredPassage
from graphrag.evidence.passages import document_of
from graphrag.language.dates import Moment, find_dates
from graphrag.language.keys import (
    Key,
    Token,
    fold,
    name_key,
    tokens,
    without_bracket,
)
from graphrag.language.names import Stretch, find_names, with_rank
from graphrag.language.words import root
from graphrag.reading.pages.page_parts import Part, parts_of
from graphrag.retrieval.linking.asked_words import roots

_SAME_LENGTH = str.maketrans(
    "‘’‛`´“”„«»—−‑‐（）\u00a0\u202f\n\t",
    "'''''\"\"\"\"\"––--()    ",
)


@dataclass(frozen=True)
class Page:
    """A passage as the reader sees it; `rank` is its place among those retrieved, from 0."""

    rank: int
    passage: ScoredPassage
    text: str  # the passage's text, same length, with plain quotes, dashes and spaces

    @cached_property
    def name(self) -> str:
        """The title without its bracket."""
        return without_bracket(self.passage.title)

    @property
    def document(self) -> str:
        """The id of the document of which it is a passage."""
        return document_of(self.passage.id)

    @cached_property
    def section_stems(self) -> frozenset[str]:
        """Stems of the headings that the passage stands under."""
        return roots(self.passage.section)

    @cached_property
    def title_stems(self) -> frozenset[str]:
        """Stems of the title's words, its bracket left out."""
        return frozenset(map(root, self.key))

    @property
    def lead(self) -> str:
        """What stands before the text for a reader who sees nothing else: title and headings."""
        named = (self.passage.title, self.passage.section)
        return "".join(f"{part}: " for part in named if part)

    @cached_property
    def key(self) -> Key:
        """Comparison key of `name`."""
        return name_key(fold(self.name))

    @cached_property
    def full_key(self) -> Key:
        """Comparison key of the whole title."""
        return name_key(fold(self.passage.title))

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """(start, end) of each sentence; the whole text when the passage carries none."""
        given = [(sentence.start, sentence.end) for sentence in self.passage.sentences]
        return given or [(0, len(self.text))]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The lines under each of its headings."""
        return parts_of(self.passage.text, self.passage.section)

    def sentences_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences that begin in characters [start, end)."""
        return [sentence for sentence in self.sentences if start <= sentence[0] < end]

    @cached_property
    def words(self) -> list[Token]:
        """The text's words; keys are folded (no case, no accents)."""
        return tokens(fold_same_length(self.text))

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def names(self) -> list[Stretch]:
        """Capitalised names in order, with the peerage that follows one."""
        kept: list[Stretch] = []
        for start, end in self.sentences:
            for name in find_names(self.text, start, end):
                if not kept or name.start >= kept[-1].end:
                    kept.append(with_rank(self.text, name))
        return kept

    @cached_property
    def sentence_names(self) -> list[set[Key]]:
        """For each sentence the names that it writes."""
        found: list[set[Key]] = [set() for _ in self.sentences]
        for name in self.names:
            key = name_key(fold(self.text[name.start : name.end]))
            found[self.sentence_at(name.start)].add(key)
        return [keys - {()} for keys in found]

    @cached_property
    def dates(self) -> list[Moment]:
        """Dates in order."""
        return find_dates(self.text)

    def in_date(self, position: int) -> bool:
        """Whether character `position` belongs to a date."""
        return any(date.start <= position < date.end for date in self.dates)

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds character `position`."""
        return max(0, bisect_right(self.sentences, position, key=itemgetter(0)) - 1)

    def words_between(self, start: int, end: int) -> tuple[int, int]:
        """Positions (first, past) of the words that start in characters [start, end)."""
        return bisect_left(self._word_starts, start), bisect_left(self._word_starts, end)

    def asked_on(self, sentence: int) -> float:
        """Cosine of a sentence to what was asked on from another passage, 0 if nothing was."""
        given = self.passage.sentences
        return given[sentence].hop if sentence < len(given) else 0.0

    def similarity(self, sentence: int) -> float:
        """Cosine of a sentence to the question, 0 where the passage carries no sentences."""
        given = self.passage.sentences
        return given[sentence].score if sentence < len(given) else 0.0


def open_pages(passages: Sequence[ScoredPassage], limit: int) -> list[Page]:
    """The first `limit` passages, ready for reading."""
    return [
        Page(rank, passage, plain(passage.text)) for rank, passage in enumerate(passages[:limit])
    ]


def plain(text: str) -> str:
    """`text` with plain quotes, dashes and spaces; same length."""
    return text.translate(_SAME_LENGTH)


def fold_same_length(text: str) -> str:
    """`text` without accents and case where that keeps its length; otherwise as it is."""
    folded = fold(text)
    return folded if len(folded) == len(text) else text
