"""Schema 5, in which everything resolved was rows: read once, by the migration that packs them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Any

from graphrag.datatypes import Alias, Entity, Fact, Join, Occurrence, Resolution, Span
from graphrag.storage.packed import pack

COLUMNS = {
    "documents": "id, title, sha256, status, words",
    "failures": "document, reason",
    "passages": "position, id, document_id, title, text, start, end, section, page",
    "sentences": "position, passage, start, end",
    "entities": "position, name, kind, passages, is_a",
    "aliases": "position, entity, surface, reason",
    "occurrences": "entity, passage, sentence",
    "facts": "position, subject, predicate, object, passage, sentence, origin, subject_text, "
    "object_text, qualifiers",
    "joins": "position, subject, object, passage, sentence",
    "passage_failures": "passage, reason",
    "metadata": "owner, path, folder, date, author, fields",
}


def former_parts(connection: sqlite3.Connection) -> dict[str, bytes]:
    """What was resolved, packed."""
    sentences: list[list[Span]] = [[] for _ in _rows(connection, "passages")]
    for _, passage, start, end in _rows(connection, "sentences"):
        sentences[passage].append(Span(start, end))
    kinds = {"entities": Entity, "aliases": Alias, "facts": Fact, "joins": Join}
    made: dict[str, Any] = {
        table: [kind(*row[1:]) for row in _rows(connection, table)] for table, kind in kinds.items()
    }
    occurrences = [Occurrence(*row) for row in _rows(connection, "occurrences")]
    return pack(tuple(map(tuple, sentences)), Resolution(occurrences=occurrences, **made))


def former_digest(connection: sqlite3.Connection) -> str:
    """SHA-256 over every row, as schema 5 recorded it."""
    hasher = hashlib.sha256()
    for table in COLUMNS:
        hasher.update(f"\n{table}\n".encode())
        for row in _rows(connection, table):
            hasher.update(json.dumps(row).encode())
    return hasher.hexdigest()


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    columns = COLUMNS[table]
    order = ", ".join(str(n + 1) for n in range(columns.count(",") + 1))
    return connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}").fetchall()
