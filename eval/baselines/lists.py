"""The two lists of the passage store, alone and fused by reciprocal ranks."""

from __future__ import annotations

import time
from collections import defaultdict

from eval.baselines.as_retrieval import Ranked, as_retrieval
from graphrag.datatypes import Retrieval
from graphrag.index import Index

RRF_K = 60
DEPTH = 200  # of each list before fusion


def bm25(index: Index, question: str, k: int) -> Retrieval:
    """Okapi BM25 (Robertson & Zaragoza 2009) over title and text."""
    start = time.perf_counter()
    positions, scores = index.store.search_bm25(question, k)
    spent = {"search": 1000 * (time.perf_counter() - start)}
    ranked = list(zip(positions.tolist(), scores.tolist(), strict=True))
    return as_retrieval(index, question, ranked, "bm25", spent)


def dense(index: Index, question: str, k: int) -> Retrieval:
    """Cosine of the question's vector and the passage's."""
    start = time.perf_counter()
    vector = index.embedder.encode([question])[0]
    encoded = time.perf_counter()
    positions, scores = index.store.search_dense(vector, k)
    spent = {
        "encode": 1000 * (encoded - start),
        "search": 1000 * (time.perf_counter() - encoded),
    }
    ranked = list(zip(positions.tolist(), scores.tolist(), strict=True))
    return as_retrieval(index, question, ranked, "dense", spent)


def hybrid(index: Index, question: str, k: int) -> Retrieval:
    """Σ over both lists of 1 / (60 + rank) (Cormack, Clarke & Buettcher, SIGIR 2009)."""
    start = time.perf_counter()
    vector = index.embedder.encode([question])[0]
    encoded = time.perf_counter()
    lists = (index.store.search_bm25(question, DEPTH), index.store.search_dense(vector, DEPTH))
    ranked = fuse([positions.tolist() for positions, _ in lists])[:k]
    spent = {
        "encode": 1000 * (encoded - start),
        "search": 1000 * (time.perf_counter() - encoded),
    }
    return as_retrieval(index, question, ranked, "hybrid", spent)


def fuse(lists: list[list[int]]) -> Ranked:
    """Reciprocal rank fusion; ties by position."""
    scores: defaultdict[int, float] = defaultdict(float)
    for positions in lists:
        for rank, position in enumerate(positions, start=1):
            scores[position] += 1.0 / (RRF_K + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
