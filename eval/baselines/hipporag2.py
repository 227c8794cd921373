"""HippoRAG 2 (arXiv:2502.14802) without its LLM filter, over our triples and vectors.

    s_f  = minmax(cos(q, f)), f = "subject predicate object"
    r(e) = mean over the top 5 facts naming e of s_f / |passages(e)|, for the top 5 entities
    r(p) = 0.05 · minmax(cos(q, p)), for all passages
    ppr  = d · Wᵀ ppr + (1 − d) · r, d = 0.5

The graph is static: relation edges count triples, an entity's edge to a passage weighs 1, synonyms
(entities of cosine ≥ 0.8) weigh their cosine. Without facts it ranks by cosine, as the original.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from eval.baselines.as_retrieval import as_retrieval
from eval.baselines.synonyms import pairs_above
from eval.baselines.triples import Triples, triples_of
from graphrag.datatypes import Retrieval, Seed
from graphrag.index import Index
from graphrag.storage.graph import CONTEXT, RELATION

Floats = NDArray[np.float32]

FACTS = 5
ENTITIES = 5
PASSAGE_WEIGHT = 0.05
DAMPING = 0.5
SYNONYM = 0.8
SWEEPS = 40  # the rest is below 0.5 ** 40


@dataclass(frozen=True, slots=True, eq=False)
class HippoRAG2:
    """What the method prepares for an index before the first question."""

    triples: Triples
    fact_vectors: Floats  # (T, d)
    transition: sparse.csr_array  # (n_nodes, n_nodes), column-stochastic
    passages_naming: Floats  # (E,)

    def __call__(self, index: Index, question: str, k: int) -> Retrieval:
        """The k passages of the highest PageRank."""
        start = time.perf_counter()
        vector = index.embedder.encode([question])[0]
        encoded = time.perf_counter()
        dense = minmax(index.passage_vectors @ vector)
        entities = self._entities(vector)
        seeded = time.perf_counter()
        if entities:
            reset = np.zeros(index.graph.n_nodes, dtype=np.float32)
            reset[list(entities)] = list(entities.values())
            reset[index.graph.n_entities :] = PASSAGE_WEIGHT * dense
            scores = walk(self.transition, reset)[index.graph.n_entities :]
        else:
            scores = dense
        order = np.argsort(-scores, kind="stable")[:k].tolist()
        spent = {
            "encode": 1000 * (encoded - start),
            "seeds": 1000 * (seeded - encoded),
            "walk": 1000 * (time.perf_counter() - seeded),
        }
        seeds = tuple(
            Seed(index.entities[entity].name, weight, "fact") for entity, weight in entities.items()
        )
        ranked = [(position, float(scores[position])) for position in order]
        return as_retrieval(index, question, ranked, "hipporag2", spent, seeds)

    def _entities(self, vector: Floats) -> dict[int, float]:
        """r(e) of the best entities, highest first."""
        if not len(self.fact_vectors):
            return {}
        scores = minmax(self.fact_vectors @ vector)
        best = np.argsort(-scores, kind="stable")[:FACTS].tolist()
        parts: defaultdict[int, list[float]] = defaultdict(list)
        for fact in best:
            for entity in {int(self.triples.subject[fact]), int(self.triples.object[fact])} - {-1}:
                parts[entity].append(float(scores[fact] / self.passages_naming[entity]))
        weights = {entity: sum(found) / len(found) for entity, found in parts.items()}
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:ENTITIES]
        return {entity: weight for entity, weight in ranked if weight > 0}


def prepare(index: Index, cache: Path) -> HippoRAG2:
    """Encode the triples (kept in `cache`, a .npy file) and build the static graph."""
    naming = np.array([max(entity.passages, 1) for entity in index.entities], dtype=np.float32)
    triples = triples_of(index)
    vectors = _fact_vectors(index, triples.texts, cache)
    return HippoRAG2(triples, vectors, transition_matrix(index), naming)


def minmax(values: Floats) -> Floats:
    """Values scaled to [0, 1]; ones when all are equal."""
    if not len(values):
        return values
    low, high = values.min(), values.max()
    return (values - low) / (high - low) if high > low else np.ones_like(values)


def walk(transition: sparse.csr_array, reset: Floats) -> Floats:
    """Personalized PageRank by power iteration: ppr = d · T ppr + (1 − d) · r."""
    reset = reset / reset.sum()
    scores = reset
    for _ in range(SWEEPS):
        scores = DAMPING * (transition @ scores) + (1 - DAMPING) * reset
    return np.asarray(scores, dtype=np.float32)


def transition_matrix(index: Index) -> sparse.csr_array:
    """T[v, u] = w(u, v) / strength(u); a vertex without edges keeps its mass."""
    graph = index.graph
    rows = (graph.kind == RELATION) | (graph.kind == CONTEXT)
    weight = np.where(graph.kind == CONTEXT, 1.0, graph.weight)[rows]
    alike, other, cosine = pairs_above(np.asarray(index.entity_vectors), SYNONYM)
    source = np.concatenate([graph.source[rows], alike])
    target = np.concatenate([graph.target[rows], other])
    weight = np.concatenate([weight, cosine]).astype(np.float32)
    n = graph.n_nodes
    half = sparse.coo_array((weight, (target, source)), shape=(n, n))
    both = (half + half.T).tocsr()
    strength = np.asarray(both.sum(axis=0)).ravel()
    alone = sparse.diags_array((strength == 0).astype(np.float32))
    share = sparse.diags_array((1 / np.where(strength == 0, 1, strength)).astype(np.float32))
    return sparse.csr_array(both @ share + alone)


def _fact_vectors(index: Index, texts: list[str], cache: Path) -> Floats:
    if cache.is_file():
        kept: Floats = np.load(cache, allow_pickle=False)
        if len(kept) == len(texts):
            return kept
    distinct = list(dict.fromkeys(texts))
    place = {text: position for position, text in enumerate(distinct)}
    encoded = index.embedder.encode(distinct) if distinct else np.empty((0, 1), np.float32)
    vectors = np.asarray(encoded[[place[text] for text in texts]], dtype=np.float32)
    cache.parent.mkdir(parents=True, exist_ok=True)
    partial = cache.with_suffix(".part.npy")
    np.save(partial, vectors, allow_pickle=False)
    partial.replace(cache)
    return vectors
