"""The files of one generation, written from the catalog's content.

Everything here is a function of content, vectors and BM25 parameters; where the files go and when
they are used says `derived`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from graphrag.storage import graph, packing, terms, texts
from graphrag.storage.caches import content_key, gather_vectors
from graphrag.storage.catalog import Catalog, Content
from graphrag.storage.layout import Layout
from graphrag.storage.neighbours import neighbours
from graphrag.storage.records import save_metadata
from graphrag.stores import fill
from graphrag.stores.edge import EdgeStore

_ROWS = 20_000  # vectors in memory at once


def write_files(
    layout: Layout, catalog: Catalog, content: Content, meta: Mapping[str, Any]
) -> None:
    """Write all files but the manifest; vectors come from the catalog's cache.

    Raises:
        OSError, IndexError_: the disk is full.
        DamagedIndex: the catalog lacks vectors.
    """
    _write_arrays(layout, content)
    fingerprint, dimension = meta["embedder"]["fingerprint"], meta["embedder"]["dimension"]
    passages = texts.passage_texts(content)
    packing.save_arrays(layout.terms, terms.build_terms(passages).arrays())
    for path, encoded in (
        (layout.passage_vectors, passages),
        (layout.sentence_vectors, texts.sentence_texts(content)),
        (layout.entity_vectors, texts.entity_texts(content)),
    ):
        keys = [content_key(fingerprint, text) for text in encoded]
        _write_vectors(path, catalog, keys, dimension)
    vectors = np.load(layout.passage_vectors, mmap_mode="r")
    ids = [passage.id for passage in content.passages]
    store = EdgeStore.create(layout.store, dimension)
    try:
        fill(store, meta["store"]["bm25_k1"], meta["store"]["bm25_b"], ids, passages, vectors)
        store.finish()
    finally:
        store.close()


def _write_vectors(path: Path, catalog: Catalog, keys: Sequence[bytes], dimension: int) -> None:
    header = np.lib.format.header_data_from_array_1_0(np.empty((0, dimension), np.float32))
    header["shape"] = (len(keys), dimension)
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        for start in range(0, len(keys), _ROWS):
            some = keys[start : start + _ROWS]
            rows = np.empty((len(some), dimension), dtype=np.float32)
            gather_vectors(catalog, some, rows)
            file.write(rows.tobytes())


def _write_arrays(layout: Layout, content: Content) -> None:
    passages, resolution = content.passages, content.resolution
    packing.save_arrays(
        layout.passages,
        packing.pack_strings("ids", [p.id for p in passages])
        | packing.pack_strings("document_ids", [p.document_id for p in passages])
        | packing.pack_strings("titles", [p.title for p in passages])
        | packing.pack_strings("texts", [p.text for p in passages])
        | packing.pack_codes("sections", [p.section for p in passages])
        | packing.columns(passages, "start", "end", "page")
        | neighbours(passages),
    )
    save_metadata(layout.metadata, content)
    spans = [span for found in content.sentences for span in found]
    counts = np.array([len(found) for found in content.sentences], dtype=np.int32)
    packing.save_arrays(
        layout.sentences,
        packing.columns(spans, "start", "end")
        | {
            "passage": np.repeat(np.arange(len(passages), dtype=np.int32), counts),
            "first": np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        },
    )
    packing.save_arrays(
        layout.names,
        packing.pack_strings("entities", [e.name for e in resolution.entities])
        | packing.pack_codes("kinds", [e.kind for e in resolution.entities])
        | packing.pack_codes("is_a", [e.is_a for e in resolution.entities])
        | packing.columns(resolution.entities, "passages")
        | packing.pack_strings("surfaces", [a.surface for a in resolution.aliases])
        | packing.pack_codes("reasons", [a.reason for a in resolution.aliases])
        | packing.columns(resolution.aliases, "entity"),
    )
    _write_links(layout, content)


def _write_links(layout: Layout, content: Content) -> None:
    resolution = content.resolution
    occurrences = packing.columns(resolution.occurrences, "entity", "passage", "sentence")
    facts = packing.columns(resolution.facts, "subject", "object", "passage", "sentence")
    joins = packing.columns(resolution.joins, "subject", "object", "passage", "sentence")
    packing.save_arrays(
        layout.links,
        {f"occ_{name}": array for name, array in occurrences.items()}
        | {f"fact_{name}": array for name, array in facts.items()}
        | {f"join_{name}": array for name, array in joins.items()}
        | packing.pack_codes("predicates", [f.predicate for f in resolution.facts])
        | packing.pack_codes("subject_texts", [f.subject_text for f in resolution.facts])
        | packing.pack_codes("object_texts", [f.object_text for f in resolution.facts])
        | packing.pack_codes("qualifiers", [f.qualifiers for f in resolution.facts])
        | packing.pack_codes("origins", [f.origin for f in resolution.facts]),
    )
    _write_graph(layout, graph.build_graph(len(content.passages), resolution))


def _write_graph(layout: Layout, built: graph.KnowledgeGraph) -> None:
    packing.save_arrays(
        layout.graph,
        {
            "shape": np.array([built.n_entities, built.n_passages], dtype=np.int64),
            "source": built.source,
            "target": built.target,
            "kind": built.kind,
            "weight": built.weight,
        },
    )


def room_needed(content: Content, dimension: int) -> int:
    """Bytes that a generation takes at least: its vectors, and its texts in catalog and files."""
    resolution = content.resolution
    passages = len(content.passages)
    vectors = 2 * passages + sum(map(len, content.sentences)) + len(resolution.entities)
    characters = sum(len(passage.text) for passage in content.passages)
    return 4 * dimension * vectors + 2 * characters
