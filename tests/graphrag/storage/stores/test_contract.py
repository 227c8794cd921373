"""One contract, every passage store; the server's speaks over a real socket to a small stand-in."""

from math import log

import numpy as np
import pytest

from graphrag.errors import IndexError_
from graphrag.settings import Store
from graphrag.storage.stores.bm25_text import query_vector
from graphrag.storage.stores.client import ClientStore
from graphrag.storage.stores.edge import EdgeStore
from graphrag.storage.stores.protocol import as_hits
from graphrag.storage.stores.renewed import Passages, RenewedStore
from graphrag.storage.terms import build_terms
from tests.graphrag.storage.stores.qdrant_stand_in import Handler, serve

K1, B = 1.2, 0.75
TEXTS = ["red fox", "red red dog", "blue dog and a red cat", "green", "blue blue whale"]
IDS = [f"p{i}" for i in range(len(TEXTS))]
VECTORS = np.array(
    [[1, 0, 0], [0.8, 0.6, 0], [0.6, 0.8, 0], [0, 0, 1], [-1, 0, 0]], dtype=np.float32
)


def fill(store):
    sparse = list(build_terms(TEXTS).sparse(K1, B))
    store.add(0, IDS[:2], VECTORS[:2], sparse[:2])
    store.add(2, IDS[2:], VECTORS[2:], sparse[2:])
    store.finish()
    return store


def renewed(folder):
    """The store, its collection made when other passages stood between these, and one was lacking.

    Points 0, 2 and 4 are passages 0, 2 and 3 now; passages 1 and 4 are no points.
    """
    others = [TEXTS[0], "red red red", TEXTS[2], "a red whale", TEXTS[3], "blue"]
    collection = EdgeStore.create(folder, 3)
    sparse = list(build_terms(others).sparse(K1, B))
    vectors = VECTORS[[0, 0, 2, 2, 3, 4]]
    collection.add(0, [str(n) for n in range(len(others))], vectors, sparse)
    collection.finish()
    now = np.array([0, -1, 2, -1, 3, -1], np.int32)
    known = Passages(VECTORS, build_terms(TEXTS), Store(bm25_k1=K1, bm25_b=B))
    return RenewedStore(collection, now, known)


@pytest.fixture(scope="module", params=["edge", "edge reopened", "renewed", "memory", "server"])
def store(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("store") / "edge"
    if request.param.startswith("edge"):
        made = fill(EdgeStore.create(folder, 3))
        if request.param == "edge reopened":
            made.close()
            made = EdgeStore.open(folder)
        yield made
        made.close()
    elif request.param == "renewed":
        made = renewed(folder)
        yield made
        made.close()
    elif request.param == "memory":
        made = fill(ClientStore.in_memory(3))
        yield made
        made.close()
    else:
        with serve() as url:
            made = fill(ClientStore.on_server(url, "c", 3, len(IDS)))
            yield made
            made.close()


def expected_bm25(question):
    """The formula of the module's docstring, term by term."""
    vectors = list(build_terms(TEXTS).sparse(K1, B))
    n = len(TEXTS)
    scores = np.zeros(n)
    for term in query_vector(question).indices:
        df = sum(term in v.indices for v in vectors)
        idf = log(1 + (n - df + 0.5) / (df + 0.5))
        for i, v in enumerate(vectors):
            if term in v.indices:
                scores[i] += idf * v.values[v.indices.index(term)]
    return scores


def test_counts(store):
    assert store.count() == 5


def test_dense_ranks_by_dot_product(store):
    positions, scores = store.search_dense(np.array([1, 0, 0], dtype=np.float32), 3)
    assert positions.tolist() == [0, 1, 2]
    assert scores == pytest.approx([1, 0.8, 0.6], abs=1e-6)
    assert positions.dtype == np.int32 and scores.dtype == np.float32


def test_dense_gives_all_when_k_exceeds_them(store):
    positions, _ = store.search_dense(np.array([0, 0, 1], dtype=np.float32), 50)
    assert sorted(positions.tolist()) == [0, 1, 2, 3, 4]
    assert positions[0] == 3
    assert positions[1:].tolist() == [0, 1, 2, 4]  # equal scores: by position


@pytest.mark.parametrize("question", ["red", "a blue dog?", "Red foxes and whales", "red blue"])
def test_bm25_is_the_formula(store, question):
    scores = expected_bm25(question)
    positions, found = store.search_bm25(question, 10)
    assert sorted(positions.tolist()) == np.flatnonzero(scores).tolist()
    assert found == pytest.approx(scores[positions], rel=1e-4)
    assert found.tolist() == sorted(found.tolist(), reverse=True)


@pytest.mark.parametrize("question", ["", "the of and", "zebra", "?!", "\ud800"])
def test_bm25_without_a_shared_term_finds_nothing(store, question):
    positions, scores = store.search_bm25(question, 10)
    assert positions.size == 0 and scores.size == 0


def test_k_limits_bm25(store):
    positions, _ = store.search_bm25("red", 2)
    assert positions.tolist() == [1, 0]


def test_many_readers_share_an_embedded_store(tmp_path):
    fill(EdgeStore.create(tmp_path / "s", 3)).close()
    stores = [EdgeStore.open(tmp_path / "s") for _ in range(3)]
    for one in stores:
        assert one.search_bm25("whale", 5)[0].tolist() == [4]
        one.close()


def test_a_server_keeps_what_it_holds():
    with serve() as url:
        fill(ClientStore.on_server(url, "c", 3, 5)).close()
        again = ClientStore.on_server(url, "c", 3, 5)
        assert again.count() == 5
        assert ClientStore.on_server(url, "c", 3, 6).count() == 0  # expected more: made anew


def test_the_key_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("QDRANT_API_KEY", " secret\n")
    with serve() as url, pytest.warns(UserWarning, match="insecure"):
        ClientStore.on_server(url, "c", 3, 5).close()
    assert Handler.keys[-1] == "secret"


def test_a_server_that_is_not_there():
    with pytest.raises(IndexError_, match=r"http://127\.0\.0\.1:9.*store\.url"):
        ClientStore.on_server("http://127.0.0.1:9", "c", 3, 5)


@pytest.mark.parametrize(
    ("found", "positions"),
    [
        ([], []),
        ([(0, 0.25), (2, 0.5), (1, 0.75)], [1, 2, 0]),
        ([(2, 0.5), (0, 0.5), (1, 0.5)], [0, 1, 2]),
        ([(2, 2.1428997), (1, 2.1428995), (0, 2.0)], [1, 2, 0]),  # the last digit only
        ([(1, 0.5000006), (0, 0.5)], [0, 1]),
        ([(1, 0.5000015), (0, 0.5)], [1, 0]),
        ([(1, 20.000015), (0, 20.0)], [0, 1]),  # a float32 of such a size has no more digits
        ([(1, 20.00003), (0, 20.0)], [1, 0]),
    ],
)
def test_best_first_and_ties_by_position(found, positions):
    assert as_hits(found)[0].tolist() == positions
