"""From ranking to passages whose sentences know how near they are to what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import ScoredPassage, ScoredSentence
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.hops import SubQuestion
from graphrag.retrieval.reranking.order import Ranking

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
_PARTS = ("walk0", "dense", "bm25", "best", "in_similarity", "cover")


def scored_passages(
    index: Index, ranking: Ranking, signals: Signals, k: int
) -> tuple[ScoredPassage, ...]:
    """The k best candidates with their sentences and the parts of their score."""
    found = []
    for candidate in ranking.order[:k].tolist():
        position = int(ranking.pool.passages[candidate])
        parts = {"alone": float(ranking.alone[candidate])}
        parts |= {name: float(ranking.features.column(name)[candidate]) for name in _PARTS}
        if candidate in ranking.heard:
            parts["heard"] = ranking.heard[candidate]
        first, past = index.first_sentence[position : position + 2].tolist()
        text = index.texts[position]
        spans = zip(
            index.sentence_start[first:past].tolist(),
            index.sentence_end[first:past].tolist(),
            signals.similarity[first:past].tolist(),
            _asked_on(index, ranking.hops, position).tolist(),
            strict=True,
        )
        found.append(
            ScoredPassage(
                index.passage_ids[position],
                index.titles[position],
                text,
                float(ranking.score[candidate]),
                parts,
                tuple(ScoredSentence(text[a:b], a, b, *scores) for a, b, *scores in spans),
                index.sections[position],
                int(index.pages[position]),
                _id(index, int(index.passage_before[position])),
                _id(index, int(index.passage_after[position])),
                metadata=index.records[int(index.record[position])],
            )
        )
    return tuple(found)


def _id(index: Index, position: int) -> str:
    return index.passage_ids[position] if position >= 0 else ""


def _asked_on(index: Index, hops: Sequence[SubQuestion], passage: int) -> Floats:
    """(s,) how near each sentence of a passage is to what was asked on from other passages."""
    first, past = index.first_sentence[passage : passage + 2].tolist()
    vectors = [hop.vector for hop in hops if passage not in hop.stand.path]
    if not vectors:
        return np.zeros(past - first, np.float32)
    near: Floats = (index.sentence_vectors[first:past] @ np.stack(vectors).T).max(1)
    return near
