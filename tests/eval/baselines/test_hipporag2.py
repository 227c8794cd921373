"""The HippoRAG 2 baseline: its parts by hand, its walk against the exact solver."""

import numpy as np
import pytest

from eval.baselines import hipporag2
from graphrag.pagerank.exact import solve_exact


def test_minmax():
    assert hipporag2.minmax(np.array([2.0, 4.0, 3.0])).tolist() == [0, 1, 0.5]
    assert hipporag2.minmax(np.array([2.0, 2.0])).tolist() == [1, 1]


def test_synonyms_are_pairs_above_the_bound():
    angle = np.arccos(0.9)
    vectors = np.array([[1, 0], [np.cos(angle), np.sin(angle)], [0, 1], [1, 0]], dtype=np.float32)
    one, other, cosine = hipporag2.synonyms(vectors)
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == [(0, 1), (0, 3), (1, 3)]
    assert cosine.tolist() == pytest.approx([0.9, 1.0, 0.9])


def test_synonyms_across_blocks(monkeypatch):
    vectors = np.random.default_rng(5).normal(size=(70, 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    whole = hipporag2.synonyms(vectors)
    monkeypatch.setattr(hipporag2, "_BLOCK", 16)
    parts = hipporag2.synonyms(vectors)
    assert whole[0].tolist() == parts[0].tolist() and whole[1].tolist() == parts[1].tolist()
    assert len(whole[0]) > 0


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
    weights = method._entities(tiny_index, vector)
    assert len(weights) <= 5
    for entity, weight in weights.items():
        of = [
            scores[fact] / tiny_index.entities[entity].passages
            for fact in best
            if entity in (tiny_index.fact_subject[fact], tiny_index.fact_object[fact])
        ]
        assert weight == pytest.approx(sum(of) / len(of))


def test_fact_vectors_are_kept(tiny_index, tmp_path):
    cache = tmp_path / "deep" / "facts.npy"
    first = hipporag2.prepare(tiny_index, cache)
    before = len(tiny_index.embedder.encoded)
    again = hipporag2.prepare(tiny_index, cache)
    assert len(tiny_index.embedder.encoded) == before
    assert np.array_equal(first.fact_vectors, again.fact_vectors)
