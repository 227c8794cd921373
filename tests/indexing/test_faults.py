"""The k-th write, flush or rename fails, for every k: nothing is lost and nothing falsely done."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphrag.errors import DamagedIndex, IndexError_
from graphrag.index import open_index
from graphrag.storage import derived, manifest, matrices, packing, put_in_place, stacked
from graphrag.storage.catalog import Catalog
from graphrag.storage.catalog_file import CatalogFile
from graphrag.storage.stores import points
from graphrag.storage.verify import verify
from indexing import build_index
from tests.fakes import ROWS, HashEmbedder, write_corpus

SPREAD = 8  # faults a run, over all calls; every one of them: GRAPHRAG_EVERY_FAULT=1
TARGETS = (
    *((manifest, "flush"), (put_in_place, "flush")),
    *((packing, "save_arrays"), (matrices, "write_vectors")),
    *((matrices, "link"), (points, "link")),
    *((Path, "rename"), (Path, "mkdir"), (Path, "write_text"), (Path, "chmod")),
)


class Faults:
    """Counts calls of the functions it wraps and fails the one with number `fail_at`."""

    def __init__(self, monkeypatch, fail_at, code=errno.ENOSPC):
        self.calls, self.fail_at, self.code = 0, fail_at, code
        for owner, name in TARGETS:
            monkeypatch.setattr(owner, name, self.wrap(getattr(owner, name)))

    def wrap(self, function):
        def wrapped(*args, **kwargs):
            self.calls += 1
            if self.calls == self.fail_at:
                raise OSError(self.code, os.strerror(self.code))
            return function(*args, **kwargs)

        return wrapped


def digest(folder):
    with Catalog(folder) as catalog:
        return catalog.digest()


@pytest.mark.parametrize("code, at_least", [(errno.ENOSPC, 0), (errno.EIO, stacked.AT_LEAST)])
def test_every_write_fails_once(tmp_path, monkeypatch, code, at_least):
    """Of a change that writes all files whole, and of one that writes what is new."""
    monkeypatch.setattr(stacked, "AT_LEAST", at_least)
    one, two = write_corpus(tmp_path / "1.jsonl"), write_corpus(tmp_path / "2.jsonl", ROWS[:4])
    index = tmp_path / "index"
    build_index(one, index, embedder=HashEmbedder())
    before = digest(index)
    with pytest.MonkeyPatch.context() as patch:
        counter = Faults(patch, fail_at=0)
        shutil.copytree(index, tmp_path / "other")
        build_index(two, tmp_path / "other", embedder=HashEmbedder(), replace=True)
    after = digest(tmp_path / "other")
    step = 1 if os.environ.get("GRAPHRAG_EVERY_FAULT") else max(counter.calls // SPREAD, 1)
    done = []
    for k in range(1, counter.calls + 1, step):
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, k, code)
            try:
                build_index(two, index, embedder=HashEmbedder(), replace=True)
                done.append(k)
            except IndexError_ as error:
                assert os.strerror(code) in str(error)
                assert faults.calls >= k
        with open_index(index, embedder=HashEmbedder()) as opened:
            assert opened.store.count() == len(opened.texts) == (4 if k in done else 5)
        assert digest(index) == (after if k in done else before)
        assert verify(index) == []
        if k in done:  # a fault that keeps nothing from being whole, or none was met
            build_index(one, index, embedder=HashEmbedder(), replace=True)
    assert len(done) < counter.calls / step / 2
    build_index(two, index, embedder=HashEmbedder(), replace=True)
    assert digest(index) == after
    assert {path.name for path in (index / "derived").iterdir()} == {"lock", _generation(index)}


def _generation(folder):
    with Catalog(folder) as catalog:
        return str(catalog.generation)


def test_what_a_killed_run_left_is_removed_at_the_next_start(tmp_path):
    index = tmp_path / "index"
    build_index(write_corpus(tmp_path / "c.jsonl"), index, embedder=HashEmbedder())
    for name in ("new-2-1", "old-1-1", "2"):
        (index / "derived" / name / "store").mkdir(parents=True)
    build_index(tmp_path / "c.jsonl", index, embedder=HashEmbedder())
    assert {path.name for path in (index / "derived").iterdir()} == {"lock", "1"}


def test_changed_rows_are_not_derived_again(tmp_path):
    source, index = write_corpus(tmp_path / "c.jsonl"), tmp_path / "index"
    build_index(source, index, embedder=HashEmbedder())
    shutil.rmtree(index / "derived" / "1")
    with Catalog(index, write=True) as catalog, catalog.transaction() as connection:
        connection.execute("UPDATE passages SET text = 'Ada Lane is a thief.' WHERE id = 'p1'")
    with pytest.raises(DamagedIndex, match="changed from outside"):
        open_index(index, embedder=HashEmbedder())
    build_index(source, index, embedder=HashEmbedder())
    with open_index(index, embedder=HashEmbedder()) as opened:
        assert not any("thief" in text for text in opened.texts)


def test_room_is_measured_before_anything_is_encoded(tmp_path, monkeypatch):
    source, encoder = write_corpus(tmp_path / "c.jsonl"), HashEmbedder()
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(derived.shutil, "disk_usage", lambda path: usage._replace(free=1000))
    with pytest.raises(IndexError_, match=r"needs .* MB at least .* make room"):
        build_index(source, tmp_path / "index", embedder=encoder)
    assert encoder.encoded == []


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 24 MB, where this user may mount one."""
    image, folder = tmp_path / "image", tmp_path / "disk"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(24 << 20)
    for command in (["mkfs.ext4", "-q", str(image)], ["mount", "-o", "loop", image, folder]):
        if not shutil.which(command[0]) or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


BUILD = """
import sys
from graphrag.errors import GraphRAGError
from graphrag.storage import stacked
from indexing import build_index
from tests.fakes import HashEmbedder
stacked.AT_LEAST = int(sys.argv[3])
try:
    build_index(sys.argv[1], sys.argv[2], embedder=HashEmbedder(), replace=True)
except GraphRAGError as error:
    print(error, file=sys.stderr)
    sys.exit(2)
"""


@pytest.mark.parametrize(
    "at_least, room, least",
    [(0, (0, 300, 900, 1800), 3), (stacked.AT_LEAST, (0, 8, 16, 32, 64), 1)],
)
def test_a_disk_that_fills_up(small_disk, tmp_path, at_least, room, least):
    """At any amount of room that is left: done, or one sentence; and the former one answers."""
    first = write_corpus(tmp_path / "1.jsonl")
    second = write_corpus(tmp_path / "2.jsonl", ROWS[:4])
    index, ballast = small_disk / "index", small_disk / "ballast"
    build_index(first, index, embedder=HashEmbedder())
    refused = 0
    for left in room:  # kB
        ballast.write_bytes(bytes(max(shutil.disk_usage(small_disk).free - left * 1000, 0)))
        command = [sys.executable, "-c", BUILD, second, index, str(at_least)]
        root = Path(__file__).parents[2]
        run = subprocess.run(command, capture_output=True, text=True, cwd=root)
        assert run.returncode in (0, 2), run
        if run.returncode:
            refused += 1
            assert len(run.stderr.strip().splitlines()) == 1
            assert "room" in run.stderr or "full" in run.stderr
            with open_index(index, embedder=HashEmbedder()) as opened:
                assert opened.store.count() == len(opened.texts) == 5
        ballast.unlink()
    assert refused >= least
    build_index(second, index, embedder=HashEmbedder(), replace=True)
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
