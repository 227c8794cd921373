"""The solvers against numpy's on graphs small enough to draw, and against hand calculation."""

import numpy as np
import pytest

from graphrag.errors import GraphError
from graphrag.retrieval.pagerank import personalized_pagerank
from tests.graphs import (
    DISCONNECTED,
    HOUSE,
    LONELY,
    NAMED,
    PAIR,
    SILENT,
    STAR,
    TRIANGLE,
    Drawn,
    random_graph,
)

SOLVERS = ("push", "exact", "power")
DAMPINGS = (0.0, 0.3, 0.5, 0.85, 0.95)
CLOSE = 2e-6  # float32 scores; the push solver's residual at epsilon 1e-9 is far below


def solve(graph, reset, damping=0.5, solver="push", **kwargs):
    kwargs.setdefault("epsilon", 1e-9)
    reset = np.asarray(reset, dtype=np.float32)
    return personalized_pagerank(
        graph.view, graph.weights, reset, damping=damping, solver=solver, **kwargs
    )


def resets(n):
    yield from np.eye(n)
    yield np.ones(n)
    yield np.arange(n)


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("damping", DAMPINGS)
@pytest.mark.parametrize("graph", NAMED, ids=lambda graph: graph.name)
def test_equals_linear_algebra(graph, damping, solver):
    for reset in resets(graph.n):
        found = solve(graph, reset, damping, solver)
        assert found == pytest.approx(graph.ppr(reset, damping), abs=CLOSE)


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_pair_by_hand(solver):
    # x₀ = ½ + ½ x₁ and x₁ = ½ x₀, so x₀ = 2/3.
    assert solve(PAIR, [1, 0], 0.5, solver) == pytest.approx([2 / 3, 1 / 3], abs=CLOSE)


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_star_from_its_centre_by_hand(solver):
    # x₀ = ½ + ½ · Σ leaves and every leaf = ½ · x₀ / 4: x₀ = ½ + x₀ / 4.
    assert solve(STAR, [1, 0, 0, 0, 0], 0.5, solver) == pytest.approx(
        [2 / 3, *[1 / 12] * 4], abs=CLOSE
    )


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_heavier_edge_carries_more(solver):
    # From 0, a third of the mass goes over the edge of weight 1 and two thirds over that of 2.
    found = solve(TRIANGLE, [1, 0, 0], 0.3, solver)
    assert found[2] > found[1]


@pytest.mark.parametrize("solver", SOLVERS)
def test_without_damping_nothing_moves(solver):
    reset = [0.2, 0.3, 0.1, 0.4, 0]
    assert solve(HOUSE, reset, 0.0, solver) == pytest.approx(reset, abs=CLOSE)


@pytest.mark.parametrize("solver", SOLVERS)
def test_mass_stays_in_its_component(solver):
    found = solve(DISCONNECTED, [0, 0, 1, 0, 0], 0.85, solver)
    assert found[:2].tolist() == [0, 0]
    assert solve(DISCONNECTED, [3, 0, 0, 1, 0], 0.85, solver)[:2].sum() == pytest.approx(0.75)


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("graph", [LONELY, SILENT], ids=lambda graph: graph.name)
def test_a_vertex_without_weighted_edges_keeps_its_mass(graph, solver):
    assert solve(graph, [0, 0, 1], 0.5, solver) == pytest.approx([0, 0, 1])
    assert solve(graph, [0, 1, 3], 0.5, solver)[2] == pytest.approx(0.75)


@pytest.mark.parametrize("solver", SOLVERS)
def test_parallel_edges_add_up(solver):
    double = Drawn("double", 3, ((0, 1, 1.0), (0, 1, 3.0), (1, 2, 2.0)))
    single = Drawn("single", 3, ((0, 1, 4.0), (1, 2, 2.0)))
    reset = [1, 0, 2]
    assert solve(double, reset, 0.5, solver) == pytest.approx(single.ppr(reset, 0.5), abs=CLOSE)


def test_no_edges_at_all():
    for solver in SOLVERS:
        assert solve(Drawn("dust", 3, ()), [1, 3, 0], 0.5, solver).tolist() == [0.25, 0.75, 0]


# --- weights that differ by direction -----------------------------------------------------------


def test_two_ways_along_an_edge_by_hand():
    # path 0 - 1 - 2: from 1, three quarters go to 2 and one quarter back to 0.
    graph = Drawn("way", 3, ((0, 1, 1.0), (1, 2, 3.0)))
    matrix = np.array([[0, 1, 0], [0.25, 0, 0.75], [0, 1, 0]])
    reset = np.array([1.0, 0, 0])
    truth = np.linalg.solve(np.eye(3) - 0.5 * matrix.T, 0.5 * reset)
    # The same with weights that only agree with it when read by direction: 8 from 0 to 1.
    along, against = np.array([8.0, 3.0]), np.array([1.0, 0.5])
    for solver in ("exact", "power"):
        found = personalized_pagerank(
            graph.view, along, reset, damping=0.5, solver=solver, against=against
        )
        assert found == pytest.approx(truth, abs=CLOSE)


def test_directed_solvers_agree_on_random_graphs():
    rng = np.random.default_rng(3)
    for _ in range(20):
        graph = random_graph(rng)
        against = (graph.weights * rng.uniform(0, 2, len(graph.weights))).astype(np.float32)
        reset = rng.random(graph.n)
        one, other = (
            personalized_pagerank(
                graph.view, graph.weights, reset, damping=0.7, solver=solver, against=against
            )
            for solver in ("exact", "power")
        )
        assert one == pytest.approx(other, abs=1e-5)


def test_push_refuses_two_ways():
    with pytest.raises(GraphError, match="symmetric"):
        solve(PAIR, [1, 0], against=np.array([2.0]))
