"""Whose documents an index holds: another source and a shrunken one are asked back."""

import json

import pytest

from graphrag.errors import SchemaMismatch, SourceError
from graphrag.index import open_index
from graphrag.pipeline import retrieve
from graphrag.storage import catalog_schema
from graphrag.storage.catalog import Catalog
from indexing import build_index
from indexing.former import read_former
from tests.fakes import HashEmbedder


def folder(root, **files):
    root.mkdir()
    for name, text in files.items():
        (root / f"{name}.txt").write_text(text)
    return root


@pytest.fixture
def one(tmp_path):
    return folder(tmp_path / "one", **{f"note{n}": f"Note {n} of Ada Lane." for n in range(12)})


@pytest.fixture
def two(tmp_path):
    return folder(tmp_path / "two", note1="Jon Rook met Mira Stone.", other="Tom Hale of Velm.")


def build(source, index, **more):
    return build_index(source, index, embedder=HashEmbedder(), **more)


def ids(index):
    with Catalog(index) as catalog:
        return [row.id for row in catalog.documents()], catalog.digest()


def test_another_source_is_refused_with_both_ways_out(tmp_path, one, two):
    index = tmp_path / "index"
    build(one, index)
    before = ids(index)
    with pytest.raises(SourceError, match="holds 12 documents from .*one.*--add.*--replace"):
        build(two, index)
    assert ids(index) == before
    with pytest.raises(SourceError, match="two ways; choose one"):
        build(two, index, add=True, replace=True)


def test_replace_puts_it_in_the_place_of_everything(tmp_path, one, two):
    index = tmp_path / "index"
    build(one, index)
    report = build(two, index, replace=True)
    assert (report.removed, report.added) == (11, 1)
    assert ids(index)[0] == ["note1.txt", "other.txt"]
    build(two, tmp_path / "alone")
    assert ids(index) == ids(tmp_path / "alone")


def test_an_index_of_a_former_version_keeps_what_it_holds(tmp_path, one, two, monkeypatch):
    index = tmp_path / "index"
    build(one, index)
    schema = "graphrag.storage.catalog_schema"
    later = (*catalog_schema.MIGRATIONS, "CREATE TABLE later (x);")
    monkeypatch.setattr(f"{schema}.MIGRATIONS", later)
    monkeypatch.setattr(f"{schema}.SCHEMA_VERSION", len(later))
    with pytest.raises(SchemaMismatch, match="run `graphrag index` on it again"):
        read_former(index)
    build(two, index, add=True)
    assert len(ids(index)[0]) == 14


def test_add_keeps_both_and_each_is_brought_up_to_date_alone(tmp_path, one, two):
    index = tmp_path / "index"
    build(one, index)
    build(two, index, add=True)
    both = ids(index)
    assert len(both[0]) == 14 and {"note1.txt", "two/note1.txt", "two/other.txt"} <= {*both[0]}
    assert not build(one, index).changed and not build(two, index).changed
    assert not build(two, index, add=True).changed
    (two / "other.txt").write_text("Tom Hale of Port Ems.")
    report = build(two, index)
    assert (report.updated, report.added, report.removed) == (1, 0, 0)
    with open_index(index, embedder=HashEmbedder()) as opened:
        found = retrieve(opened, "Who is Tom Hale?", 3, where="folder=two")
        assert {p.id for p in found.passages} == {"two/note1.txt#0", "two/other.txt#0"}
        assert {p.metadata.folder for p in found.passages} == {"two"}
    with Catalog(index) as catalog:
        assert {a.path for a in catalog.accounts()} == {*both[0]}


def test_a_corpus_can_be_added_and_replaced_too(tmp_path, one):
    corpus = tmp_path / "lines.jsonl"
    rows = [
        {"id": "a", "title": "Velm", "text": "Velm is a town.", "author": "Ada Lane"},
        {"id": 1},
    ]
    corpus.write_text("\n".join(map(json.dumps, rows)))
    index = tmp_path / "index"
    build(one, index)
    report = build(corpus, index, add=True)
    assert report.documents == 13 and [f.document for f in report.failures] == ["lines/line 2"]
    assert [row.owner for row in _metadata(index) if row.metadata.author] == ["lines/a"]
    build(corpus, index, replace=True)
    assert ids(index)[0] == ["a"]


def _metadata(index):
    with Catalog(index) as catalog:
        return catalog.metadata()


def test_a_folder_that_was_moved_is_the_same_source(tmp_path, one):
    index = tmp_path / "index"
    build(one, index)
    moved = one.rename(tmp_path / "moved")
    (moved / "new.txt").write_text("A new note of Jon Rook.")
    report = build(moved, index)
    assert (report.added, report.updated, report.removed) == (1, 0, 0)
    assert not build(moved, index).changed


def test_losing_more_than_a_tenth_has_to_be_said(tmp_path, one):
    index = tmp_path / "index"
    build(one, index)
    (one / "note0.txt").unlink()
    assert build(one, index).removed == 1  # one of twelve
    for name in ("note1", "note2"):
        (one / f"{name}.txt").unlink()
    before = ids(index)
    with pytest.raises(SourceError, match=r"take 2 of its 11 documents .*note1\.txt.*--prune"):
        build(one, index)
    assert ids(index) == before
    assert build(one, index, prune=True).removed == 2


def test_files_that_can_no_longer_be_read_count_as_lost(tmp_path, one):
    index = tmp_path / "index"
    build(one, index)
    for number in range(3):
        (one / f"note{number}.txt").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(SourceError, match="take 3 of its 12 documents"):
        build(one, index)
