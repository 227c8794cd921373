"""The catalog's global tables: rows by their names, packed parts, and one hash over all of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

Rows = Sequence[tuple[Any, ...]]
COLUMNS = {  # the first one names a row
    "documents": "id, title, sha256, status, words",
    "failures": "document, reason",
    "passages": "id, document_id, title, text, start, end, section, page",
    "passage_failures": "passage, reason",
    "metadata": "owner, path, folder, date, author, fields",
}
_AT_ONCE = 10_000  # rows
_PIECE = 1 << 24  # bytes; SQLite takes a thousand million in one value at most


def read(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    """All rows of a table, sorted by their names."""
    return connection.execute(f"SELECT {COLUMNS[table]} FROM {table} ORDER BY 1").fetchall()


def renew(
    connection: sqlite3.Connection, table: str, rows: Rows, before: Rows | None = None
) -> None:
    """Make `rows` what the table holds, and touch no other ones.

    Args:
        before: what it holds, where somebody has read it since the lock was taken.
    """
    names = COLUMNS[table].split(", ")
    if before is None or len(before) != count(connection, table):
        before = read(connection, table)
    old = set(before)
    gone = ((row[0],) for row in old.difference(rows))
    connection.executemany(f"DELETE FROM {table} WHERE {names[0]} = ?", gone)
    marks = ", ".join("?" for _ in names)
    new = (row for row in rows if row not in old)
    connection.executemany(f"INSERT INTO {table} ({COLUMNS[table]}) VALUES ({marks})", new)


def count(connection: sqlite3.Connection, table: str) -> int:
    """How many rows a table holds."""
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def read_parts(connection: sqlite3.Connection) -> dict[str, bytes]:
    """What `write_parts` wrote."""
    found: dict[str, list[bytes]] = {}
    for name, payload in connection.execute(
        "SELECT name, payload FROM packed ORDER BY name, piece"
    ):
        found.setdefault(name, []).append(payload)
    return {name: b"".join(pieces) for name, pieces in found.items()}


def write_parts(connection: sqlite3.Connection, parts: Mapping[str, bytes]) -> None:
    """Replace all parts."""
    connection.execute("DELETE FROM packed")
    for name, payload in parts.items():
        pieces = (payload[start : start + _PIECE] for start in range(0, len(payload), _PIECE))
        rows = ((name, piece, some) for piece, some in enumerate(pieces))
        connection.executemany("INSERT INTO packed VALUES (?, ?, ?)", rows)


def read_digest(connection: sqlite3.Connection) -> str:
    """The `digest` of what the tables hold."""
    rows = {table: read(connection, table) for table in COLUMNS}
    return digest(rows, read_parts(connection))


def digest(rows: Mapping[str, Rows], parts: Mapping[str, bytes]) -> str:
    """SHA-256 over sorted rows and parts; equal ones give equal digests."""
    hasher = hashlib.sha256()
    for table in COLUMNS:
        hasher.update(f"\n{table}\n".encode())
        for start in range(0, len(rows[table]), _AT_ONCE):
            hasher.update(json.dumps(rows[table][start : start + _AT_ONCE]).encode())
    for name, payload in sorted(parts.items()):
        hasher.update(f"\n{name} {len(payload)}\n".encode())
        hasher.update(payload)
    return hasher.hexdigest()
