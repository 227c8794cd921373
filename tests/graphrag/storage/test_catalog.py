"""The catalog: one transaction a generation, versions, refusals, caches that check themselves."""

import os
import sqlite3

import numpy as np
import pytest

from graphrag.datatypes import (
    Fact,
    Join,
    Mention,
    Passage,
    PassageExtraction,
    Span,
    Triple,
)
from graphrag.errors import DamagedIndex, IndexLocked, NotAnIndex, SchemaMismatch
from graphrag.storage.caches import (
    Cache,
    content_key,
    dump_extraction,
    gather_vectors,
    load_extraction,
)
from graphrag.storage.catalog import FILE, Catalog, Content
from graphrag.storage.catalog_schema import MIGRATIONS, SCHEMA_VERSION
from tests.contents import CONTENT, EMPTY, fill


def test_content_comes_back_as_it_went_in(tmp_path):
    fill(tmp_path, extractor="rules")
    with Catalog(tmp_path) as catalog:
        assert catalog.content() == CONTENT
        assert catalog.meta()["extractor"] == "rules"
        assert catalog.meta()["digest"] == catalog.digest()
        assert catalog.counts()["occurrences"] == 3
        assert catalog.integrity() == []


def test_every_replacement_raises_the_generation(tmp_path):
    for expected in (1, 2, 3):
        fill(tmp_path)
        with Catalog(tmp_path) as catalog:
            assert catalog.generation == expected


def test_equal_content_has_an_equal_digest(tmp_path):
    digests = []
    for name, contents in (("x", [CONTENT]), ("y", [EMPTY, CONTENT]), ("z", [EMPTY])):
        (tmp_path / name).mkdir()
        for content in contents:
            fill(tmp_path / name, content)
        with Catalog(tmp_path / name) as catalog:
            digests.append(catalog.digest())
    assert digests[0] == digests[1] != digests[2]


def test_a_failed_transaction_leaves_the_former_generation(tmp_path):
    fill(tmp_path)
    with Catalog(tmp_path, write=True) as catalog:
        with pytest.raises(ZeroDivisionError), catalog.transaction():
            catalog.replace(EMPTY, {})
            _ = 1 / 0
        assert catalog.content() == CONTENT
        assert catalog.generation == 1


def test_a_reader_sees_one_generation_while_a_writer_commits(tmp_path):
    fill(tmp_path)
    with Catalog(tmp_path) as reader, reader.snapshot():
        assert reader.generation == 1
        fill(tmp_path, EMPTY)
        assert reader.generation == 1
        assert reader.content() == CONTENT


def test_a_second_transaction_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("graphrag.storage.catalog_file.BUSY_MS", 10)
    fill(tmp_path)
    with Catalog(tmp_path, write=True) as one, Catalog(tmp_path, write=True) as other:
        with one.transaction(), pytest.raises(IndexLocked, match="try again"):
            with other.transaction():
                pass


def test_a_directory_without_a_catalog(tmp_path):
    with pytest.raises(NotAnIndex, match="graphrag index SOURCE"):
        Catalog(tmp_path)
    with pytest.raises(NotAnIndex):
        Catalog(tmp_path / "absent")


def test_a_database_of_somebody_else(tmp_path):
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("CREATE TABLE theirs (x)")
    for write in (False, True):
        with pytest.raises(NotAnIndex, match="another directory"):
            Catalog(tmp_path, write=write)
    assert sqlite3.connect(tmp_path / FILE).execute("SELECT * FROM theirs").fetchall() == []


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / FILE).write_bytes(os.urandom(5000))
    with pytest.raises(DamagedIndex, match="damaged"):
        Catalog(tmp_path)


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, SCHEMA_VERSION + 9])
def test_a_catalog_of_a_later_version(tmp_path, version):
    fill(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
    for write in (False, True):
        with pytest.raises(SchemaMismatch, match=f"version {version}.*update this software"):
            Catalog(tmp_path, write=write)


def test_an_older_catalog_is_migrated_by_a_writer_only(tmp_path, monkeypatch):
    fill(tmp_path)
    monkeypatch.setattr(
        "graphrag.storage.catalog_schema.MIGRATIONS", (*MIGRATIONS, "CREATE TABLE n (x);")
    )
    monkeypatch.setattr("graphrag.storage.catalog_schema.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    with pytest.raises(SchemaMismatch, match="graphrag index"):
        Catalog(tmp_path)
    with Catalog(tmp_path, write=True) as catalog:
        assert catalog.content() == CONTENT
        assert catalog.connection.execute("SELECT count(*) FROM n").fetchone() == (0,)


def test_a_catalog_of_before_joins_gets_them_from_its_facts(tmp_path, monkeypatch):
    schema = "graphrag.storage.catalog_schema"
    with monkeypatch.context() as older:
        older.setattr(f"{schema}.MIGRATIONS", MIGRATIONS[:4])
        older.setattr(f"{schema}.SCHEMA_VERSION", 4)
        with Catalog(tmp_path, write=True) as catalog, catalog.transaction() as connection:
            row = (0, 3, "knows", 4, 1, 2, "rules")
            connection.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    with Catalog(tmp_path, write=True) as catalog:
        found = catalog.content().resolution
    assert found.joins == (Join(3, 4, 1, 2),)
    assert found.facts == (Fact(3, "knows", 4, 1, 2, "rules"),)


def test_deleted_rows_leave_no_bytes(tmp_path):
    canary = "quokkacanary"
    passage = Passage("c", "c", canary, canary * 50, 0, 600)
    fill(tmp_path, Content((), (), (passage,), ((),), EMPTY.resolution))
    with Catalog(tmp_path, write=True) as catalog:
        with catalog.transaction():
            catalog.replace(EMPTY, {})
        catalog.compact()
    for path in tmp_path.iterdir():
        assert canary.encode() not in path.read_bytes(), path.name


# --- caches ---------------------------------------------------------------------------------


def test_keys_do_not_collide_by_concatenation():
    assert content_key("ab", "c") != content_key("a", "bc") != content_key("abc")
    assert content_key("é") == content_key("é")


def test_a_cache_finds_what_was_put_and_prunes_the_rest(tmp_path):
    with Catalog(tmp_path, write=True) as catalog:
        cache = Cache(catalog, "extractions")
        keys = [content_key(str(n)) for n in range(1200)]
        cache.put((key, key * 3) for key in keys[:1000])
        assert cache.missing(keys) == set(keys[1000:])
        with catalog.transaction():
            cache.prune(keys[:7])
        assert dict(cache.get(keys)) == {key: key * 3 for key in keys[:7]}


def test_a_damaged_row_counts_as_missing(tmp_path):
    with Catalog(tmp_path, write=True) as catalog:
        cache = Cache(catalog, "vectors")
        key = content_key("x")
        cache.put([(key, b"1234")])
        catalog.connection.execute("UPDATE vectors SET payload = x'31323335'")
        assert cache.damaged() == 1
        assert cache.missing([key]) == {key}
        with pytest.raises(DamagedIndex, match="graphrag index"):
            gather_vectors(catalog, [key], np.empty((1, 1), np.float32))


def test_vectors_come_back_in_order_with_repeats(tmp_path):
    rows = np.arange(12, dtype=np.float32).reshape(4, 3)
    keys = [content_key(str(n)) for n in range(4)]
    with Catalog(tmp_path, write=True) as catalog:
        Cache(catalog, "vectors").put(zip(keys, (row.tobytes() for row in rows), strict=True))
        out = np.empty((5, 3), np.float32)
        gather_vectors(catalog, [keys[i] for i in (3, 0, 0, 2, 1)], out)
    assert out.tolist() == rows[[3, 0, 0, 2, 1]].tolist()


def test_an_extraction_survives_json():
    extraction = PassageExtraction(
        (Span(0, 4),), (Mention(0, 1, "Ä", "name"),), (Triple("Ä", "is", "b", 0, "llm"),)
    )
    assert load_extraction(dump_extraction(extraction)) == extraction


def test_there_are_two_caches(tmp_path):
    with Catalog(tmp_path, write=True) as catalog, pytest.raises(ValueError, match="passages"):
        Cache(catalog, "passages")
