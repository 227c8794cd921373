"""The catalog's tables, as append-only numbered migrations on SQLite.

`PRAGMA user_version` holds the number of migrations applied, `PRAGMA application_id` says that the
file is ours. Never edit a migration that has been released: append one.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from graphrag.errors import NotAnIndex, SchemaMismatch
from graphrag.storage.catalog_rows import read_digest, write_parts
from graphrag.storage.former_rows import former_digest, former_parts

APPLICATION_ID = 0x47524147  # "GRAG"

MIGRATIONS = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE documents (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, sha256 TEXT NOT NULL, status TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE failures (document TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE passages (
        position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL,
        title TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL
    );
    CREATE TABLE sentences (
        position INTEGER PRIMARY KEY, passage INTEGER NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL
    );
    CREATE TABLE entities (
        position INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
        passages INTEGER NOT NULL
    );
    CREATE TABLE aliases (
        position INTEGER PRIMARY KEY, entity INTEGER NOT NULL, surface TEXT NOT NULL,
        reason TEXT NOT NULL
    );
    CREATE TABLE occurrences (
        entity INTEGER NOT NULL, passage INTEGER NOT NULL, sentence INTEGER NOT NULL,
        PRIMARY KEY (entity, passage, sentence)
    ) WITHOUT ROWID;
    CREATE TABLE facts (
        position INTEGER PRIMARY KEY, subject INTEGER NOT NULL, predicate TEXT NOT NULL,
        object INTEGER NOT NULL, passage INTEGER NOT NULL, sentence INTEGER NOT NULL,
        origin TEXT NOT NULL
    );
    CREATE TABLE extractions (key BLOB PRIMARY KEY, payload BLOB NOT NULL, digest BLOB NOT NULL);
    CREATE TABLE vectors (key BLOB PRIMARY KEY, payload BLOB NOT NULL, digest BLOB NOT NULL);
    """,
    """
    CREATE TABLE passage_failures (passage TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE outcomes (key BLOB PRIMARY KEY, payload BLOB NOT NULL, digest BLOB NOT NULL);
    """,
    """
    ALTER TABLE passages ADD COLUMN section TEXT NOT NULL DEFAULT '';
    ALTER TABLE passages ADD COLUMN page INTEGER NOT NULL DEFAULT 0;
    """,
    """
    ALTER TABLE documents ADD COLUMN words TEXT NOT NULL DEFAULT '';
    CREATE TABLE metadata (
        owner TEXT PRIMARY KEY, path TEXT NOT NULL, folder TEXT NOT NULL, date TEXT NOT NULL,
        author TEXT NOT NULL, fields TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE accounts (
        path TEXT PRIMARY KEY, status TEXT NOT NULL, reason TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE entities ADD COLUMN is_a TEXT NOT NULL DEFAULT '';
    ALTER TABLE facts ADD COLUMN subject_text TEXT NOT NULL DEFAULT '';
    ALTER TABLE facts ADD COLUMN object_text TEXT NOT NULL DEFAULT '';
    ALTER TABLE facts ADD COLUMN qualifiers TEXT NOT NULL DEFAULT '';
    CREATE TABLE joins (
        position INTEGER PRIMARY KEY, subject INTEGER NOT NULL, object INTEGER NOT NULL,
        passage INTEGER NOT NULL, sentence INTEGER NOT NULL
    );
    INSERT INTO joins SELECT position, subject, object, passage, sentence FROM facts;
    """,
    """
    CREATE TABLE packed (
        name TEXT NOT NULL, piece INTEGER NOT NULL, payload BLOB NOT NULL,
        PRIMARY KEY (name, piece)
    );
    CREATE TABLE named_passages (
        id TEXT PRIMARY KEY, document_id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL, section TEXT NOT NULL, page INTEGER NOT NULL
    );
    INSERT INTO named_passages
        SELECT id, document_id, title, text, start, end, section, page FROM passages;
    """,
)
SCHEMA_VERSION = len(MIGRATIONS)
_PACKED = 6  # the migration that packs what was resolved


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a new or older catalog to `SCHEMA_VERSION`, one transaction a migration.

    Raises:
        NotAnIndex: the file is an SQLite database, but not a catalog.
        SchemaMismatch: a later version of this software wrote it.
    """
    version = read_version(connection, path, new=True)
    if version > SCHEMA_VERSION:
        raise SchemaMismatch(_mismatch(path, version))
    for number in range(version, SCHEMA_VERSION):
        connection.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[number]}")
        if number + 1 == _PACKED:
            _pack(connection)
        for line in (
            f"PRAGMA application_id = {APPLICATION_ID}",
            f"PRAGMA user_version = {number + 1}",
            "COMMIT",
        ):
            connection.execute(line)


def _pack(connection: sqlite3.Connection) -> None:
    """Pack what schema 5 has in rows; what was changed from outside keeps a digest that says so."""
    said = connection.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
    sound = said is not None and json.loads(said[0]) == former_digest(connection)
    write_parts(connection, former_parts(connection))
    for table in ("passages", "sentences", "entities", "aliases", "occurrences", "facts", "joins"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("ALTER TABLE named_passages RENAME TO passages")
    if sound:
        digest = json.dumps(read_digest(connection))
        connection.execute("UPDATE meta SET value = ? WHERE key = 'digest'", (digest,))


def require_current(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to read a catalog of another version.

    Raises:
        NotAnIndex: the file is not a catalog.
        SchemaMismatch: it has another schema version.
    """
    version = read_version(connection, path)
    if version != SCHEMA_VERSION:
        raise SchemaMismatch(_mismatch(path, version))


def read_version(connection: sqlite3.Connection, path: Path, *, new: bool = False) -> int:
    """The schema version; 0 for an empty database, which only `new` allows.

    Raises:
        NotAnIndex: the file is an SQLite database, but not a catalog.
    """
    (ours,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if ours != APPLICATION_ID and not (new and ours == 0 and tables == 0):
        raise NotAnIndex(f"{path} is not a catalog of this software; choose another directory")
    return int(version)


def _mismatch(path: Path, version: int) -> str:
    advice = (
        "update this software, or index into a new directory"
        if version > SCHEMA_VERSION
        else "run `graphrag index` on it again to bring it up to date"
    )
    return f"{path} has schema version {version}, this software reads {SCHEMA_VERSION}; {advice}"
