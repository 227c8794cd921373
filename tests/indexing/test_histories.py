"""Whatever documents came and went in whatever order, the derived files are a fresh build's."""

import random

import pytest

from graphrag.storage.catalog import Catalog
from graphrag.storage.derived import layout_of
from indexing import build_index
from tests.fakes import HashEmbedder, write_corpus
from tests.indexing.test_renewing import SENTENCES, TITLES

STEPS = 5


def drawn(rng, name):
    title, text = rng.choice(TITLES), " ".join(rng.sample(SENTENCES, rng.choice((1, 2, 3))))
    return (name, title, text)


def files(folder):
    """The bytes of every derived file; the manifest has times, the store names of its own."""
    with Catalog(folder) as catalog:
        root = layout_of(folder, catalog.generation).root
    names = [path for path in root.iterdir() if path.is_file() and path.name != "manifest.json"]
    return {path.name: path.read_bytes() for path in names}


def keys_in(folder):
    with Catalog(folder) as catalog:
        rows = catalog.connection.execute("SELECT key FROM vectors ORDER BY key").fetchall()
    return rows


@pytest.mark.parametrize("seed", range(3))
def test_files_are_those_of_a_fresh_build(tmp_path, seed):
    rng = random.Random(seed)
    held = {f"p{n:02}": drawn(rng, f"p{n:02}") for n in range(12)}
    for step in range(STEPS):
        source = write_corpus(tmp_path / "c.jsonl", [held[name] for name in sorted(held)])
        build_index(source, tmp_path / "grown", embedder=HashEmbedder(), prune=True)
        build_index(source, tmp_path / f"fresh{step}", embedder=HashEmbedder())
        grown, fresh = files(tmp_path / "grown"), files(tmp_path / f"fresh{step}")
        assert grown.keys() == fresh.keys()
        assert [name for name in grown if grown[name] != fresh[name]] == []
        assert keys_in(tmp_path / "grown") == keys_in(tmp_path / f"fresh{step}")
        for _ in range(rng.choice((1, 2, 4))):
            name = f"p{rng.randrange(16):02}"
            if rng.random() < 0.4:
                held.pop(name, None)
            else:
                held[name] = drawn(rng, name)
