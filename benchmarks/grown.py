"""An index grown to many times its size, to see what a question costs in a large corpus.

Copies of the passages lie beside each other. Each has names of its own, but for the dates, the
numbers and the names that many passages share: those are the same in all copies, so that hubs grow
with the corpus as they do in a real one. Vectors of copies are turned towards others of the corpus,
so that nearest neighbours are no ties, and the directions in which vectors differ stay the same.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from graphrag.datatypes import Alias, Entity
from graphrag.index import Index
from graphrag.storage.graph import KnowledgeGraph
from graphrag.storage.layout import Layout
from graphrag.storage.rounded import ABOVE, leading_axes, rounded
from graphrag.storage.stacked import Vectors
from graphrag.storage.terms import Terms
from graphrag.storage.view import LITERALS

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
HUB = 30  # passages that name what all copies share
TURN = 0.8  # length of the other vector that is added to one of length one
_LISTS = ("titles", "texts", "document_ids", "sections", "predicates", "origins")
_LISTS += ("subject_texts", "object_texts", "qualifiers")
_SAME = ("record", "passage_start", "passage_end", "pages", "sentence_start", "sentence_end")


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    of: Ints  # (times, E + 1) the entity of each copy; the last column: no entity
    entities: list[Entity]
    aliases: list[Alias]
    vectors: Floats


def grow(index: Index, times: int, layout: Layout | None = None) -> Index:
    """The index and `times - 1` copies of its passages, as one, in memory.

    Its passage store stays that of the first passages: Qdrant's own speed is not the question here.

    Args:
        layout: where vectors are written instead, too many for memory; they are not rounded then.
    """
    passages, sentences = len(index.texts), len(index.sentence_passage)
    files = layout.vectors() if layout else dict.fromkeys(("passages", "sentences", "entities"))
    names = _names(index, times, files["entities"])
    kinds = ("occ", "fact", "join")
    steps = {f"{kind}_passage": passages for kind in kinds}
    steps |= {f"{kind}_sentence": sentences for kind in kinds}
    steps |= {"sentence_passage": passages, "passage_before": passages, "passage_after": passages}
    columns = {name: _beside(getattr(index, name), times, step) for name, step in steps.items()}
    ends = ("occ_entity", "fact_subject", "fact_object", "join_subject", "join_object")
    columns |= {name: names.of[:, getattr(index, name)].ravel() for name in ends}
    order = np.lexsort([columns[f"occ_{name}"] for name in ("sentence", "passage", "entity")])
    columns |= {f"occ_{name}": columns[f"occ_{name}"][order] for name in _OCCURRENCE}
    columns |= {name: np.tile(getattr(index, name), times) for name in _SAME}
    first = _beside(index.first_sentence[:-1], times, sentences)
    ids = [f"{name}-{n}" if n else name for n in range(times) for name in index.passage_ids]
    lists = {name: list(getattr(index, name)) * times for name in _LISTS}
    sentence_vectors = _turned(index.sentence_vectors, times, files["sentences"])
    many = len(sentence_vectors) > ABOVE and layout is None
    return dataclasses.replace(
        index,
        passage_ids=ids,
        first_sentence=np.append(first, sentences * times).astype(np.int32),
        entities=names.entities,
        aliases=names.aliases,
        graph=_graph(index.graph, names, times),
        terms=_terms(index.terms, times),
        passage_vectors=_turned(index.passage_vectors, times, files["passages"]),
        sentence_vectors=sentence_vectors,
        sentence_codes=rounded(sentence_vectors, leading_axes(sentence_vectors)) if many else None,
        entity_vectors=names.vectors,
        derived_view=None,
        **columns,
        **lists,
    )


_OCCURRENCE = ("entity", "passage", "sentence")


def _names(index: Index, times: int, file: Path | None) -> _Names:
    """What the entities of each copy are called, the shared ones once."""
    n = len(index.entities)
    rows = list(index.entities)
    shared = [e.kind in LITERALS or e.passages >= HUB for e in rows]
    own = np.flatnonzero(~np.array(shared))
    of = np.tile(np.append(np.arange(n), -1), (times, 1)).astype(np.int32)
    entities = [
        dataclasses.replace(e, passages=e.passages * times) if s else e
        for e, s in zip(rows, shared, strict=True)
    ]
    aliases = list(index.aliases)
    for copy in range(1, times):
        of[copy, own] = len(entities) + np.arange(len(own))
        entities += [
            dataclasses.replace(rows[e], name=f"{rows[e].name} {copy}") for e in own.tolist()
        ]
        aliases += [
            Alias(int(of[copy, a.entity]), f"{a.surface} {copy}", a.reason)
            for a in index.aliases
            if not shared[a.entity]
        ]
    return _Names(of, entities, aliases, _turned(index.entity_vectors, times, file, own))


def _beside(values: Ints, times: int, step: int) -> Ints:
    """The values of each copy, one after the other; what is negative stands for nothing."""
    shifts = step * np.arange(times)[:, None]
    return np.where(values < 0, values, values + shifts).astype(np.int32).ravel()


def _turned(
    vectors: Vectors, times: int, file: Path | None, own: NDArray[np.intp] | None = None
) -> Floats:
    """The vectors and copies of them, each turned another way; all of length one.

    Args:
        file: where they are written; default: memory.
        own: those that are copied; default: all.
    """
    rng, rows = np.random.default_rng(0), vectors if own is None else vectors[own]
    n, more, dimension = len(vectors), len(rows), vectors.shape[1]
    shape = (n + (times - 1) * more, dimension)
    whole = np.empty(shape, np.float32) if file is None else open_memmap(file, "w+", "f4", shape)
    whole[:n] = vectors
    for first in range(n, len(whole), more):
        turned = rows[:] + np.float32(TURN) * rows[rng.integers(more, size=more)]
        turned /= np.linalg.norm(turned, axis=1, keepdims=True)
        whole[first : first + more] = turned
    return whole


def _graph(graph: KnowledgeGraph, names: _Names, times: int) -> KnowledgeGraph:
    """Its edges in each copy; edges between shared names are one, with their counts added."""
    passages = graph.n_passages * np.arange(times)[:, None] + np.arange(graph.n_passages)
    vertices = np.concatenate([names.of[:, :-1], len(names.entities) + passages], axis=1)
    n = len(names.entities) + passages.size
    ends = np.sort([vertices[:, graph.source].ravel(), vertices[:, graph.target].ravel()], axis=0)
    codes = (ends[0].astype(np.int64) * n + ends[1]) * 3 + np.tile(graph.kind, times)
    known, place = np.unique(codes, return_inverse=True)
    pairs = known // 3
    return KnowledgeGraph(
        len(names.entities),
        passages.size,
        (pairs // n).astype(np.int32),
        (pairs % n).astype(np.int32),
        (known % 3).astype(np.uint8),
        np.bincount(place, np.tile(graph.weight, times)).astype(np.float32),
    )


def _terms(terms: Terms, times: int) -> Terms:
    counts = np.tile(np.diff(terms.indptr), times)
    indptr = np.concatenate([[0], np.cumsum(counts)])
    columns = (np.tile(c, times) for c in (terms.numbers, terms.counts, terms.lengths))
    return Terms(indptr, *columns, terms.known, terms.idf)
