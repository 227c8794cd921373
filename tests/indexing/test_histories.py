"""Whatever documents came and went in whatever order, an index says what a fresh build says, and
its files are a fresh build's as soon as it is compacted."""

import json
import random

import numpy as np
import pytest

from graphrag.index import open_index
from graphrag.storage import stacked
from graphrag.storage.catalog import Catalog
from graphrag.storage.derived import layout_of
from graphrag.storage.manifest import recorded_files
from graphrag.storage.verify import verify
from indexing import build_index
from indexing.compacting import compact_index
from tests.fakes import HashEmbedder, write_corpus
from tests.indexing.test_renewing import SENTENCES, TITLES

STEPS = 5
MATRICES = ("passage_vectors", "sentence_vectors", "entity_vectors")


def drawn(rng, name):
    title, text = rng.choice(TITLES), " ".join(rng.sample(SENTENCES, rng.choice((1, 2, 3))))
    return (name, title, text)


def files(folder):
    """The bytes of every derived file; the manifest has times, the store names of its own."""
    with Catalog(folder) as catalog:
        root = layout_of(folder, catalog.generation).root
    names = [path for path in root.iterdir() if path.is_file() and path.name != "manifest.json"]
    return {path.name: path.read_bytes() for path in names}


def in_parts(name):
    return name.endswith("_vectors.npy") or name.endswith(".more") or name == "points.arrays"


def keys_in(folder):
    with Catalog(folder) as catalog:
        rows = catalog.connection.execute("SELECT key FROM vectors ORDER BY key").fetchall()
    return rows


def found(folder):
    """What is read through parts: matrices, and both lists of the store."""
    with open_index(folder, embedder=HashEmbedder()) as index:
        vector = np.asarray(index.sentence_vectors)[0]
        lists = [index.store.search_dense(vector, 7), index.store.search_bm25("Ada of Velm", 7)]
        lists.append(index.store.search_dense(vector, 3, np.array([1, 3, 4], np.int32)))
        return [np.asarray(getattr(index, n)) for n in MATRICES] + [a for one in lists for a in one]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("at_least", [0, 3, stacked.AT_LEAST])
def test_an_index_is_what_a_fresh_build_is(tmp_path, monkeypatch, seed, at_least):
    monkeypatch.setattr(stacked, "AT_LEAST", at_least)
    rng = random.Random(seed)
    held = {f"p{n:02}": drawn(rng, f"p{n:02}") for n in range(12)}
    for step in range(STEPS):
        source = write_corpus(tmp_path / "c.jsonl", [held[name] for name in sorted(held)])
        build_index(source, tmp_path / "grown", embedder=HashEmbedder(), prune=True)
        build_index(source, tmp_path / f"fresh{step}", embedder=HashEmbedder())
        pairs = zip(found(tmp_path / "grown"), found(tmp_path / f"fresh{step}"), strict=True)
        for one, other in pairs:
            np.testing.assert_allclose(one, other, rtol=1e-5)
        assert verify(tmp_path / "grown") == []
        if compacted := rng.random() < 0.4:
            compact_index(tmp_path / "grown")
            assert verify(tmp_path / "grown") == []
        grown, fresh = files(tmp_path / "grown"), files(tmp_path / f"fresh{step}")
        names = [name for name in grown | fresh if compacted or not in_parts(name)]
        assert [name for name in names if grown.get(name) != fresh.get(name)] == []
        assert keys_in(tmp_path / "grown") == keys_in(tmp_path / f"fresh{step}")
        for _ in range(rng.choice((1, 2, 4))):
            name = f"p{rng.randrange(16):02}"
            if rng.random() < 0.4:
                held.pop(name, None)
            else:
                held[name] = drawn(rng, name)


def test_a_small_change_shares_files_with_the_generation_before_it(tmp_path):
    rows = [drawn(random.Random(n), f"p{n:02}") for n in range(12)]
    build_index(write_corpus(tmp_path / "c.jsonl", rows), tmp_path / "i", embedder=HashEmbedder())
    with open_index(tmp_path / "i", embedder=HashEmbedder()) as old:
        before = [name for name, _ in shared(tmp_path / "i")]
        vectors, hits = np.array(old.sentence_vectors), old.store.search_bm25("Velm", 9)
        rows = [*rows[:3], *rows[4:], ("q", "Rho Ulm", "Rho Ulm met Ada Lane in Velm.")]
        source = write_corpus(tmp_path / "c.jsonl", rows)
        build_index(source, tmp_path / "i", embedder=HashEmbedder())
        assert before == [] and old.refresh().generation == 2
        np.testing.assert_array_equal(np.array(old.sentence_vectors), vectors)
        assert old.store.search_bm25("Velm", 9)[0].tolist() == hits[0].tolist()
    made_anew = {name for name, same in shared(tmp_path / "i") if not same}
    assert "sentence_vectors.npy" not in made_anew and "sentence_vectors.more" in made_anew
    assert not any(name.startswith("store/") for name in made_anew)


def shared(folder):
    """The current generation's files by name, and whether generation 1 recorded them so."""
    with Catalog(folder) as catalog:
        layout = layout_of(folder, catalog.generation)
    recorded = recorded_files(layout)
    former = json.loads((folder / "first.json").read_text()) if layout.root.name != "1" else {}
    (folder / "first.json").write_text(json.dumps(recorded))
    return [(name, former.get(name) == said) for name, said in recorded.items() if former]


@pytest.mark.parametrize("name", ["entity_vectors.npy", "sentence_vectors.more", "points.arrays"])
def test_a_flipped_byte_in_a_file_of_parts_is_found(tmp_path, name):
    rows = [drawn(random.Random(n), f"p{n:02}") for n in range(12)]
    for some in (rows, rows[1:]):
        source = write_corpus(tmp_path / "c.jsonl", some)
        build_index(source, tmp_path / "i", embedder=HashEmbedder())
    path = layout_of(tmp_path / "i", 2).root / name
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    assert any(name in problem for problem in verify(tmp_path / "i"))
    open_index(tmp_path / "i", embedder=HashEmbedder()).close()
    assert verify(tmp_path / "i") == []
