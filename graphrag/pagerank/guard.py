"""The one door to the solvers: refuses what would crash them or make them return garbage."""

from __future__ import annotations

from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graphrag.errors import GraphError
from graphrag.pagerank.exact import solve_exact
from graphrag.pagerank.power import solve_power
from graphrag.pagerank.push import solve_push
from graphrag.storage.view import View

Floats = NDArray[np.float32]
EPSILON = 1e-6  # finer ones change no order that was looked at
MOST_DAMPING = 0.999  # beyond it walks forget their seeds and solvers take minutes
_FINEST = 1e-12  # smaller residuals are lost in float32 scores
_HUGE = 1e30  # sums of larger numbers may overflow float32


def personalized_pagerank(
    view: View,
    weights: Floats,
    reset: Floats,
    *,
    damping: float = 0.5,
    solver: str = "push",
    epsilon: float = EPSILON,
    strength: Floats | None = None,
    against: Floats | None = None,
) -> Floats:
    """Scores of all vertices, summing to one.

    Args:
        view: adjacency of the graph.
        weights: (n_edges,) finite and non-negative, one per undirected edge.
        reset: (n_nodes,) finite, non-negative, with a positive sum; it is normalised.
        damping: probability of following an edge, in [0, 0.999].
        solver: "push", "exact" or "power".
        epsilon: push only: bound on the residual per unit of relative strength.
        strength: push only: `vertex_strength(view, weights)`, where several walks share it.
        against: not for push: (n_edges,) weights from target to source, where they differ from
            `weights`, which then hold from source to target.

    Raises:
        GraphError: an argument is not as described; the message names it.
    """
    n_nodes, n_edges = len(view.indptr) - 1, len(view.edge) // 2
    weights = _checked(weights, n_edges, "weights")
    reset = _checked(reset, n_nodes, "the reset vector")
    if not (isinstance(damping, Real) and 0 <= float(damping) <= MOST_DAMPING):
        raise GraphError(f"damping is a probability of at most {MOST_DAMPING}, not {damping!r}")
    if not reset.any():
        raise GraphError("the reset vector has no mass; give at least one vertex a positive weight")
    reset = _tame(reset)
    reset = (reset / float(reset.sum(dtype=np.float64))).astype(np.float32)
    if against is not None:
        against = _checked(against, n_edges, "the weights against the edges")
    if solver == "push":
        if against is not None:
            raise GraphError(
                "push needs symmetric weights, its bounds do not hold without: set "
                "walk.solver=power with weighting.boosts=direction"
            )
        if not (isinstance(epsilon, Real) and 0 < float(epsilon) < np.inf):
            raise GraphError(f"epsilon is a positive bound, not {epsilon!r}")
        tame = _tame(weights)
        if strength is None or tame is not weights:
            strength = vertex_strength(view, tame)
        strength = _checked(strength, n_nodes, "strength")
        rows = (view.indptr, view.neighbour, view.edge)
        return solve_push(*rows, tame, strength, reset, damping, max(epsilon, _FINEST))
    if solver == "power":
        both = _tame(np.concatenate([weights, weights if against is None else against]))
        rows = (view.indptr, view.neighbour, view.edge)
        return solve_power(*rows, both[:n_edges], both[n_edges:], reset, damping)
    if solver == "exact":
        return solve_exact(view, weights, reset, damping, against)
    raise GraphError(f"the solver is 'push', 'exact' or 'power', not {solver!r}")


def vertex_strength(view: View, weights: Floats) -> Floats:
    """(n_nodes,) sum of the weights at each vertex."""
    graph, n_nodes = view.graph, len(view.indptr) - 1
    ends = np.bincount(graph.source, weights, n_nodes) + np.bincount(graph.target, weights, n_nodes)
    return ends.astype(np.float32)


def _checked(values: ArrayLike, length: int, name: str) -> Floats:
    try:
        array = np.asarray(values)
    except ValueError as error:  # rows of different lengths
        raise GraphError(f"{name} needs shape ({length},): {error}") from error
    if array.shape != (length,):
        raise GraphError(f"{name} needs shape ({length},), not {array.shape}")
    if array.dtype.kind not in "fiu":
        raise GraphError(f"{name} holds numbers, not {array.dtype}")
    with np.errstate(over="ignore", under="ignore"):
        array = np.ascontiguousarray(array, dtype=np.float32)
    if not np.isfinite(array).all() or (array < 0).any():
        raise GraphError(f"{name} must be finite and non-negative")
    return array


def _tame(values: Floats) -> Floats:
    """The same proportions in a range whose sums are finite; scores depend on nothing else."""
    top = values.max(initial=0)
    return values if top <= _HUGE else values / top
