"""Opening: one whole generation, refusals that say what to do, damage found and never served."""

import multiprocessing
import os
import shutil
import sqlite3

import numpy as np
import pytest

from graphrag.errors import DamagedIndex, EmbedderMismatch, IndexError_, NotAnIndex, SchemaMismatch
from graphrag.index import open_index
from graphrag.settings import Settings, update
from graphrag.storage import derived
from graphrag.storage.catalog import FILE, Catalog
from graphrag.storage.graph import build_graph
from graphrag.storage.manifest import problems
from graphrag.storage.stats import read_stats
from graphrag.storage.terms import build_terms
from graphrag.storage.texts import embedded_texts, passage_texts
from graphrag.storage.verify import verify
from indexing import build_index
from tests.fakes import ROWS, HashEmbedder, write_corpus


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    build_index(write_corpus(folder / "c.jsonl"), folder / "index", embedder=HashEmbedder())
    return folder / "index"


@pytest.fixture
def copy(built, tmp_path):
    return shutil.copytree(built, tmp_path / "index")


def opened(folder, **kwargs):
    return open_index(folder, embedder=HashEmbedder(), **kwargs)


def files(folder):
    return sorted(path for path in (folder / "derived/1").rglob("*") if path.is_file())


def test_an_index_is_its_catalog(built):
    with Catalog(built) as catalog:
        content = catalog.content()
    resolution = content.resolution
    with opened(built) as index:
        assert (index.generation, index.directory) == (1, built)
        assert index.passage_ids == ["p1", "p2", "p3", "p4", "p5"]
        assert index.titles == [row[1] for row in ROWS]
        assert index.texts == [row[2] for row in ROWS]
        assert index.document_ids == index.passage_ids
        assert index.passage_end.tolist() == [len(text) for text in index.texts]
        assert index.first_sentence.tolist() == [0, 2, 4, 6, 8, 10]
        assert index.sentence(3) == "It was filmed by Jon Rook."
        assert index.sentence_passage.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
        stored, built_anew = index.terms.arrays(), build_terms(passage_texts(content)).arrays()
        assert {name: a.tolist() for name, a in stored.items()} == {
            name: a.tolist() for name, a in built_anew.items()
        }
        assert {a.dtype for a in stored.values()} == {a.dtype for a in built_anew.values()}
        assert tuple(index.entities) == resolution.entities
        assert tuple(index.aliases) == resolution.aliases
        rows = zip(index.occ_entity, index.occ_passage, index.occ_sentence, strict=True)
        assert [tuple(map(int, row)) for row in rows] == [
            (o.entity, o.passage, o.sentence) for o in resolution.occurrences
        ]
        assert index.predicates == [fact.predicate for fact in resolution.facts]
        assert index.origins == [fact.origin for fact in resolution.facts]
        assert index.fact_subject.tolist() == [fact.subject for fact in resolution.facts]
        expected = build_graph(5, resolution)
        assert index.graph.source.tolist() == expected.source.tolist()
        assert index.graph.weight.tolist() == expected.weight.tolist()
        vectors = [index.passage_vectors, index.sentence_vectors, index.entity_vectors]
        assert np.array_equal(
            np.concatenate(vectors), HashEmbedder().encode(embedded_texts(content))
        )
        assert all(array.dtype == np.float32 for array in vectors)
        assert index.sentence_start.dtype == index.occ_sentence.dtype == np.int32


@pytest.mark.parametrize("kind", ["edge", "memory"])
def test_both_searches_work_in_every_store(built, kind):
    with opened(built, settings=update(Settings(), {"store": {"kind": kind}})) as index:
        assert index.store.count() == 5
        assert index.store.search_bm25("the capital of Ostria", 2)[0][0] == 4
        vector = index.embedder.encode(["Jon Rook. Jon Rook was a director from Velm."])[0]
        assert index.store.search_dense(vector, 1)[0].tolist() == [2]


def test_bm25_parameters_are_those_of_the_index(built):
    with opened(built, settings=update(Settings(), {"store": {"bm25_b": 0.1}})) as index:
        assert index.settings.store.bm25_b == Settings().store.bm25_b


def test_stats(built):
    stats = read_stats(built)
    assert (stats.documents, stats.passages, stats.sentences) == (5, 5, 10)
    assert stats.embedder == "hash" and stats.failures == ()


# --- refusals -------------------------------------------------------------------------------


def test_not_an_index(tmp_path):
    with pytest.raises(NotAnIndex, match="graphrag index SOURCE"):
        opened(tmp_path)


def test_a_build_that_never_finished(tmp_path):
    Catalog(tmp_path, write=True).connection.close()
    with pytest.raises(NotAnIndex, match="goes on where it was"):
        opened(tmp_path)
    assert "never finished" in verify(tmp_path)[0]


def test_another_encoder(built):
    with pytest.raises(EmbedderMismatch, match="run `graphrag index` with the new ones"):
        open_index(built, embedder=HashEmbedder(salt="x"))


def test_another_schema(copy):
    with sqlite3.connect(copy / FILE) as raw:
        raw.execute("PRAGMA user_version = 99")
    with pytest.raises(SchemaMismatch, match="99"):
        opened(copy)


def test_a_damaged_catalog(copy):
    with (copy / FILE).open("r+b") as file:
        file.write(os.urandom(4096))
    with pytest.raises(DamagedIndex, match="index again"):
        opened(copy)
    assert "damaged" in verify(copy)[0]


# --- damage to derived files ----------------------------------------------------------------


def delete(path):
    path.unlink()


def truncate(path):
    os.truncate(path, path.stat().st_size // 2)


def flip(path):
    with path.open("r+b") as file:
        middle = path.stat().st_size // 2
        file.seek(middle)
        byte = file.read(1)[0]
        file.seek(middle)
        file.write(bytes([byte ^ 1]))


def test_every_damaged_file_is_named(copy):
    layout = derived.layout_of(copy, 1)
    for number, victim in enumerate(files(copy)):
        content = victim.read_bytes()
        (delete, truncate, flip)[number % 3](victim)
        found = problems(layout)
        assert len(found) >= 1 and str(victim) in found[0]
        victim.write_bytes(content)
    assert problems(layout) == []


@pytest.mark.parametrize("harm", [delete, truncate, flip])
@pytest.mark.parametrize("name", ["manifest.json", "graph.arrays", "entity_vectors.npy"])
def test_each_kind_of_damage(copy, name, harm):
    harm(copy / "derived/1" / name)
    assert verify(copy) != []
    with opened(copy) as index:
        assert index.graph.n_passages == 5
    assert verify(copy) == []


def test_without_derived_files(copy):
    shutil.rmtree(copy / "derived")
    with opened(copy) as index:
        assert index.store.count() == 5


def test_derived_files_cannot_be_made_without_their_vectors(copy):
    shutil.rmtree(copy / "derived")
    with Catalog(copy, write=True) as catalog:
        catalog.connection.execute("DELETE FROM vectors WHERE rowid = 1")
    with pytest.raises(DamagedIndex, match="same source again"):
        opened(copy)
    assert not [path for path in (copy / "derived").iterdir() if path.is_dir()]


def test_derived_files_of_other_code_are_made_anew(copy, monkeypatch):
    monkeypatch.setattr(derived, "FORMAT", 999)
    assert "out of date" in verify(copy)[0]
    opened(copy).close()
    assert verify(copy) == []


# --- several at once ------------------------------------------------------------------------


def test_readers_keep_their_generation_while_it_is_replaced(copy, tmp_path):
    with opened(copy) as old:
        fewer = write_corpus(tmp_path / "c.jsonl", ROWS[:3])
        build_index(fewer, copy, embedder=HashEmbedder(), replace=True)
        with opened(copy) as new:
            assert (new.generation, new.store.count()) == (2, 3)
        assert (old.generation, old.store.count(), len(old.texts)) == (1, 5, 5)
        assert old.store.search_bm25("Ostria", 3)[0].tolist() == [4]
        assert old.store.search_dense(old.passage_vectors[3], 1)[0].tolist() == [3]


def ask(folder, results):
    for _ in range(5):
        with opened(folder) as index:
            found = index.store.search_bm25("Ostria", 3)[0].tolist()
            results.put((index.generation, index.store.count(), len(index.texts), found))


def test_two_processes_open_one_index(copy):
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    with opened(copy):
        workers = [context.Process(target=ask, args=(copy, results)) for _ in range(2)]
        for worker in workers:
            worker.start()
        seen = [results.get(timeout=300) for _ in range(10)]  # no test of how fast they start
        for worker in workers:
            worker.join()
    assert set(map(str, seen)) == {str((1, 5, 5, [4]))}


def test_what_the_store_of_another_process_takes_away_meanwhile_is_no_damage(copy, monkeypatch):
    layout, look = derived.layout_of(copy, 1), os.scandir
    passing = layout.store / ".atomicwrite"  # the engine writes so when it loads a collection
    passing.mkdir()

    def too_late(folder):
        if passing.name in str(folder):
            passing.rmdir()
        return look(folder)

    monkeypatch.setattr("os.scandir", too_late)
    assert problems(layout) == []
    assert not passing.exists()


def test_a_read_only_index_opens_and_stays_as_it_is(copy, monkeypatch):
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*")}
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with opened(copy) as index:
        assert index.store.search_bm25("Ostria", 1)[0].tolist() == [4]
    assert {path: path.stat().st_mtime_ns for path in copy.rglob("*")} == before


def test_an_unwritable_index_without_derived_files_says_so(copy, monkeypatch):
    shutil.rmtree(copy / "derived")
    (copy / "derived").write_text("in the way")
    with pytest.raises(IndexError_, match="write access"):
        opened(copy)
