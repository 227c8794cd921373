"""What a Qdrant Edge collection leaves on the disk, and what happens when its writer dies."""

import os
import signal
import tempfile

import numpy as np
import pytest

from graphrag.errors import IndexError_
from graphrag.storage.stores import edge_writing, fill
from graphrag.storage.stores.edge import EdgeStore
from graphrag.storage.terms import build_terms


def make(directory, vectors):
    store = EdgeStore.create(directory, vectors.shape[1])
    texts = [f"passage number {n}" for n in range(len(vectors))]
    sparse = build_terms(texts).sparse(1.2, 0.75)
    fill(store, [f"p{n}" for n in range(len(vectors))], vectors, sparse)
    store.finish()
    return store


def test_a_small_collection_is_small(tmp_path):
    make(tmp_path / "s", np.eye(3, 384, dtype=np.float32)).close()
    files = [path.stat() for path in (tmp_path / "s").rglob("*") if path.is_file()]
    assert sum(file.st_size for file in files) < 3 << 20  # of the 104 MB that the engine sets aside
    for file in files:  # no holes: nothing that is mapped can meet a full disk
        assert 512 * file.st_blocks >= file.st_size


def test_vectors_that_end_in_zeros_are_kept_whole(tmp_path):
    # The last one's numbers end 32 kB before it does.
    vectors = np.eye(40, 8192, dtype=np.float32)
    make(tmp_path / "s", vectors).close()
    store = EdgeStore.open(tmp_path / "s")
    for row in (0, 39):
        positions, scores = store.search_dense(vectors[row], 1)
        assert positions.tolist() == [row] and scores.tolist() == [1.0]
    found = store.shard.retrieve([39], with_vector=True, with_payload=True)[0]
    assert np.flatnonzero(found.vector["dense"]).tolist() == [39]
    assert not found.payload  # a point has no name
    store.close()


def test_more_passages_than_a_page_holds(tmp_path):
    vectors = np.eye(250, 40_000, dtype=np.float32)  # 40 MB: two pages
    store = make(tmp_path / "s", vectors)
    assert [store.search_dense(vectors[row], 1)[0][0] for row in (0, 120, 249)] == [0, 120, 249]
    store.close()


CHILD = """
import os, signal, sys
sys.stdin.buffer.readline()
{what}
"""


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("os.kill(os.getpid(), signal.SIGBUS)", "no space left on the disk"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "killed by SIGKILL"),
        ("raise ValueError('a wrong config')", "a wrong config"),
        ("sys.exit(3)", "ended with 3"),
    ],
)
def test_a_writer_that_dies_is_one_sentence(tmp_path, monkeypatch, what, said):
    (tmp_path / "child.py").write_text(CHILD.format(what=what))
    monkeypatch.setattr(edge_writing, "_CHILD", tmp_path / "child.py")
    with pytest.raises(IndexError_, match=f"{said}.*make room") as caught:
        make(tmp_path / "s", np.eye(300, 384, dtype=np.float32))
    assert "\n" not in str(caught.value)


def test_a_writer_whose_parent_gives_up_ends(tmp_path):
    store = EdgeStore.create(tmp_path / "s", 3)
    child = store._writing._child
    store.close()
    assert child.poll() == -signal.SIGKILL
    with pytest.raises(IndexError_, match="not open"):
        store.count()


def test_searching_a_closed_collection_is_refused(tmp_path):
    store = make(tmp_path / "s", np.eye(3, dtype=np.float32))
    store.close()
    with pytest.raises(IndexError_, match="not open"):
        store.search_dense(np.ones(3, np.float32), 1)


def test_a_collection_nobody_may_write_is_copied_and_the_copy_goes(tmp_path, monkeypatch):
    make(tmp_path / "s", np.eye(3, dtype=np.float32)).close()
    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(copies))
    monkeypatch.setattr(os, "access", lambda *_: False)  # the superuser may write everywhere
    store = EdgeStore.open(tmp_path / "s")
    assert store.count() == 3 and len(list(copies.iterdir())) == 1
    store.close()
    assert not list(copies.iterdir())
