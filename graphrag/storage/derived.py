"""Derived files: everything a reader needs, made from the catalog and rebuilt when need be.

Generation N lies in derived/N. It is written beside, flushed, and renamed into place; older ones
are removed afterwards, while readers that hold them open work on. A manifest's key says what the
folder was made from: content, embedder, BM25 parameters, and the code that builds graph and
terms.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from graphrag.errors import IndexError_
from graphrag.language import keys
from graphrag.storage import graph, packing, terms, texts
from graphrag.storage.caches import content_key, gather_vectors
from graphrag.storage.catalog import Catalog, Content
from graphrag.storage.layout import FORMAT, Layout, problems, read_key, write_manifest
from graphrag.storage.modes import close_like, create
from graphrag.storage.neighbours import neighbours
from graphrag.storage.records import save_metadata
from graphrag.stores import bm25_text, fill
from graphrag.stores.edge import EdgeStore

FOLDER = "derived"
Progress = Callable[[str, int, int], None]
_ROWS = 20_000  # vectors in memory at once


def layout_of(directory: Path, generation: int) -> Layout:
    """Where the derived files of a generation lie."""
    return Layout(directory / FOLDER / str(generation))


def ensure(directory: Path, catalog: Catalog, *, rebuild: bool = False) -> Layout:
    """The checked derived files of the catalog's generation, made now if they are not there.

    Args:
        directory: the index.
        catalog: open, at generation 1 or more.
        rebuild: make them even if they look sound.

    Raises:
        DamagedIndex: the catalog itself lacks what they are made of.
        IndexError_: the directory cannot be written.
    """
    with catalog.snapshot():
        meta = catalog.meta()
        layout, key = layout_of(directory, meta["generation"]), derivation_key(meta)
        if not rebuild and read_key(layout) == key and not problems(layout):
            return layout
        with _lock(directory):
            if rebuild or read_key(layout) != key or problems(layout):
                _replace(directory, layout, key, catalog, meta)
    return layout


def remove_others(directory: Path, generation: int) -> None:
    """Remove the derived files of all generations but one."""
    with _lock(directory):
        for path in (directory / FOLDER).iterdir():
            if path.is_dir() and path.name != str(generation):
                shutil.rmtree(path, ignore_errors=True)


def derivation_key(meta: Mapping[str, Any]) -> str:
    """What derived files depend on, as one hash."""
    code = [Path(module.__file__ or "").read_bytes() for module in (graph, keys, terms)]
    parts = [str(FORMAT), meta["digest"], meta["embedder"]["fingerprint"], bm25_text.TOKENIZER]
    parts += [str(meta["store"]["bm25_k1"]), str(meta["store"]["bm25_b"])]
    parts += [hashlib.sha256(source).hexdigest() for source in code]
    return content_key(*parts).hex()


@contextmanager
def _lock(directory: Path) -> Iterator[None]:
    """One process at a time derives; the others wait and find the work done."""
    folder = directory / FOLDER
    try:
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            close_like(folder, directory)
        create(folder / "lock", directory)
        file = (folder / "lock").open("a")
    except OSError as error:
        raise IndexError_(
            f"the derived files of {directory} must be made anew, but it cannot be written "
            f"({error.strerror}); give write access once"
        ) from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _replace(
    directory: Path, layout: Layout, key: str, catalog: Catalog, meta: Mapping[str, Any]
) -> None:
    scratch = Layout(directory / FOLDER / f"new-{os.getpid()}")
    shutil.rmtree(scratch.root, ignore_errors=True)
    scratch.root.mkdir()
    try:
        _write(scratch, catalog, meta)
        write_manifest(scratch, key)
        close_like(scratch.root, directory)
        if layout.root.exists():
            layout.root.rename(directory / FOLDER / f"old-{os.getpid()}")
        scratch.root.rename(layout.root)
    except OSError as error:
        raise IndexError_(
            f"cannot write the derived files of {directory} ({error.strerror}); the catalog is "
            "whole: make room and run the command again"
        ) from error
    finally:
        for name in ("new", "old"):
            shutil.rmtree(directory / FOLDER / f"{name}-{os.getpid()}", ignore_errors=True)


def _write(layout: Layout, catalog: Catalog, meta: Mapping[str, Any]) -> None:
    content = catalog.content()
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


def read_graph(layout: Layout) -> graph.KnowledgeGraph:
    """The edge arrays of a derived folder.

    Raises:
        DamagedIndex: the file is damaged.
    """
    arrays = packing.load_arrays(layout.graph)
    entities, passages = arrays["shape"].tolist()
    return graph.KnowledgeGraph(
        entities, passages, arrays["source"], arrays["target"], arrays["kind"], arrays["weight"]
    )
