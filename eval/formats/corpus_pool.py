"""The corpus pooled from the contexts that a question file carries: each paragraph once."""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.datatypes import Span
from indexing.documents import Document


class CorpusPool:
    """Paragraphs by content; the same title with another text is another passage."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.passages: list[Document] = []
        self.spans: dict[str, tuple[Span, ...]] = {}
        self.by_title: dict[str, str] = {}  # the first passage of each title
        self._known: dict[tuple[str, str], str] = {}

    def add(self, title: str, text: str, spans: tuple[Span, ...] = ()) -> str:
        """The id of this paragraph, new or known."""
        identifier = self._known.get((title, text))
        if identifier is None:
            identifier = f"{self.prefix}-{len(self.passages):06d}"
            self._known[(title, text)] = identifier
            self.passages.append(Document(identifier, title, text))
            self.by_title.setdefault(title, identifier)
            if spans:
                self.spans[identifier] = spans
        return identifier


def join(sentences: Sequence[str], separator: str) -> tuple[str, tuple[Span, ...]]:
    """One text of the sentences, and the range of each in it.

    The text is stripped at both ends; a range leaves out the blanks around its sentence.
    """
    text = separator.join(sentences)
    head = len(text) - len(text.lstrip())
    stripped = text.strip()
    spans, at = [], -head
    for sentence in sentences:
        blank = len(sentence) - len(sentence.lstrip())
        start = min(max(at + blank, 0), len(stripped))
        end = min(max(at + len(sentence.rstrip()), start), len(stripped))
        spans.append(Span(start, end))
        at += len(sentence) + len(separator)
    return stripped, tuple(spans)
