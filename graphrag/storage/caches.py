"""What is dear to compute, kept in the catalog by the hash of everything it depends on.

An extraction is a function of (title, text, extractor), a vector of (text, embedder), an outcome
what came of asking a language model about a passage. All are committed in batches as they are
computed, so an interrupted run goes on where it was; a row whose digest does not match its payload
is as good as missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Mention, PassageExtraction, Span, Triple
from graphrag.errors import DamagedIndex
from graphrag.storage.catalog import Catalog

Floats = NDArray[np.float32]
TABLES = ("extractions", "vectors", "outcomes")
_AT_ONCE = 500  # keys in one SELECT


def content_key(*parts: str) -> bytes:
    """16 bytes that name the parts; no two lists of parts collide by concatenation."""
    raw = [part.encode() for part in parts]
    whole = b"".join([piece for part in raw for piece in (len(part).to_bytes(8, "little"), part)])
    return hashlib.blake2b(whole, digest_size=16).digest()


def text_keys(fingerprint: str, texts: Iterable[str]) -> list[bytes]:
    """`content_key(fingerprint, text)` of each text."""
    before = hashlib.blake2b(digest_size=16)
    raw = fingerprint.encode()
    before.update(len(raw).to_bytes(8, "little") + raw)
    found = []
    for text in texts:
        raw, hasher = text.encode(), before.copy()
        hasher.update(len(raw).to_bytes(8, "little") + raw)
        found.append(hasher.digest())
    return found


def key_table(keys: Sequence[bytes]) -> NDArray[np.uint8]:
    """(n, 16) the keys as an array."""
    return np.frombuffer(b"".join(keys), np.uint8).reshape(len(keys), 16)


def key_list(table: NDArray[np.uint8]) -> list[bytes]:
    """The inverse of `key_table`."""
    raw, width = table.tobytes(), table.shape[1]
    return [raw[start : start + width] for start in range(0, len(raw), width or 1)]


def _digest(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=8).digest()


class Cache:
    """One content-addressed table of an open catalog.

    Args:
        catalog: open; for writing if `put` or `prune` are used.
        table: one of `TABLES`.
    """

    def __init__(self, catalog: Catalog, table: str) -> None:
        if table not in TABLES:
            raise ValueError(f"no cache is called {table!r}")
        self._catalog = catalog
        self._table = table

    def get(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """(key, payload) of those keys that are present and undamaged, in no order."""
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            with self._catalog.guard():
                rows = self._catalog.connection.execute(
                    f"SELECT key, payload, digest FROM {self._table} WHERE key IN ({marks})", some
                ).fetchall()
            yield from ((key, body) for key, body, digest in rows if _digest(body) == digest)

    def missing(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of `keys` that are absent or damaged."""
        wanted = list(dict.fromkeys(keys))
        return set(wanted) - {key for key, _ in self.get(wanted)}

    def put(self, rows: Iterable[tuple[bytes, bytes]]) -> None:
        """Commit (key, payload) pairs at once."""
        with self._catalog.transaction() as connection:
            connection.executemany(
                f"INSERT OR REPLACE INTO {self._table} VALUES (?, ?, ?)",
                ((key, payload, _digest(payload)) for key, payload in rows),
            )

    def all(self) -> Iterator[tuple[bytes, bytes]]:
        """Every (key, payload) that is undamaged, by key."""
        with self._catalog.guard():
            rows = self._catalog.connection.execute(
                f"SELECT key, payload, digest FROM {self._table} ORDER BY key"
            ).fetchall()
        yield from ((key, body) for key, body, digest in rows if _digest(body) == digest)

    def count(self) -> int:
        """Number of rows."""
        with self._catalog.guard():
            rows = self._catalog.connection.execute(f"SELECT count(*) FROM {self._table}")
            return int(rows.fetchone()[0])

    def prune(self, keep: Iterable[bytes]) -> None:
        """Drop every row whose key is not in `keep`; call inside a transaction."""
        kept, connection = set(keep), self._catalog.connection
        present = connection.execute(f"SELECT key FROM {self._table}").fetchall()
        self.drop(key for (key,) in present if key not in kept)

    def drop(self, keys: Iterable[bytes]) -> None:
        """Drop the rows of these keys; call inside a transaction."""
        rows = ((key,) for key in keys)
        self._catalog.connection.executemany(f"DELETE FROM {self._table} WHERE key = ?", rows)

    def damaged(self) -> int:
        """Number of rows whose payload does not match its digest."""
        with self._catalog.guard():
            rows = self._catalog.connection.execute(f"SELECT payload, digest FROM {self._table}")
            return sum(_digest(payload) != digest for payload, digest in rows)


def gather_vectors(catalog: Catalog, keys: Sequence[bytes], out: Floats) -> None:
    """Fill `out` (n, dimension) with the vectors of `keys`, row by row.

    Raises:
        DamagedIndex: a vector is missing, damaged or of another dimension.
    """
    cache = Cache(catalog, "vectors")
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        found = dict(cache.get(list(dict.fromkeys(some))))
        for row, key in enumerate(some, start):
            payload = found.get(key, b"")
            if len(payload) != 4 * out.shape[1]:
                raise DamagedIndex(
                    f"{catalog.path} lacks vectors of its own texts; run `graphrag index` on the "
                    "same source again, which computes them"
                )
            out[row] = np.frombuffer(payload, dtype="<f4")


def dump_extraction(extraction: PassageExtraction) -> bytes:
    """JSON, the same bytes for equal extractions."""
    fields: dict[str, Any] = {
        "sentences": [(s.start, s.end) for s in extraction.sentences],
        "mentions": [(m.start, m.end, m.text, m.kind) for m in extraction.mentions],
        "triples": _triples(extraction.triples),
    }
    if extraction.facts is not None:
        fields["facts"] = _triples(extraction.facts)
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def load_extraction(payload: bytes) -> PassageExtraction:
    """The inverse of `dump_extraction`."""
    fields = json.loads(payload)
    return PassageExtraction(
        tuple(Span(*row) for row in fields["sentences"]),
        tuple(Mention(*row) for row in fields["mentions"]),
        _to_triples(fields["triples"]),
        _to_triples(fields["facts"]) if "facts" in fields else None,
    )


def _triples(found: Iterable[Triple]) -> list[tuple[Any, ...]]:
    return [(t.subject, t.predicate, t.object, t.sentence, t.origin, t.qualifiers) for t in found]


def _to_triples(rows: list[list[Any]]) -> tuple[Triple, ...]:
    return tuple(Triple(s, p, o, n, origin, tuple(q)) for s, p, o, n, origin, q in rows)
