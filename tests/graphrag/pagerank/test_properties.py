"""What holds for Personalized PageRank on every graph, over seeded random ones."""

import numpy as np
import pytest

from graphrag.pagerank import personalized_pagerank, vertex_strength
from graphrag.pagerank.push import _push
from tests.graphs import HOUSE, STAR, random_graph

SEEDS = range(12)


def draw(seed):
    rng = np.random.default_rng(seed)
    graph = random_graph(rng)
    reset = (rng.random(graph.n) * (rng.random(graph.n) > 0.7)).astype(np.float32)
    reset[int(rng.integers(graph.n))] += 0.5
    return rng, graph, reset


def solve(graph, reset, weights=None, damping=0.5, epsilon=1e-9, **kwargs):
    weights = graph.weights if weights is None else weights
    return personalized_pagerank(
        graph.view, weights, reset, damping=damping, epsilon=epsilon, **kwargs
    )


@pytest.mark.parametrize("solver", ["push", "exact"])
@pytest.mark.parametrize("seed", SEEDS)
def test_equals_linear_algebra(seed, solver):
    _, graph, reset = draw(seed)
    for damping in (0.2, 0.5, 0.9):
        found = solve(graph, reset, damping=damping, solver=solver)
        assert found == pytest.approx(graph.ppr(reset, damping), abs=3e-6)


@pytest.mark.parametrize("solver", ["push", "exact"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_distribution(seed, solver):
    _, graph, reset = draw(seed)
    for epsilon in (1e-9, 1e-3, 0.3):
        found = solve(graph, reset, solver=solver, epsilon=epsilon)
        assert found.sum() == pytest.approx(1, abs=1e-6)
        assert (found >= 0).all() and found.shape == (graph.n,) and found.dtype == np.float32


@pytest.mark.parametrize("seed", SEEDS)
def test_scale_of_weights_and_reset_is_of_no_consequence(seed):
    _, graph, reset = draw(seed)
    plain = solve(graph, reset)
    for scale in (1e-6, 7.0, 1e6):
        assert solve(graph, reset * np.float32(scale)) == pytest.approx(plain, abs=1e-6)
        scaled = graph.weights * np.float32(scale)
        assert solve(graph, reset, scaled) == pytest.approx(plain, abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_linear_in_the_reset_vector(seed):
    rng, graph, one = draw(seed)
    other = rng.random(graph.n).astype(np.float32)
    one, other = one / one.sum(), other / other.sum()
    mixed = solve(graph, 0.3 * one + 0.7 * other)
    apart = 0.3 * solve(graph, one) + 0.7 * solve(graph, other)
    assert mixed == pytest.approx(apart, abs=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_certificate(seed):
    """estimate ≤ ppr ≤ estimate + ε · strength / mean strength, at every vertex."""
    _, graph, reset = draw(seed)
    reset = (reset / reset.sum()).astype(np.float32)
    view, weights = graph.view, graph.weights
    strength = vertex_strength(view, weights)
    for damping in (0.5, 0.85):
        exact = graph.ppr(reset, damping)
        for epsilon in (1e-1, 1e-2, 1e-3, 1e-5):
            arguments = (view.indptr, view.neighbour, view.edge, weights, strength)
            estimate = _push(*arguments, reset, damping, epsilon)
            assert (estimate <= exact + 1e-7).all()
            assert (exact <= estimate + epsilon * strength / strength.mean() + 1e-7).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_vertices_can_be_renamed(seed):
    rng, graph, reset = draw(seed)
    new = rng.permutation(graph.n)
    edges = sorted((*sorted((int(new[a]), int(new[b]))), w) for a, b, w in graph.edges)
    renamed = type(graph)("renamed", graph.n, tuple(edges))
    moved = np.empty_like(reset)
    moved[new] = reset
    assert solve(renamed, moved)[new] == pytest.approx(solve(graph, reset), abs=1e-6)


def test_symmetric_vertices_are_equal():
    # In the house, mirroring swaps 0 with 1 and 2 with 4; the roof stays.
    for seeds in ([0, 0, 0, 1, 0], [1, 1, 0, 0, 0], [0, 0, 2, 5, 2]):
        found = solve(HOUSE, np.array(seeds, np.float32))
        assert found[0] == pytest.approx(found[1], abs=1e-7)
        assert found[2] == pytest.approx(found[4], abs=1e-7)
    leaves = solve(STAR, np.array([1, 0, 0, 0, 0], np.float32))[1:]
    assert leaves == pytest.approx(np.full(4, leaves[0]))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_finer_bound_is_nearer(seed):
    _, graph, reset = draw(seed)
    exact = graph.ppr(reset, 0.5)
    errors = [np.abs(solve(graph, reset, epsilon=e) - exact).max() for e in (1e-1, 1e-3, 1e-7)]
    assert errors[1] <= errors[0] + 1e-6 and errors[2] < 1e-5


def test_strength_may_be_handed_over():
    _, graph, reset = draw(0)
    strength = vertex_strength(graph.view, graph.weights)
    assert strength.sum() == pytest.approx(2 * graph.weights.sum())
    handed = solve(graph, reset, strength=strength)
    assert handed.tolist() == solve(graph, reset).tolist()


def test_arguments_are_left_as_they_were():
    _, graph, reset = draw(1)
    view, weights, before = graph.view, graph.weights, reset.copy()
    personalized_pagerank(view, weights, reset)
    assert weights.tolist() == graph.weights.tolist() and reset.tolist() == before.tolist()
