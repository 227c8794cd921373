"""The one door to the solvers: refuses what would crash them or make them return garbage."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graphrag.errors import GraphError
from graphrag.retrieval.pagerank.exact import solve_exact
from graphrag.retrieval.pagerank.power import solve_power
from graphrag.retrieval.pagerank.push import Rows, borrowed, solve_push
from graphrag.retrieval.weighting.edge_weights import EdgeWeights, given
from graphrag.storage.view import View

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
EPSILON = 1e-5  # finer ones change no order that was looked at
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
        scores = np.zeros(n_nodes, dtype=np.float32)
        seeds = np.flatnonzero(reset).astype(np.int32)
        with borrowed(view.spare, n_nodes, 2 * n_edges) as work:
            touched, found = solve_push(
                rows_of(view),
                given(_tame(weights)),
                seeds,
                reset[seeds],
                damping,
                max(epsilon, _FINEST),
                work,
            )
        scores[touched] = found
        return scores
    if solver == "power":
        both = _tame(np.concatenate([weights, weights if against is None else against]))
        rows = (view.indptr, view.neighbour, view.edge)
        return solve_power(*rows, both[:n_edges], both[n_edges:], reset, damping)
    if solver == "exact":
        return solve_exact(view, weights, reset, damping, against)
    raise GraphError(f"the solver is 'push', 'exact' or 'power', not {solver!r}")


def local_walks(
    view: View, weights: EdgeWeights, resets: Sequence[tuple[Ints, Floats]], damping: float
) -> list[Floats]:
    """(P,) the scores of the passages from each reset, by push alone, on the question path.

    Nothing is checked here: static weights were when they were made, and cosines are finite.

    Args:
        resets: vertices, each once, and their mass, which sums to one.
    """
    walks = []
    rows = rows_of(view)
    if not len(view.stating):  # few edges: all are sooner weighed than what three walks meet
        weights = given(weights.all())
    with borrowed(view.spare, view.graph.n_nodes, len(view.edge)) as work:
        for seeds, mass in resets:
            touched, found = solve_push(rows, weights, seeds, mass, damping, EPSILON, work)
            passages = touched >= view.graph.n_entities
            scores = np.zeros(view.graph.n_passages, dtype=np.float32)
            scores[touched[passages] - view.graph.n_entities] = found[passages]
            walks.append(scores)
    return walks


def _rows(view: View) -> Rows:
    return view.indptr, view.neighbour, view.edge, view.stating


def rows_of(view: View) -> Rows:
    """What push reads of a graph."""
    return view.indptr, view.neighbour, view.edge, view.stating


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
