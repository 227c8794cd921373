"""A ranking of passage positions as a `Retrieval`, so that every method shares one reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graphrag.datatypes import Retrieval, ScoredPassage, ScoredSentence, Seed
from graphrag.index import Index

Ranked = Sequence[tuple[int, float]]  # (passage position, score), best first


def as_retrieval(
    index: Index,
    question: str,
    ranked: Ranked,
    route: str,
    timings_ms: Mapping[str, float],
    seeds: tuple[Seed, ...] = (),
) -> Retrieval:
    """The ranked passages, their sentences not looked at."""
    passages = tuple(
        ScoredPassage(
            index.passage_ids[position],
            index.titles[position],
            index.texts[position],
            score,
            {route: score},
            (),
        )
        for position, score in ranked
    )
    return Retrieval(question, route, passages, seeds, (), timings_ms)


def with_sentences(index: Index, found: Retrieval) -> Retrieval:
    """The same passages with their sentences scored, as the reader wants them."""
    vector = index.embedder.encode([found.question])[0]
    passages = []
    for passage in found.passages:
        position = index.passage_ids.index(passage.id)
        first, past = index.first_sentence[position : position + 2].tolist()
        sentences = tuple(
            ScoredSentence(passage.text[start:end], start, end, score)
            for start, end, score in zip(
                index.sentence_start[first:past].tolist(),
                index.sentence_end[first:past].tolist(),
                (index.sentence_vectors[first:past] @ vector).tolist(),
                strict=True,
            )
        )
        passages.append(replace(passage, sentences=sentences))
    return replace(found, passages=tuple(passages))
