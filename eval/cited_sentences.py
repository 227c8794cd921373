"""From what a system cites to sentence numbers: the publisher's sentences where the file has them.

Other corpora are split with this project's own splitter; the data set's notes say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from eval.metrics.sentences import numbers
from eval.questions import Dataset
from graphrag.datatypes import Span

if TYPE_CHECKING:
    from spacy.language import Language

UNKNOWN = -1  # number of a cited sentence that is in no passage of the corpus: a false positive


class SentenceNumbers:
    """(passage id, sentence number) pairs of ranges and texts; passages are split when needed."""

    def __init__(self, dataset: Dataset) -> None:
        self._texts = {passage.id: passage.text for passage in dataset.passages}
        self._spans: dict[str, Sequence[Span]] = dict(dataset.sentence_spans)

    def of_range(self, passage_id: str, start: int, end: int) -> set[tuple[str, int]]:
        """The sentences of a character range."""
        if passage_id not in self._texts:
            return {(passage_id, UNKNOWN)}
        found = numbers(start, end, self._split(passage_id))
        return {(passage_id, number) for number in found or [UNKNOWN]}

    def of_text(self, passage_id: str, sentence: str) -> set[tuple[str, int]]:
        """The sentences that a quoted text covers; none for an empty one (a title's fact)."""
        if not sentence:
            return set()
        start = self._texts.get(passage_id, "").find(sentence)
        if start < 0:
            return {(passage_id, UNKNOWN)}
        return self.of_range(passage_id, start, start + len(sentence))

    def _split(self, passage_id: str) -> Sequence[Span]:
        if passage_id not in self._spans:
            from indexing.extract_rules import extract

            text = self._texts[passage_id]
            self._spans[passage_id] = extract("", text, self._language).sentences
        return self._spans[passage_id]

    @cached_property
    def _language(self) -> Language:
        from graphrag.language.parser.pipelines import load_language

        return load_language()
