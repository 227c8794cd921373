"""What exactly is embedded and searched for a passage, a sentence and an entity."""

from __future__ import annotations

from graphrag.datatypes import Passage, Span


def passage_text(title: str, text: str) -> str:
    """A passage as the dense and the BM25 vector see it."""
    return f"{title}. {text}" if title else text


def sentence_text(title: str, sentence: str) -> str:
    """A sentence (and so every fact it states) as the encoder sees it."""
    return f"{title}: {sentence}" if title else sentence


def passage_texts(passages: tuple[Passage, ...]) -> list[str]:
    """`passage_text` of each, in order."""
    return [passage_text(p.title, p.text) for p in passages]


def sentence_texts(
    passages: tuple[Passage, ...], sentences: tuple[tuple[Span, ...], ...]
) -> list[str]:
    """`sentence_text` of every sentence, corpus-wide in order."""
    return [
        sentence_text(passage.title, passage.text[span.start : span.end])
        for passage, spans in zip(passages, sentences, strict=True)
        for span in spans
    ]
