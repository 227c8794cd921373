"""Readers beside a writer: the newest generation within a second, whole, and no error."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from graphrag.errors import IndexError_
from graphrag.index import open_index
from graphrag.pipeline import retrieve
from graphrag.storage.following import Following
from indexing import build_index
from tests.fakes import ROWS, HashEmbedder, write_corpus

TOWNS = ("Velm", "Port Ems", "Ostria", "Rook Hill")


def build(folder, rows):
    source = write_corpus(folder / "c.jsonl", rows)
    build_index(source, folder / "index", embedder=HashEmbedder(), replace=True)
    return folder / "index"


def opened(folder, **kwargs):
    return open_index(folder, embedder=HashEmbedder(), **kwargs)


def numbered(generation):
    """Every passage ends in the generation's number, so that an answer tells its own."""
    return [(f"t{n}", town, f"{town} has words {generation}.") for n, town in enumerate(TOWNS)]


def wait_for(happened, seconds=10):
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_question_is_asked_of_the_newest_generation(tmp_path):
    folder, question = build(tmp_path, ROWS), "Where does Ilka Rand live?"
    with opened(folder) as old, opened(folder, follow=True) as followed:
        assert old.refresh() is old is old.newest()
        build(tmp_path, [*ROWS, ("p9", "Ilka Rand", "Ilka Rand lives.")])
        with old.refresh() as newer:
            assert (old.generation, newer.generation) == (1, 2)
            wait_for(lambda: followed.newest().generation == 2)
            for index, wanted in ((old, False), (followed, True), (newer, True)):
                found = retrieve(index, question).passages
                assert ("p9" in [passage.id for passage in found]) == wanted


def test_readers_beside_a_writer_are_never_mixed_nor_late(tmp_path):
    folder, stop = build(tmp_path, numbered(1)), Event()
    published = {1: time.monotonic()}

    def read(index):
        """What each question met: the numbers said, and the oldest that it should have met."""
        met = []
        while not stop.is_set():
            asked = time.monotonic()
            due = max(g for g, at in tuple(published.items()) if at < asked - 1 or g == 1)
            found = retrieve(index, "Which town has words?").passages
            met.append(({int(p.text.rstrip(".").split()[-1]) for p in found}, due))
        return met

    with opened(folder, follow=True) as index, ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read, index) for _ in range(4)]
        for generation in range(2, 5):
            build(tmp_path, numbered(generation))
            published[generation] = time.monotonic()
            time.sleep(1.5)
        stop.set()
        met = [one for reader in readers for one in reader.result()]
    assert len(met) > 20
    assert all(len(said) == 1 for said, _ in met)
    assert all(max(said) >= due for said, due in met)
    assert {max(said) for said, _ in met} >= {2, 3, 4}


def test_closing_does_not_look_for_a_newer_generation(tmp_path):
    folder = build(tmp_path, ROWS)
    index = opened(folder, follow=True)
    time.sleep(0.3)  # long enough for a look to be due
    shutil.rmtree(folder)
    index.close()
    with pytest.raises(IndexError_, match="was closed"):
        index.newest()


def test_who_does_not_look_goes_on_with_what_there_is(monkeypatch):
    monkeypatch.setattr("graphrag.storage.following.PAUSE", 0.0)
    begun, go_on = Event(), Event()

    def newer(held):
        begun.set()
        assert go_on.wait(10)
        return held + 1

    following = Following(1, newer)
    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(following.newest)
        assert begun.wait(10)
        assert following.newest() == 1  # without waiting for the one that looks
        go_on.set()
        assert looking.result() == 2


def test_what_fails_is_looked_for_again(monkeypatch):
    monkeypatch.setattr("graphrag.storage.following.PAUSE", 0.0)
    answers = [ValueError("not now"), 2]

    def newer(held):
        answer = answers.pop(0) if answers else held
        if isinstance(answer, Exception):
            raise answer
        return answer

    following = Following(1, newer)
    with pytest.raises(ValueError, match="not now"):
        following.newest()
    assert following.newest() == 2
