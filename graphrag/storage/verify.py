"""Check everything on disk: rows against digests, vectors against texts, files against hashes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphrag.errors import DamagedIndex
from graphrag.storage import derived, texts
from graphrag.storage.caches import TABLES, Cache, content_key
from graphrag.storage.catalog import Catalog
from graphrag.storage.layout import Layout
from graphrag.storage.manifest import problems, read_key
from graphrag.storage.packing import load_arrays
from graphrag.storage.stores.edge import EdgeStore

_AGAIN = "run `graphrag index` on the same source, which repairs it"
_ANEW = "it is made anew when the index is opened"


def verify(directory: Path | str) -> list[str]:
    """One sentence for everything that is wrong with an index; none for a sound one.

    Raises:
        NotAnIndex, SchemaMismatch: there is nothing of ours to check.
    """
    folder = Path(directory)
    try:
        with Catalog(folder) as catalog:
            return list(_found(folder, catalog))
    except DamagedIndex as error:
        return [str(error)]


def _found(folder: Path, catalog: Catalog) -> Iterator[str]:
    yield from (f"{catalog.path}: {line}; {_AGAIN}" for line in catalog.integrity())
    meta = catalog.meta()
    if not meta.get("generation"):
        yield f"the index in {folder} was never finished; run `graphrag index` again"
        return
    if catalog.digest() != meta["digest"]:
        yield f"{catalog.path}: rows were changed from outside; {_AGAIN}"
    for table in TABLES:
        damaged = Cache(catalog, table).damaged()
        if damaged:
            yield f"{catalog.path}: {damaged} {table} do not match their digests; {_AGAIN}"
    missing = _missing_vectors(catalog, meta["embedder"]["fingerprint"])
    if missing:
        yield f"{catalog.path}: {missing} texts have no vector; {_AGAIN}"
    yield from _derived(derived.layout_of(folder, meta["generation"]), catalog)


def _missing_vectors(catalog: Catalog, fingerprint: str) -> int:
    content = catalog.content()
    keys = {content_key(fingerprint, text) for text in texts.embedded_texts(content)}
    return len(Cache(catalog, "vectors").missing(keys))


def _derived(layout: Layout, catalog: Catalog) -> Iterator[str]:
    if read_key(layout) != derived.derivation_key(catalog.meta()):
        yield f"{layout.root} is missing or out of date; {_ANEW}"
        return
    found = problems(layout, full=True)
    yield from (f"{problem}; {_ANEW}" for problem in found)
    if not found:
        store = EdgeStore.open(layout.store)
        stored, expected = store.count(), len(load_arrays(layout.points)["now"])
        store.close()
        if stored != expected:
            yield f"{layout.store} holds {stored} passages instead of {expected}; {_ANEW}"
