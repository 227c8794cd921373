"""Derived files: everything a reader needs, made from the catalog and rebuilt when need be.

Generation N lies in derived/N. It is written beside, flushed, and renamed into place, all before
the catalog's transaction that makes N the generation is committed: that commit is the one pointer
that moves, and until then every reader has N - 1. Older ones are removed afterwards, while readers
that hold them open work on. A manifest's key says what the folder was made from: content,
embedder, BM25 parameters, and the code that builds graph and terms.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphrag.errors import DamagedIndex, IndexError_
from graphrag.language import keys
from graphrag.storage import (
    about,
    graph,
    half_edges,
    joined,
    lexicon,
    owned_names,
    packing,
    terms,
    texts,
    view,
)
from graphrag.storage.caches import content_key
from graphrag.storage.catalog import Catalog, Content
from graphrag.storage.derived_files import in_parts, room_needed, write_files
from graphrag.storage.layout import FORMAT, Layout
from graphrag.storage.manifest import problems, read_key, read_made
from graphrag.storage.put_in_place import FOLDER, beside, locked, put
from graphrag.storage.stacked import link
from graphrag.storage.stores import bm25_text

_CODE = (
    graph,
    joined,
    keys,
    terms,
    view,
    half_edges,
    about,
    lexicon,
    owned_names,
)  # whose results the files hold


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
        with locked(directory):
            if rebuild or read_key(layout) != key or problems(layout):
                if catalog.digest() != meta["digest"]:
                    raise DamagedIndex(
                        f"{catalog.path}: rows were changed from outside; run `graphrag index` on "
                        "the same source, which repairs it"
                    )
                with beside(directory, layout, key, _made()) as scratch:
                    content = catalog.content()
                    some = texts.embedded(content, meta["embedder"]["fingerprint"])
                    write_files(scratch, catalog, content, some, meta)
                put(scratch, layout)
    return layout


def publish(
    directory: Path,
    catalog: Catalog,
    content: Content,
    embedded: texts.Embedded,
    resolved: Mapping[str, packing.Array],
    parts: Mapping[str, bytes],
) -> None:
    """Derive the generation that the catalog's open transaction is about to commit.

    Args:
        directory: the index.
        catalog: inside a transaction in which `replace` has written `content`.
        content: what was written.
        embedded: what has a vector, of the content.
        resolved: what the next generation may take over of how names were resolved; may be empty.
        parts: as `replace` gave them.

    Raises:
        IndexError_: the disk is full; roll back, and nothing has changed.
    """
    meta = catalog.meta()
    layout, key = layout_of(directory, meta["generation"]), derivation_key(meta)
    with locked(directory):  # makes the folder
        pass
    former = sound(directory, meta["generation"] - 1)
    with beside(directory, layout, key, _made(), former) as scratch:
        write_files(scratch, catalog, content, embedded, meta, former, parts=parts)
        if resolved:
            packing.save_arrays(scratch.resolved, resolved)
    with locked(directory):
        put(scratch, layout)


def compact(directory: Path, catalog: Catalog) -> bool:
    """Write whole what lies in parts since changes were few; returns whether anything did.

    What was taken out is gone from the files then. Call it with the writer's lock held.

    Raises:
        DamagedIndex, IndexError_: as `ensure`.
    """
    layout = ensure(directory, catalog)
    if not in_parts(layout):
        return False
    meta, content = catalog.meta(), catalog.content()
    with locked(directory):
        with beside(directory, layout, derivation_key(meta), _made()) as scratch:
            some = texts.embedded(content, meta["embedder"]["fingerprint"])
            write_files(scratch, catalog, content, some, meta, layout, whole=True)
            if layout.resolved.exists():
                link(layout.resolved, scratch.resolved)
        put(scratch, layout)
    return True


def vector_keys(directory: Path, catalog: Catalog) -> Mapping[str, packing.Array]:
    """The keys of all vectors in the sound files of the catalog's generation; none without such."""
    layout = sound(directory, catalog.generation)
    return {} if layout is None else packing.load_arrays(layout.keys)


def sound(directory: Path, generation: int) -> Layout | None:
    """The files of a generation, if this code wrote them and they are as they were written."""
    layout = layout_of(directory, generation)
    return None if read_made(layout) != _made() or problems(layout) else layout


def require_room(directory: Path, content: Content, dimension: int) -> None:
    """Refuse to begin what the disk has no room for.

    Raises:
        IndexError_: it says how much is needed and how much there is.
    """
    needed, free = room_needed(content, dimension), shutil.disk_usage(directory).free
    if free < needed:
        raise IndexError_(
            f"the next generation of {directory} needs {needed / 1e6:,.0f} MB at least and its "
            f"disk has {free / 1e6:,.0f} MB left; make room and run the command again"
        )


def remove_others(directory: Path, generation: int) -> None:
    """Remove the derived files of all generations but one, and what was left half written.

    Call it with the writer's lock held: then nobody is writing what is removed.
    """
    with locked(directory):
        for path in (directory / FOLDER).iterdir():
            if path.is_dir() and path.name != str(generation):
                shutil.rmtree(path, ignore_errors=True)


def derivation_key(meta: Mapping[str, Any]) -> str:
    """What derived files depend on, as one hash."""
    parts = [_made(), meta["digest"], meta["embedder"]["fingerprint"]]
    parts += [str(meta["store"]["bm25_k1"]), str(meta["store"]["bm25_b"])]
    return content_key(*parts).hex()


def _made() -> str:
    """The code that derives, as one hash."""
    code = [Path(module.__file__ or "").read_bytes() for module in _CODE]
    parts = [hashlib.sha256(source).hexdigest() for source in code]
    return content_key(str(FORMAT), bm25_text.TOKENIZER, *parts).hex()
