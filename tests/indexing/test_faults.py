"""The k-th write, flush or rename fails, for every k: nothing is lost and nothing falsely done."""

import errno
from pathlib import Path

import pytest

from graphrag.errors import IndexError_
from graphrag.index import open_index
from graphrag.storage import layout, packing
from graphrag.storage.catalog import Catalog
from graphrag.storage.catalog_file import CatalogFile
from graphrag.storage.verify import verify
from indexing import build_index
from tests.fakes import ROWS, HashEmbedder, write_corpus


class Faults:
    """Counts calls of the functions it wraps and fails the one with number `fail_at`."""

    def __init__(self, monkeypatch, fail_at):
        self.calls, self.fail_at = 0, fail_at
        targets = [
            (layout, "_flush"),
            (packing, "save_arrays"),
            (Path, "rename"),
            (Path, "mkdir"),
            (CatalogFile, "compact"),
        ]
        for owner, name in targets:
            monkeypatch.setattr(owner, name, self.wrap(getattr(owner, name)))

    def wrap(self, function):
        def wrapped(*args, **kwargs):
            self.calls += 1
            if self.calls == self.fail_at:
                raise OSError(errno.ENOSPC, "No space left on device")
            return function(*args, **kwargs)

        return wrapped


def digest(folder):
    with Catalog(folder) as catalog:
        return catalog.digest()


def test_every_write_fails_once(tmp_path):
    one, two = write_corpus(tmp_path / "1.jsonl"), write_corpus(tmp_path / "2.jsonl", ROWS[:4])
    with pytest.MonkeyPatch.context() as patch:
        counter = Faults(patch, fail_at=0)
        build_index(two, tmp_path / "two", embedder=HashEmbedder())
    build_index(one, tmp_path / "one", embedder=HashEmbedder())
    whole = {digest(tmp_path / "one"), digest(tmp_path / "two")}
    index = tmp_path / "index"
    build_index(one, index, embedder=HashEmbedder(), replace=True)
    step = max(counter.calls // 8, 1)  # spread over all; many are flushes of like files
    failed = 0
    for k in range(1, counter.calls, step):
        source = (two, one)[(k // step) % 2]
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, k)
            try:
                build_index(source, index, embedder=HashEmbedder(), replace=True)
                assert faults.calls < k  # a turn that had less to do
            except (OSError, IndexError_) as error:
                assert "No space left" in str(error)
                failed += 1
        with open_index(index, embedder=HashEmbedder()) as opened:
            assert opened.store.count() == len(opened.texts)
        assert digest(index) in whole
        assert verify(index) == []
    assert failed > 4
    build_index(two, index, embedder=HashEmbedder(), replace=True)
    assert digest(index) == digest(tmp_path / "two")
    assert verify(index) == []


def test_a_full_disk_under_the_catalog(tmp_path, monkeypatch):
    source, index = write_corpus(tmp_path / "c.jsonl"), tmp_path / "index"
    build_index(source, index, embedder=HashEmbedder())
    before = digest(index)
    long = [(f"q{n}", f"New {n}", f"Something new {n}. " * 50) for n in range(20)]
    write_corpus(source, [*ROWS, *long])
    prepare = CatalogFile._prepare

    def without_room(self, write):
        prepare(self, write)
        self.connection.execute("PRAGMA max_page_count = 1")  # what it has, and no page more

    with monkeypatch.context() as patch:
        patch.setattr(CatalogFile, "_prepare", without_room)
        with pytest.raises(IndexError_, match="full"):
            build_index(source, index, embedder=HashEmbedder())
    assert digest(index) == before
    assert verify(index) == []
    assert build_index(source, index, embedder=HashEmbedder()).passages == 25
