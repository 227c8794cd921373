"""Bad input is refused with a sentence, and never reaches a solver."""

import numpy as np
import pytest

from graphrag.errors import GraphError
from graphrag.retrieval.pagerank import personalized_pagerank
from tests.graphs import HOUSE, view_of

GOOD_WEIGHTS = [1.0] * 6
GOOD_RESET = [1.0, 0, 0, 0, 0]
BAD_ENTRIES = {
    "nan": np.nan,
    "infinite": np.inf,
    "minus infinite": -np.inf,
    "negative": -1.0,
    "too large for float32": 1e39,
    "a string": "1",
    "none": None,
    "complex": 1j,
    "a list": [1.0],
}
BAD_SHAPES = {
    "empty": [],
    "too long": [1.0] * 7,
    "a column": [[1.0]] * 6,
    "a number": 1.0,
    "nothing": None,
    "a word": "weights",
    "booleans": [True] * 6,
    "ragged": [[1.0], [1.0, 2.0]],
    "a mapping": {},
}


def solve(weights=GOOD_WEIGHTS, reset=GOOD_RESET, **kwargs):
    return personalized_pagerank(HOUSE.view, weights, reset, **kwargs)


def refused(**kwargs):
    for solver in ("push", "exact"):
        with pytest.raises(GraphError) as caught:
            solve(**{"solver": solver, **kwargs})
    return str(caught.value)


@pytest.mark.parametrize("bad", BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_bad_entries(bad):
    assert refused(weights=[*GOOD_WEIGHTS[:5], bad]).startswith("weights")
    assert refused(reset=[*GOOD_RESET[:4], bad]).startswith("the reset vector")


@pytest.mark.parametrize("bad", BAD_SHAPES.values(), ids=BAD_SHAPES)
def test_bad_shapes(bad):
    assert refused(weights=bad).startswith("weights")
    assert refused(reset=bad).startswith("the reset vector")


def test_too_short():
    assert "(6,)" in refused(weights=[1.0] * 5)
    assert "(5,)" in refused(reset=[1.0] * 4)


def test_a_reset_vector_without_mass():
    assert "no mass" in refused(reset=[0.0] * 5)
    assert "no mass" in refused(reset=[1e-60, 0, 0, 0, 0])  # zero as float32


@pytest.mark.parametrize("damping", [1, 1.5, -0.1, np.nan, np.inf, "0.5", None, [0.5], 1j])
def test_bad_damping(damping):
    assert refused(damping=damping).startswith("damping")


@pytest.mark.parametrize("epsilon", [0, -1e-6, np.nan, np.inf, "1e-6", None])
def test_bad_epsilon(epsilon):
    with pytest.raises(GraphError, match="epsilon"):
        solve(epsilon=epsilon)


@pytest.mark.parametrize("solver", ["", "PUSH", "arpack", None])
def test_unknown_solver(solver):
    with pytest.raises(GraphError, match="'push', 'exact' or 'power'"):
        solve(solver=solver)


def test_no_vertices():
    for solver in ("push", "exact"):
        with pytest.raises(GraphError, match="no mass"):
            personalized_pagerank(view_of(0, []), [], [], solver=solver)


@pytest.mark.parametrize("solver", ["push", "exact"])
def test_all_weights_zero_is_a_graph_without_edges(solver):
    found = solve(weights=[0.0] * 6, reset=[3, 1, 0, 0, 0], solver=solver)
    assert found.tolist() == [0.75, 0.25, 0, 0, 0]


@pytest.mark.parametrize("solver", ["push", "exact"])
@pytest.mark.parametrize("scale", [1e-38, 1e-44, 3e38])
def test_extreme_but_valid_numbers(scale, solver):
    plain = solve(reset=[1, 1, 1, 1, 0], solver=solver)
    huge = solve(weights=[scale] * 6, reset=[scale] * 4 + [0], solver=solver)
    assert huge == pytest.approx(plain, abs=1e-5)


def test_integers_are_numbers():
    ones = np.ones(6, dtype=np.uint8)
    assert solve(weights=ones).tolist() == solve().tolist()
