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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Resolution
from graphrag.language.keys import Key, name_key, without_bracket
from graphrag.storage.joined import joined_keys
from graphrag.storage.lexicon import Lexicon
from graphrag.storage.packing import columns, load_arrays, save_arrays
from graphrag.storage.row_list import values_of
from graphrag.storage.strings import Strings

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


def save_graph(path: Path, built: KnowledgeGraph) -> None:
    """Write the edge arrays."""
    shape = np.array([built.n_entities, built.n_passages], dtype=np.int64)
    edges = {name: getattr(built, name) for name in ("source", "target", "kind", "weight")}
    save_arrays(path, {"shape": shape, **edges})


def load_graph(path: Path) -> KnowledgeGraph:
    """The edge arrays of a derived file.

    Raises:
        DamagedIndex: the file is damaged.
    """
    arrays = load_arrays(path)
    entities, passages = arrays["shape"].tolist()
    edges = (arrays[name] for name in ("source", "target", "kind", "weight"))
    return KnowledgeGraph(entities, passages, *edges)


def build_graph(
    n_passages: int, resolution: Resolution, lexicon: Lexicon | None = None
) -> KnowledgeGraph:
    """Edge arrays of a resolution; a function of its content alone.

    Args:
        lexicon: of its names, where there is one: it spares to look at each.
    """
    n_entities = len(resolution.entities)
    joined = _pairs(resolution.joins, "subject", "object")
    named = _pairs(resolution.occurrences, "entity", "passage") + np.array([0, n_entities])
    shared = np.array(sorted(_shared_names(resolution, lexicon)), dtype=np.int64).reshape(-1, 2)
    kinds = np.repeat(np.arange(len(KINDS)), [len(joined), len(named), len(shared)])
    low, high = np.sort(np.concatenate([joined, named, shared]), axis=1).T
    n = max(n_entities + n_passages, 1)
    every = np.sort((low * n + high) * len(KINDS) + kinds)
    first = np.flatnonzero(np.append(True, every[1:] != every[:-1])[: len(every)])
    codes, counts = every[first], np.diff(first, append=len(every))
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


def _shared_names(resolution: Resolution, lexicon: Lexicon | None) -> set[tuple[int, int]]:
    """Pairs (bare name, bracketed title) that were not merged because the name is shared."""
    names = values_of(resolution.entities, "name")
    titles: dict[Key, list[int]] = defaultdict(list)
    for position in _bracketed(names):
        base = without_bracket(names[position])
        if base != names[position]:
            titles[name_key(base)].append(position)
    pairs = set()
    for key, owner in _bare_names(names, titles, lexicon).items():
        pairs |= {(min(owner, o), max(owner, o)) for o in titles[key]}
    return pairs


def _bracketed(names: Sequence[str]) -> Iterable[int]:
    if isinstance(names, Strings):
        return np.flatnonzero(names.counts(b")]")).tolist()
    return [n for n, name in enumerate(names) if ")" in name or "]" in name]


def _bare_names(
    names: Sequence[str], wanted: Mapping[Key, object], lexicon: Lexicon | None
) -> dict[Key, int]:
    """The last entity that is called by each of the keys, and by no bracket behind it."""
    if lexicon is None:
        texts = {" ".join(key): key for key in wanted}
        rows = enumerate(joined_keys(names) if wanted else ())
        some: Iterable[tuple[Key, int]] = ((texts[text], n) for n, text in rows if text in texts)
    else:
        owners = ((key, lexicon.entities_of.get(key, ())) for key in wanted)
        some = ((key, n) for key, of in owners for n in sorted(of) if name_key(names[n]) == key)
    return {key: n for key, n in some if names[n] and without_bracket(names[n]) == names[n]}
