"""Named tiny graphs, drawn, and dense linear algebra as the truth about them.

house        3            star    1 2        path    0 - 1 - 2 - 3
            / \\                   |/
           2 - 4             4 - 0 - 3       pair    0 - 1
           |   |
           0 - 1             disconnected    0 - 1   2 - 3 - 4

triangle     0                    lonely     0 - 1   2       (2 has no edge)
           1/ \\2
           1 - 2                  silent     0 - 1 - 2       (the edge 1 - 2 weighs 0)
             4
"""

from dataclasses import dataclass

import numpy as np

from graphrag.datatypes import Alias, Entity, Fact, Join, Occurrence, Resolution
from graphrag.storage.graph import RELATION, KnowledgeGraph, build_graph
from graphrag.storage.view import View, build_view


@dataclass(frozen=True)
class Drawn:
    """A graph of `n` vertices; edges are (vertex, higher vertex, weight), sorted."""

    name: str
    n: int
    edges: tuple[tuple[int, int, float], ...]

    @property
    def weights(self) -> np.ndarray:
        return np.array([weight for _, _, weight in self.edges], dtype=np.float32)

    @property
    def view(self) -> View:
        return view_of(self.n, [edge[:2] for edge in self.edges])

    def ppr(self, reset, damping: float) -> np.ndarray:
        return ppr(self.n, self.edges, reset, damping)


def unweighted(name: str, n: int, *pairs: tuple[int, int]) -> Drawn:
    return Drawn(name, n, tuple((a, b, 1.0) for a, b in sorted(pairs)))


HOUSE = unweighted("house", 5, (0, 1), (0, 2), (1, 4), (2, 3), (2, 4), (3, 4))
STAR = unweighted("star", 5, (0, 1), (0, 2), (0, 3), (0, 4))
PATH = unweighted("path", 4, (0, 1), (1, 2), (2, 3))
PAIR = unweighted("pair", 2, (0, 1))
DISCONNECTED = unweighted("disconnected", 5, (0, 1), (2, 3), (3, 4))
TRIANGLE = Drawn("triangle", 3, ((0, 1, 1.0), (0, 2, 2.0), (1, 2, 4.0)))
LONELY = unweighted("lonely", 3, (0, 1))
SILENT = Drawn("silent", 3, ((0, 1, 1.0), (1, 2, 0.0)))
NAMED = (HOUSE, STAR, PATH, PAIR, DISCONNECTED, TRIANGLE, LONELY, SILENT)


def random_graph(rng: np.random.Generator, n: int = 30, pairs: int = 60) -> Drawn:
    """Weights from 0 to 10, some of them 0; usually with vertices that have no edge."""
    ends = {tuple(sorted(rng.choice(n, 2, replace=False).tolist())) for _ in range(pairs)}
    weights = np.round(rng.uniform(0, 10, len(ends)), 3) * (rng.random(len(ends)) > 0.1)
    edges = ((a, b, float(w)) for (a, b), w in zip(sorted(ends), weights, strict=True))
    return Drawn("random", n, tuple(edges))


def view_of(n: int, pairs: list[tuple[int, int]]) -> View:
    """`n` entities joined by relation edges that no sentence states; no passages."""
    ends = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    kind = np.full(len(ends), RELATION, dtype=np.uint8)
    weight = np.ones(len(ends), dtype=np.float32)
    graph = KnowledgeGraph(n, 0, ends[:, 0].copy(), ends[:, 1].copy(), kind, weight)
    entities = [Entity(f"E{number}", "name", 0) for number in range(n)]
    none = np.empty(0, dtype=np.int32)
    nowhere = np.zeros(1, dtype=np.int32)
    return build_view(
        graph, entities, [], [], (none, none, none), none, (none, none, none), nowhere
    )


def ppr(n: int, edges, reset, damping: float) -> np.ndarray:
    """Solves x = d · Wᵀ x + (1 − d) · r; a vertex without weighted edges has a self-loop."""
    matrix = np.zeros((n, n))
    for a, b, weight in edges:
        matrix[a, b] += weight
        matrix[b, a] += weight
    strength = matrix.sum(1)
    matrix[strength == 0, strength == 0] = 1
    alone = np.flatnonzero(strength == 0)
    matrix[alone, alone] = 1
    walk = matrix / matrix.sum(1, keepdims=True)
    start = np.asarray(reset, dtype=np.float64)
    right = (1 - damping) * start / start.sum()
    return np.linalg.solve(np.eye(n) - damping * walk.T, right)


# --- a graph with passages ----------------------------------------------------------------------
#
#    entities            passages            sentences
#    0 Devotion          3 Ada Lane          0 "Ada Lane made Devotion in 1929."   names 0 1 2
#    1 Ada Lane          4 Devotion          1 "She lived in 1929."                names 2
#    2 1929 (a date)                         2 "Devotion is by Ada Lane."          names 0 1
#
#    facts: Ada Lane - made - Devotion (0), Ada Lane - lived in - 1929 (1),
#           Devotion - is by - Ada Lane (2)

TITLES = ["Ada Lane", "Devotion"]
FIRST_SENTENCE = np.array([0, 2, 3], dtype=np.int32)
SPOTS = [(0, 0, 0), (0, 1, -1), (0, 1, 2), (1, 0, -1), (1, 0, 0), (1, 1, 2), (2, 0, 0), (2, 0, 1)]
FILMS = Resolution(
    entities=(
        Entity("Devotion", "title", 2),
        Entity("Ada Lane", "title", 2),
        Entity("1929", "date", 1),
    ),
    aliases=(Alias(0, "Devotion", "name"), Alias(1, "Ada Lane", "name"), Alias(2, "1929", "name")),
    occurrences=tuple(Occurrence(*spot) for spot in SPOTS),
    facts=(
        Fact(1, "made", 0, 0, 0, "rules"),
        Fact(1, "lived in", 2, 0, 1, "rules"),
        Fact(0, "is by", 1, 1, 2, "rules"),
    ),
    joins=(Join(1, 0, 0, 0), Join(1, 2, 0, 1), Join(0, 1, 1, 2)),
)


def view_of_resolution(
    resolution: Resolution = FILMS,
    titles: list[str] = TITLES,
    first_sentence: np.ndarray = FIRST_SENTENCE,
) -> View:
    """What opening an index of this content would build."""
    graph = build_graph(len(titles), resolution)
    spots = [(o.entity, o.passage, o.sentence) for o in resolution.occurrences]
    joins = [(j.subject, j.object, j.sentence) for j in resolution.joins]
    return build_view(
        graph,
        resolution.entities,
        resolution.aliases,
        titles,
        columns(spots),
        np.array([fact.sentence for fact in resolution.facts], dtype=np.int32),
        columns(joins),
        first_sentence,
    )


def columns(rows: list[tuple[int, int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    table = np.array(rows, dtype=np.int32).reshape(-1, 3)
    first, second, third = (np.ascontiguousarray(column) for column in table.T)
    return first, second, third
