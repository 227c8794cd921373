"""All features of the candidates, as one matrix with named columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.doubt_features import doubt_features
from graphrag.retrieval.reranking.links import Links, find_links, link_features
from graphrag.retrieval.reranking.list_features import list_features
from graphrag.retrieval.reranking.name_features import name_features
from graphrag.retrieval.reranking.neighbours import neighbour_features
from graphrag.retrieval.reranking.pool import Pool

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """n candidates by f features, and the links the joint stage reads."""

    names: tuple[str, ...]
    values: Floats  # (n, f)
    links: Links

    def column(self, name: str) -> Floats:
        """One feature of all candidates."""
        column: Floats = self.values[:, self.names.index(name)]
        return column


def compute_features(index: Index, pool: Pool, signals: Signals) -> Features:
    """Every feature the stages before have already paid for."""
    slot = np.full(index.graph.n_passages, -1, dtype=np.int32)
    slot[pool.passages] = np.arange(len(pool.passages), dtype=np.int32)
    vectors = np.asarray(index.passage_vectors[pool.passages])
    found = list_features(pool, signals, vectors, index.first_sentence)
    found |= name_features(index, pool, signals, slot)
    links = find_links(index, pool, signals.similarity, slot)
    found |= link_features(
        links, np.exp(found["walk0"]), found["best"], found["titled"], found["named"], vectors
    )
    found |= neighbour_features(index, pool, signals, vectors)
    found |= doubt_features(pool, signals, found)
    found["pool_size"] = np.full(len(pool.passages), len(pool.passages), np.float32)
    values = np.stack([np.asarray(column, np.float32) for column in found.values()], axis=1)
    return Features(tuple(found), values, links)
