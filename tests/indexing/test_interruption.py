"""kill -9 at any moment loses nothing, and the next run ends where an unbroken one does."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from graphrag.errors import NotAnIndex
from graphrag.index import open_index
from graphrag.storage.catalog import Catalog
from graphrag.storage.verify import verify
from indexing import build_index
from tests.fakes import ROWS, HashEmbedder, write_corpus

KILLS = 6

# Builds, and dies by its own hand `delay` seconds after the heavy imports; prints how long it took.
PROGRAM = """
import os, signal, sys, threading, time
from indexing import build, encode, extraction
from tests.fakes import HashEmbedder
extraction.BATCH = encode.BATCH = 5
source, directory, delay = sys.argv[1:]
started = time.perf_counter()
if float(delay):
    threading.Timer(float(delay), os.kill, (os.getpid(), signal.SIGKILL)).start()
build.build_index(source, directory, embedder=HashEmbedder(), replace=True)
print(time.perf_counter() - started)
os._exit(0)
"""


def rows(start, stop):
    return [
        (f"{name}-{n}", f"{title} {n}", text.replace("Mira Stone", f"Mira Stone {n}"))
        for n in range(start, stop)
        for name, title, text in ROWS
    ]


def run(source, directory, delay=0.0):
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(source), str(directory), str(delay)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
    )


def content(directory):
    with Catalog(directory) as catalog:
        return catalog.digest()


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    return [
        write_corpus(folder / "one.jsonl", rows(0, 8)),
        write_corpus(folder / "two.jsonl", rows(4, 12)),
    ]


def test_kills_at_random_moments(sources, tmp_path):
    rng = random.Random(7)
    expected = []
    for number, source in enumerate(sources):
        done = run(source, tmp_path / f"whole{number}")
        expected.append(content(tmp_path / f"whole{number}"))
    duration = float(done.stdout)
    directory = tmp_path / "killed"
    killed, opened = 0, False
    for turn in range(KILLS):
        done = run(sources[turn % 2], directory, rng.uniform(0, duration))
        killed += done.returncode == -9
        try:
            with open_index(directory, embedder=HashEmbedder()) as index:
                assert index.store.count() == len(index.texts) == 40
            assert content(directory) in expected  # one whole generation or the other
            assert verify(directory) == []
            opened = True
        except NotAnIndex:
            assert not opened  # killed before the first generation was complete
    assert killed > KILLS // 3
    build_index(sources[1], directory, embedder=HashEmbedder(), replace=True)
    assert content(directory) == expected[1]
    assert verify(directory) == []
    left = {path.name for path in (directory / "derived").iterdir() if path.is_dir()}
    with Catalog(directory) as catalog:
        assert left == {str(catalog.generation)}


def test_what_was_committed_is_not_computed_again(sources, tmp_path):
    class Interrupted(HashEmbedder):
        def encode(self, texts, *, progress=None):
            if self.encoded:
                raise KeyboardInterrupt
            return super().encode(texts, progress=progress)

    import indexing.encode

    before, indexing.encode.BATCH = indexing.encode.BATCH, 50
    try:
        first, second = Interrupted(), HashEmbedder()
        with pytest.raises(KeyboardInterrupt):
            build_index(sources[0], tmp_path / "i", embedder=first)
        report = build_index(sources[0], tmp_path / "i", embedder=second)
    finally:
        indexing.encode.BATCH = before
    assert report.extracted == 0
    assert len(first.encoded) == 50
    assert not set(first.encoded) & set(second.encoded)
