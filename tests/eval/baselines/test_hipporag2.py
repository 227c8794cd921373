"""The HippoRAG 2 baseline: its parts by hand, its walk against the exact solver."""

import numpy as np
import pytest

from eval.baselines import hipporag2
from graphrag.retrieval.pagerank.exact import solve_exact


def test_minmax():
    assert hipporag2.minmax(np.array([2.0, 4.0, 3.0])).tolist() == [0, 1, 0.5]
    assert hipporag2.minmax(np.array([2.0, 2.0])).tolist() == [1, 1]


def test_the_walk_is_exact_pagerank(tiny_index, monkeypatch):
    # Without synonyms the graph is the index's own, which the exact solver knows.
    monkeypatch.setattr(hipporag2, "SYNONYM", 2.0)
    graph = tiny_index.graph
    transition = hipporag2.transition_matrix(tiny_index)
    assert np.asarray(transition.sum(axis=0)).ravel() == pytest.approx(np.ones(graph.n_nodes))
    reset = np.zeros(graph.n_nodes, dtype=np.float32)
    reset[[0, 2, graph.n_nodes - 1]] = [2, 1, 1]
    weights = np.where(graph.kind == 1, 1.0, graph.weight).astype(np.float32)
    weights[graph.kind == 2] = 0
    expected = solve_exact(tiny_index.view, weights, reset / 4, 0.5)
    assert hipporag2.walk(transition, reset) == pytest.approx(expected, abs=1e-6)


def test_entities_are_the_mean_over_their_facts(tiny_index, tmp_path):
    method = hipporag2.prepare(tiny_index, tmp_path / "facts.npy")
    vector = tiny_index.embedder.encode(["Ada Lane wrote The Long Tide"])[0]
    scores = hipporag2.minmax(method.fact_vectors @ vector)
    best = np.argsort(-scores, kind="stable")[:5].tolist()
    weights = method._entities(vector)
    assert len(weights) <= 5
    for entity, weight in weights.items():
        of = [
            scores[fact] / tiny_index.entities[entity].passages
            for fact in best
            if entity in (method.triples.subject[fact], method.triples.object[fact])
        ]
        assert weight == pytest.approx(sum(of) / len(of))


def test_fact_vectors_are_kept(tiny_index, tmp_path):
    cache = tmp_path / "deep" / "facts.npy"
    first = hipporag2.prepare(tiny_index, cache)
    before = len(tiny_index.embedder.encoded)
    again = hipporag2.prepare(tiny_index, cache)
    assert len(tiny_index.embedder.encoded) == before
    assert np.array_equal(first.fact_vectors, again.fact_vectors)
