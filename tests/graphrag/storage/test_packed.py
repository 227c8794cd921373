"""Rows and packed parts of the catalog: what is written, and what a catalog of schema 5 becomes."""

import hashlib
import json
import sqlite3
from dataclasses import astuple, replace

import pytest

from graphrag.datatypes import Passage
from graphrag.errors import DamagedIndex, SchemaMismatch
from graphrag.storage.catalog import FILE, Catalog
from graphrag.storage.catalog_rows import renew
from graphrag.storage.catalog_schema import MIGRATIONS
from graphrag.storage.former_rows import COLUMNS as FORMER
from tests.contents import CONTENT, fill


def schema_5(folder, monkeypatch):
    """A catalog that holds CONTENT as schema 5 wrote it, rows and digest."""
    schema = "graphrag.storage.catalog_schema"
    resolution = CONTENT.resolution
    numbered = {
        "passages": CONTENT.passages,
        "entities": resolution.entities,
        "aliases": resolution.aliases,
        "facts": resolution.facts,
        "joins": resolution.joins,
    }
    plain = {
        "documents": CONTENT.documents,
        "failures": CONTENT.failures,
        "occurrences": resolution.occurrences,
    }
    rows = {
        name: [(n, *astuple(row)) for n, row in enumerate(some)] for name, some in numbered.items()
    }
    rows |= {name: [astuple(row) for row in some] for name, some in plain.items()}
    rows["sentences"] = [(0, 0, 0, 4), (1, 0, 5, 9)]
    hasher = hashlib.sha256()
    with monkeypatch.context() as older:
        older.setattr(f"{schema}.MIGRATIONS", MIGRATIONS[:5])
        older.setattr(f"{schema}.SCHEMA_VERSION", 5)
        with Catalog(folder, write=True) as catalog, catalog.transaction() as connection:
            for table, columns in FORMER.items():
                hasher.update(f"\n{table}\n".encode())
                marks = ", ".join("?" for _ in columns.split(","))
                for row in rows.get(table, ()):
                    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)
                    hasher.update(json.dumps(row).encode())
            said = {"generation": 7, "digest": hasher.hexdigest()}
            many = [(key, json.dumps(value)) for key, value in said.items()]
            connection.executemany("INSERT INTO meta VALUES (?, ?)", many)


def test_a_catalog_of_rows_is_packed_and_holds_the_same(tmp_path, monkeypatch):
    schema_5(tmp_path, monkeypatch)
    with pytest.raises(SchemaMismatch, match="schema version 5"):
        Catalog(tmp_path)
    with Catalog(tmp_path, write=True) as catalog:
        assert catalog.content() == CONTENT
        assert catalog.meta() == {"generation": 7, "digest": catalog.digest()}
        assert catalog.counts()["facts"] == 2
    (tmp_path / "fresh").mkdir()
    fill(tmp_path / "fresh")
    with Catalog(tmp_path) as one, Catalog(tmp_path / "fresh") as other:
        assert one.digest() == other.digest()


def test_rows_that_were_changed_before_packing_are_still_known(tmp_path, monkeypatch):
    schema_5(tmp_path, monkeypatch)
    with sqlite3.connect(tmp_path / FILE) as raw:
        raw.execute("UPDATE facts SET predicate = 'hates' WHERE position = 0")
    with Catalog(tmp_path, write=True) as catalog:
        assert catalog.meta()["digest"] != catalog.digest()


def test_a_migration_that_is_stopped_leaves_the_former_schema(tmp_path, monkeypatch):
    schema_5(tmp_path, monkeypatch)
    with monkeypatch.context() as broken:
        broken.setattr("graphrag.storage.catalog_schema.write_parts", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            Catalog(tmp_path, write=True)
    with Catalog(tmp_path, write=True) as catalog:
        assert catalog.content() == CONTENT


def test_rows_that_stay_are_not_written(tmp_path):
    fill(tmp_path)
    passages = (*CONTENT.passages, Passage("a#2", "a", "A", "Three.", 10, 16))
    more = replace(CONTENT, passages=passages, sentences=(*CONTENT.sentences, ()))
    with Catalog(tmp_path, write=True) as catalog:
        written = []
        with catalog.transaction() as connection:
            before = connection.total_changes
            renew(connection, "passages", [astuple(p) for p in passages])
            written.append(connection.total_changes - before)
            renew(connection, "passages", [astuple(p) for p in CONTENT.passages[1:]])
            written.append(connection.total_changes - before)
            catalog.replace(more, {})
        assert written == [1, 3]
        assert catalog.content() == more


def test_parts_of_any_length_come_back(tmp_path, monkeypatch):
    monkeypatch.setattr("graphrag.storage.catalog_rows._PIECE", 100)
    fill(tmp_path)
    with Catalog(tmp_path) as catalog:
        assert catalog.content() == CONTENT
        (pieces,) = catalog.connection.execute("SELECT max(piece) FROM packed").fetchone()
    assert pieces > 5


def test_parts_that_are_something_else_are_named(tmp_path):
    fill(tmp_path)
    with Catalog(tmp_path, write=True) as catalog:
        catalog.connection.execute("UPDATE packed SET payload = x'00' WHERE name = 'links'")
        assert catalog.meta()["digest"] != catalog.digest()
        with pytest.raises(DamagedIndex, match="damaged"):
            catalog.content()
