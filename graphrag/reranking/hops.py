"""The next hop: the question asked again together with what the first hop said.

For each of the most likely candidates, question and its best sentence are encoded as one text; the
sentences nearest to that are where the chain may go on (beam search over evidence with a re-encoded
query, PropRAG, arXiv 2504.18070, here of one more step and without a language model).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.reranking.pool import Pool, top
from graphrag.signals import Signals, best_per_passage

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class NextHops:
    """`origin` (w,): passages the hops start from; `reach` (w, P): how near each passage is."""

    origin: NDArray[np.int32]
    reach: Floats


def next_hops(index: Index, pool: Pool, signals: Signals, alone: Floats, width: int) -> NextHops:
    """Ask again from the `width` most likely candidates of different titles."""
    origin: list[int] = []
    titles: set[int] = set()
    for candidate in np.argsort(-alone, kind="stable").tolist():
        passage = int(pool.passages[candidate])
        title = int(index.view.title_entity[passage])
        if len(origin) < width and title not in titles and signals.best[passage] > -1:
            origin.append(passage)
            titles.add(title)
    if not origin:
        return NextHops(np.empty(0, np.int32), np.empty((0, index.graph.n_passages), np.float32))
    texts = [f"{signals.question} {_best_sentence(index, signals, p)}" for p in origin]
    reach = [
        best_per_passage(index.sentence_vectors @ vector, index.first_sentence)
        for vector in index.embedder.encode(texts)
    ]
    return NextHops(np.array(origin, np.int32), np.stack(reach))


def widen(pool: Pool, hops: NextHops, each: int) -> Pool:
    """The pool and the `each` nearest passages of every hop."""
    nearest = [top(reach + 1, each) for reach in hops.reach]
    return Pool(np.unique(np.concatenate([pool.passages, *nearest])).astype(np.int32), pool.walks)


def hop_features(pool: Pool, hops: NextHops, best: Floats) -> dict[str, Floats]:
    """How near each candidate is to any hop that did not start from it.

    Args:
        best: (n,) how near it is to the question alone.
    """
    n = len(pool.passages)
    if not len(hops.origin):
        return {name: np.zeros(n, np.float32) for name in _NAMES}
    reach = hops.reach[:, pool.passages].copy()
    reach[hops.origin[:, None] == pool.passages[None, :]] = -1
    rank = np.stack([np.searchsorted(np.sort(-row), -row[pool.passages]) for row in hops.reach])
    rank[hops.origin[:, None] == pool.passages[None, :]] = hops.reach.shape[1]
    nearest = reach.max(0)
    values = (
        nearest,
        nearest - best,
        nearest - nearest.max(initial=-1),
        np.log1p(rank.min(0)),
        reach[0],
        np.log1p(rank[0]),
    )
    return dict(zip(_NAMES, (v.astype(np.float32) for v in values), strict=True))


_NAMES = ("hop", "hop_gain", "hop_gap", "hop_rank", "hop_first", "hop_first_rank")


def _best_sentence(index: Index, signals: Signals, passage: int) -> str:
    first, past = index.first_sentence[passage : passage + 2].tolist()
    return index.sentence(first + int(np.argmax(signals.similarity[first:past])))
