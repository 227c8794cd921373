"""What holds for Personalized PageRank on every graph, over seeded random ones."""

from dataclasses import replace

import numpy as np
import pytest

from graphrag.retrieval.pagerank import local_walks, personalized_pagerank
from graphrag.retrieval.pagerank.guard import rows_of
from graphrag.retrieval.pagerank.push import Work, borrowed, solve_push
from graphrag.retrieval.weighting.edge_weights import NOTHING, EdgeWeights, given
from graphrag.storage import half_edges
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
    strength = np.bincount(view.graph.source, weights, graph.n)
    strength += np.bincount(view.graph.target, weights, graph.n)
    rows, seeds = rows_of(view), np.flatnonzero(reset).astype(np.int32)
    for damping in (0.5, 0.85):
        exact = graph.ppr(reset, damping)
        for epsilon in (1e-1, 1e-2, 1e-3, 1e-5):
            work = Work(graph.n, 2 * len(graph.weights))
            found = solve_push(rows, given(weights), seeds, reset[seeds], damping, epsilon, work)
            estimate = _lower(graph.n, found, exact)
            assert (estimate <= exact + 1e-7).all()
            assert (exact <= estimate + epsilon * strength / strength.mean() + 1e-7).all()


def _lower(n, found, exact):
    """The scores before they were made to sum to one: the largest that stay below the truth."""
    scores = np.zeros(n)
    scores[found[0]] = found[1]
    some = scores > 0
    return scores * min(1.0, (exact[some] / scores[some]).min())


@pytest.mark.parametrize("seed", SEEDS)
def test_work_arrays_are_clean_for_the_next_question(seed):
    rng, graph, _ = draw(seed)
    view, spare = graph.view, []
    rows = rows_of(view)
    for _ in range(3):
        weights = given((graph.weights * rng.random(len(graph.weights))).astype(np.float32))
        with borrowed(spare, graph.n, 2 * len(graph.weights)) as work:
            for _ in range(2):
                seeds = rng.choice(graph.n, 3, replace=False).astype(np.int32)
                mass = np.full(3, 1 / 3, np.float32)
                again = Work(graph.n, 2 * len(graph.weights))
                touched, scores = solve_push(rows, weights, seeds, mass, 0.5, 1e-6, work)
                alone = solve_push(rows, weights, seeds, mass, 0.5, 1e-6, again)
                order, other = np.argsort(touched), np.argsort(alone[0])
                assert touched[order].tolist() == alone[0][other].tolist()
                assert scores[order] == pytest.approx(alone[1][other], abs=1e-7)
        (kept,) = spare
        for array in (kept.state, kept.estimate, kept.summed, kept.flags):
            assert not array.any()
        assert not kept.sizes.any()


@pytest.mark.parametrize("seed", SEEDS)
def test_weights_computed_on_the_way_are_those_computed_before(seed, monkeypatch):
    rng, graph, reset = draw(seed)
    view, m, n_sentences = graph.view, len(graph.weights), 50
    counts = rng.integers(0, 4, m)
    indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    sentences = rng.integers(-5, n_sentences, indptr[-1]).astype(np.int32)
    fit = rng.uniform(0, 1, n_sentences).astype(np.float32)
    titled = rng.uniform(0, 1, 5).astype(np.float32)
    weights = EdgeWeights(graph.weights, indptr, sentences, fit, titled, NOTHING)
    factor = [
        sum(fit[s] if s >= 0 else titled[-1 - s] for s in sentences[indptr[e] : indptr[e + 1]])
        for e in range(m)
    ]
    by_hand = graph.weights * np.where(counts == 0, 1, factor)
    assert weights.all() == pytest.approx(by_hand, rel=1e-4)
    seeds = np.flatnonzero(reset).astype(np.int32)
    mass = reset[seeds] / reset[seeds].sum()
    rows, scores = rows_of(view), np.zeros(graph.n)
    touched, found = solve_push(
        rows, weights, seeds, mass, 0.5, 1e-9, Work(graph.n, 2 * len(graph.weights))
    )
    scores[touched] = found
    assert scores == pytest.approx(solve(graph, reset, weights.all()), abs=1e-6)
    of_passages = replace(view, graph=replace(view.graph, n_entities=10, n_passages=graph.n - 10))
    starts = [(seeds, mass.astype(np.float32))]
    (few,) = local_walks(of_passages, weights, starts, 0.5)
    monkeypatch.setattr(half_edges, "ABOVE", 0)
    beside = half_edges.stating_alone(view.edge, indptr, sentences)
    laid_out = replace(weights, halves=graph.weights[view.edge])
    (many,) = local_walks(replace(of_passages, stating=beside), laid_out, starts, 0.5)
    assert few.any() and few.tolist() == many.tolist()


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


def test_arguments_are_left_as_they_were():
    _, graph, reset = draw(1)
    view, weights, before = graph.view, graph.weights, reset.copy()
    personalized_pagerank(view, weights, reset)
    assert weights.tolist() == graph.weights.tolist() and reset.tolist() == before.tolist()
