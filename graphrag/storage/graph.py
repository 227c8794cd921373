"""The knowledge graph as canonical undirected edge arrays, with an igraph view.

Vertices: entities 0..E-1, then passages E..E+P-1. One row per (source < target, kind), sorted, so
equal sets of documents give equal arrays:

    relation   entity - entity    weight = number of times a sentence joins them
    context    entity - passage   weight = number of sentences of the passage naming the entity
    alias      entity - entity    a title and the bare name it shares with other titles

Parallel rows of different kinds add up in a walk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Resolution
from graphrag.language.keys import name_key, without_bracket
from graphrag.storage.joined import joined_keys
from graphrag.storage.packing import columns, load_arrays
from graphrag.storage.row_list import values_of

if TYPE_CHECKING:
    import igraph

KINDS = ("relation", "context", "alias")
RELATION, CONTEXT, ALIAS = range(3)


@dataclass(frozen=True, slots=True, eq=False)
class KnowledgeGraph:
    """Edge arrays of equal length; see the module's docstring for what they promise."""

    n_entities: int
    n_passages: int
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    kind: NDArray[np.uint8]  # position in KINDS
    weight: NDArray[np.float32]

    @property
    def n_nodes(self) -> int:
        """Entities and passages together."""
        return self.n_entities + self.n_passages

    def count_by_kind(self) -> dict[str, int]:
        """Number of edges of each kind."""
        return {name: int((self.kind == code).sum()) for code, name in enumerate(KINDS)}

    def to_igraph(self) -> igraph.Graph:
        """The same graph as an igraph object, with edge attributes `weight` and `kind`."""
        import igraph

        pairs = list(zip(self.source.tolist(), self.target.tolist(), strict=True))
        graph = igraph.Graph(n=self.n_nodes, edges=pairs, directed=False)
        graph.es["weight"] = self.weight.tolist()
        graph.es["kind"] = [KINDS[code] for code in self.kind.tolist()]
        return graph


def load_graph(path: Path) -> KnowledgeGraph:
    """The edge arrays of a derived file.

    Raises:
        DamagedIndex: the file is damaged.
    """
    arrays = load_arrays(path)
    entities, passages = arrays["shape"].tolist()
    edges = (arrays[name] for name in ("source", "target", "kind", "weight"))
    return KnowledgeGraph(entities, passages, *edges)


def build_graph(n_passages: int, resolution: Resolution) -> KnowledgeGraph:
    """Edge arrays of a resolution; a function of its content alone."""
    n_entities = len(resolution.entities)
    joined = _pairs(resolution.joins, "subject", "object")
    named = _pairs(resolution.occurrences, "entity", "passage") + np.array([0, n_entities])
    shared = np.array(sorted(_shared_names(resolution)), dtype=np.int64).reshape(-1, 2)
    kinds = np.repeat(np.arange(len(KINDS)), [len(joined), len(named), len(shared)])
    low, high = np.sort(np.concatenate([joined, named, shared]), axis=1).T
    n = max(n_entities + n_passages, 1)
    codes, counts = np.unique((low * n + high) * len(KINDS) + kinds, return_counts=True)
    pairs = codes // len(KINDS)
    return KnowledgeGraph(
        n_entities,
        n_passages,
        (pairs // n).astype(np.int32),
        (pairs % n).astype(np.int32),
        (codes % len(KINDS)).astype(np.uint8),
        counts.astype(np.float32),
    )


def _pairs(rows: Sequence[Any], one: str, other: str) -> NDArray[np.int64]:
    found = columns(rows, one, other)
    return np.stack([found[one], found[other]], axis=1).astype(np.int64)


def _shared_names(resolution: Resolution) -> set[tuple[int, int]]:
    """Pairs (bare name, bracketed title) that were not merged because the name is shared."""
    names = list(values_of(resolution.entities, "name"))
    titles: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(names):
        base = without_bracket(name) if ")" in name or "]" in name else name
        if base != name:
            titles[" ".join(name_key(base))].append(position)
            names[position] = ""  # no bare name
    keys = enumerate(joined_keys(names) if titles else ())
    bare = {key: n for n, key in keys if key in titles and names[n]}
    pairs = set()
    for key, owners in titles.items():
        if key in bare:
            pairs |= {(min(bare[key], o), max(bare[key], o)) for o in owners}
    return pairs
