"""The hash of a large file is remembered until somebody touches it; a small one is read again."""

import hashlib
import os
from pathlib import Path

import pytest

from graphrag.embedding import digests
from graphrag.machine import user_cache

LARGE = b"a" * (1 << 20)


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    digests._known.cache_clear()
    yield
    digests._known.cache_clear()


def kept(folder: Path) -> list[str]:
    where = folder / "cache" / "multihop-graphrag"
    return [path.name for path in where.iterdir()] if where.exists() else []


def test_a_large_file_is_read_once_until_it_is_touched(tmp_path: Path, monkeypatch):
    file = tmp_path / "weights"
    file.write_bytes(LARGE)
    first = digests.known_sha256(file)
    assert first == hashlib.sha256(LARGE).hexdigest() and len(kept(tmp_path)) == 1
    digests._known.cache_clear()  # as in another process
    monkeypatch.setattr(digests, "sha256_of", lambda path: "read again")
    assert digests.known_sha256(file) == first
    os.utime(file, ns=(1, 1))
    assert digests.known_sha256(file) == "read again"


def test_a_small_file_leaves_no_record(tmp_path: Path):
    file = tmp_path / "weights"
    file.write_bytes(b"small")
    assert digests.known_sha256(file) == hashlib.sha256(b"small").hexdigest()
    assert kept(tmp_path) == []


def test_a_record_of_another_look_counts_for_nothing(tmp_path: Path):
    file = tmp_path / "weights"
    file.write_bytes(LARGE)
    digests.known_sha256(file)
    (name,) = kept(tmp_path)
    user_cache.write(name, [b'[["elsewhere", 0, 0, 0, 0], "wrong"]'])
    digests._known.cache_clear()
    assert digests.known_sha256(file) == hashlib.sha256(LARGE).hexdigest()
