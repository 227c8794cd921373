"""The evidence of an answer as points: things in columns, statements between them.

Things stand in the even columns by their distance from the start of the first branch that holds
them, statements (one hop each, as one passage states it) in the odd ones between their ends. Within
a column nodes follow the mean height of their neighbours, so that edges seldom cross; heights are
whole or half rows, which keeps the labels of neighbouring columns apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graphrag.datatypes import EvidencePath, Hop


@dataclass(frozen=True, slots=True)
class Node:
    """A drawn vertex. `x` counts columns, `y` rows around 0."""

    key: str
    label: str
    kind: str  # named (in the question) | thing | read (the end of a branch) | statement
    x: float
    y: float
    detail: str = ""  # the sentence, for a statement
    passage_id: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and the pairs of keys that lines join, in the direction of what is said."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]

    @property
    def columns(self) -> int:
        """How many columns are used, at least 1."""
        return int(max((node.x for node in self.nodes), default=0)) + 1

    @property
    def rows(self) -> float:
        """Height in rows, at least 1."""
        heights = [node.y for node in self.nodes] or [0.0]
        return max(heights) - min(heights) + 1


def draw(branches: Sequence[EvidencePath], named: Collection[str] = ()) -> Drawing:
    """The drawing of all branches together; a hop on two of them is drawn once.

    Args:
        named: the things that the question names.
    """
    hops = list(dict.fromkeys(hop for path in branches for hop in path))
    depth = _depths(branches)
    column: dict[str, float] = {f"e:{name}": 2.0 * d for name, d in depth.items()}
    edges: list[tuple[str, str]] = []
    for number, hop in enumerate(hops):
        ends = (f"e:{hop.source}", f"e:{hop.target}")
        column[f"s:{number}"] = _between(column[ends[0]], column[ends[1]])
        subject, object_ = reversed(ends) if hop.backward else ends
        edges += [(subject, f"s:{number}"), (f"s:{number}", object_)]
    height = _heights(column, edges)
    read = {path[-1].target for path in branches if path}
    nodes = [
        Node(f"e:{name}", name, _kind(name, read, named), column[f"e:{name}"], height[f"e:{name}"])
        for name in depth
    ]
    nodes += [_statement(f"s:{i}", hop, column, height) for i, hop in enumerate(hops)]
    return Drawing(tuple(nodes), tuple(edges))


def _statement(key: str, hop: Hop, column: dict[str, float], height: dict[str, float]) -> Node:
    return Node(
        key, hop.relation, "statement", column[key], height[key], hop.sentence, hop.passage_id
    )


def _kind(name: str, read: Collection[str], named: Collection[str]) -> str:
    if name in read:
        return "read"
    return "named" if name in named else "thing"


def _between(a: float, b: float) -> float:
    """The odd column nearest to the middle of two even ones, towards the left one."""
    low, high = min(a, b), max(a, b)
    middle = (low + high) / 2
    return middle if middle % 2 else max(middle - 1, 1)


def _depths(paths: Sequence[EvidencePath]) -> dict[str, int]:
    """Steps from the start of the first path that names a thing; later paths join on."""
    depth: dict[str, int] = {}
    for path in paths:
        for hop in path:
            start = depth.setdefault(hop.source, 0)
            depth.setdefault(hop.target, start + 1)
    return depth


def _heights(column: dict[str, float], edges: Sequence[tuple[str, str]]) -> dict[str, float]:
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for left, right in edges:
        neighbours[left].append(right)
        neighbours[right].append(left)
    height: dict[str, float] = {}
    for x in 2 * sorted(set(column.values())):  # the second sweep knows both sides
        members = [key for key, place in column.items() if place == x]
        wish = {}
        for order, key in enumerate(members):
            known = [height[n] for n in neighbours[key] if n in height]
            wish[key] = sum(known) / len(known) if known else order - (len(members) - 1) / 2
        members.sort(key=wish.__getitem__)
        height.update(_spread(members, wish))
    return height


def _spread(members: Sequence[str], wish: dict[str, float]) -> dict[str, float]:
    """Heights in whole or half rows, one row apart or more, in order, around the mean wish."""
    placed: list[float] = []
    for key in members:
        placed.append(max(wish[key], placed[-1] + 1) if placed else wish[key])
    shift = sum(wish.values()) / len(members) - sum(placed) / len(placed)
    rows: list[float] = []
    for y in placed:
        near = round(2 * (y + shift)) / 2
        rows.append(max(near, rows[-1] + 1) if rows else near)
    return dict(zip(members, rows, strict=True))
