"""Files are read in processes of their own: what kills one costs its file alone."""

import os
import signal
import time

import pytest

from graphrag.settings import Chunking
from indexing.readers import processes
from indexing.readers.one import read_one
from indexing.readers.processes import FileJob, ReaderPool
from tests.zoo.containers import page


@pytest.fixture
def files(tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"Text of file {number}.")
    return sorted(tmp_path.iterdir())


def jobs(paths):
    return [FileJob(path, path.name, path.stat().st_size) for path in paths]


def read(paths, **section):
    with ReaderPool(Chunking(**section), len(paths)) as workers:
        readings = list(workers.read(jobs(paths)))
    return readings, len(workers._all)


def test_one_process_reads_many_files_and_is_left_for_the_next_run(files):
    readings, started = read(files * 3)
    assert [r.passages[0].text for r in readings] == [f"Text of file {n}." for n in range(6)] * 3
    assert started == 0  # it was handed on
    spare = processes._take_spare()
    assert spare is not None and spare.usable()
    spare.end()
    assert not spare.usable()


def test_a_reading_is_the_same_in_another_process(files):
    (reading, *_), _ = read(files)
    assert reading == read_one(files[0], files[0].name, Chunking())


def test_a_deadline_ends_the_file_and_not_the_run(files, tmp_path):
    slow = tmp_path / "slow.txt"
    os.mkfifo(slow)  # opening it waits for ever
    started = time.monotonic()
    with ReaderPool(Chunking(max_seconds=1), 3) as workers:
        one, two, three = workers.read([*jobs(files[:1]), FileJob(slow, "s", 0), *jobs(files[1:2])])
    assert time.monotonic() - started < 15
    assert "takes longer than 1 s (chunking.max_seconds)" in two.failed
    assert one.passages and three.passages


def test_a_memory_cap_ends_the_file_and_not_the_run(files, tmp_path):
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(page(b"\x81a" * 4_000_000 + b"\x80", b"/Filter /RunLengthDecode"))
    (one, two), _ = read([bomb, files[0]], max_memory_mb=256)
    assert one.failed and not one.passages
    assert two.passages


def test_a_process_that_is_killed_costs_its_file_alone(files, tmp_path):
    slow = tmp_path / "slow.txt"
    os.mkfifo(slow)
    with ReaderPool(Chunking(), 2) as workers:
        readings = workers.read([FileJob(slow, "s", 0), *jobs(files[:1])])
        while not workers._all:
            time.sleep(0.05)
        time.sleep(1)
        os.kill(workers._all[0]._process.pid, signal.SIGKILL)
        one, two = readings
    assert "died of it (exit code -9)" in one.failed and two.passages
