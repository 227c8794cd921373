"""One writer at a time; its death frees the lock."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphrag.errors import IndexError_, IndexLocked
from indexing import build_index
from indexing.lock import NAME, writing
from tests.fakes import ROWS, HashEmbedder, write_corpus

HOLD = """
import sys, time
from pathlib import Path
from indexing.lock import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(directory):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(directory)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_refused_at_once_and_told_who(tmp_path):
    process = holder(tmp_path / "i")
    try:
        started = time.monotonic()
        with pytest.raises(IndexLocked, match=rf"pid {process.pid}\b"), writing(tmp_path / "i"):
            pass
        assert time.monotonic() - started < 1
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    with writing(tmp_path / "i"):
        assert (tmp_path / "i" / NAME).read_text() == str(os.getpid())


def test_a_lock_file_that_a_dead_writer_left_does_not_block(tmp_path):
    (tmp_path / "i").mkdir()
    (tmp_path / "i" / NAME).write_bytes(b"\xff 4194304 and more")
    with writing(tmp_path / "i"):
        assert (tmp_path / "i" / NAME).read_text() == str(os.getpid())


def test_a_holder_that_cannot_be_named_still_holds(tmp_path):
    with writing(tmp_path / "i"):
        (tmp_path / "i" / NAME).write_bytes(b"")
        with pytest.raises(IndexLocked, match="pid unknown"), writing(tmp_path / "i"):
            pass


def test_a_file_system_without_locks_is_refused(tmp_path, monkeypatch):
    def no_locks(file, operation):
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(IndexError_, match="cannot write into .*: Function not implemented"):
        with writing(tmp_path / "i"):
            pass


def test_an_unused_directory_goes_away(tmp_path):
    with writing(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    assert not (tmp_path / "a" / "b").exists()


def modes(root):
    return {p.stat().st_mode & 0o777 for p in (root, *root.rglob("*")) if p.is_dir()}, {
        p.stat().st_mode & 0o777 for p in root.rglob("*") if p.is_file()
    }


def test_an_index_is_closed_to_others_also_in_a_directory_that_was_open(tmp_path):
    index = tmp_path / "open"
    index.mkdir(mode=0o755)
    index.chmod(0o755)
    source = write_corpus(tmp_path / "c.jsonl")
    build_index(source, index, embedder=HashEmbedder())
    assert modes(index) == ({0o700}, {0o600})
    index.chmod(0o750)  # opened to a group on purpose
    write_corpus(source, [*ROWS, ("p6", "Nim", "Nim is a cat.")])
    build_index(source, index, embedder=HashEmbedder())
    assert index.stat().st_mode & 0o777 == 0o750
    assert modes(index / "derived" / "2") == ({0o750}, {0o640})


def test_it_can_be_taken_again(tmp_path):
    for _ in range(2):
        with writing(tmp_path / "i"):
            pass


def test_a_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexError_, match="cannot write"), writing(tmp_path / "file" / "below"):
        pass
