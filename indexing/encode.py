"""Encode what the catalog lacks, a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from graphrag.embedding import Embedder
from graphrag.errors import GraphRAGError
from graphrag.storage.caches import Cache, key_list
from graphrag.storage.catalog import Catalog
from graphrag.storage.packing import Array
from graphrag.storage.texts import Embedded, Same
from indexing.key_table import Int64s

BATCH = 1024  # texts between two commits


def embed_missing(
    embedder: Embedder,
    embedded: Embedded,
    catalog: Catalog,
    progress: Callable[[int, int], None],
    sound: Mapping[str, Array],
) -> int:
    """Encode and commit what the catalog lacks; returns how many texts.

    Args:
        sound: the keys of vectors that lie sound in the former generation's files, and are copied
            from there: what the catalog keeps of them is not read.

    Raises:
        GraphRAGError: the encoder returned something that is not a unit vector a text.
    """
    cache = Cache(catalog, "vectors")
    told = {} if embedded.same else sound  # those are not among the new ones
    sure = {key for some in told.values() for key in key_list(some)}
    missing = cache.missing(key for key in embedded.new if key not in sure)
    todo = sorted((len(text), key, text) for key, text in embedded.new.items() if key in missing)
    for start in range(0, len(todo), BATCH):
        some = todo[start : start + BATCH]
        done = start

        def tell(finished: int) -> None:
            nonlocal done
            done += finished
            progress(done, len(todo))

        vectors = embedder.encode([text for _, _, text in some], progress=tell)
        _check(vectors, (len(some), embedder.dimension), embedder.name)
        payloads = np.ascontiguousarray(vectors, dtype="<f4")
        cache.put((key, row.tobytes()) for (_, key, _), row in zip(some, payloads, strict=True))
    return len(todo)


def same_texts(
    rows: Mapping[str, Int64s], keys: Mapping[str, Array], catalog: Catalog, embedder: Embedder
) -> Same | None:
    """What the former generation has of our texts, where the same encoder read them.

    Args:
        rows: as `Same` has them; may be empty.
        keys: of the former generation's vectors; may be empty.
        catalog: at the former generation.
    """
    former = catalog.meta().get("embedder", {}).get("fingerprint")
    return Same(rows, keys) if rows and keys and former == embedder.fingerprint else None


def prune_vectors(embedded: Embedded, catalog: Catalog) -> None:
    """Drop the vectors that no text has any more; call inside a transaction."""
    cache = Cache(catalog, "vectors")
    if embedded.same is not None:
        cache.drop(embedded.gone())
        if cache.count() == embedded.count():
            return
    cache.prune(key for keys in embedded.keys.values() for key in key_list(keys))


def _check(vectors: np.ndarray, shape: tuple[int, int], name: str) -> None:
    if vectors.shape != shape or not np.isfinite(vectors).all():
        raise GraphRAGError(
            f"the encoder {name} returned vectors of shape {vectors.shape} instead of {shape}, or "
            "numbers that are not finite; nothing of this batch was kept"
        )
    if np.abs(np.linalg.norm(vectors, axis=1) - 1).max(initial=0) > 1e-3:
        raise GraphRAGError(f"the encoder {name} returned vectors that are not of length one")
