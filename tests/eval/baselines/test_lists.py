"""BM25, dense and their fusion, by hand and against independent implementations."""

from pathlib import Path

import bm25s
import numpy as np
import pytest
import Stemmer

from eval.baselines import lists
from eval.baselines.as_retrieval import with_sentences
from eval.datasets import load_dataset
from eval.metrics.ranking import recall
from graphrag.settings import Store
from graphrag.storage.stores.edge import EdgeStore
from graphrag.storage.stores.protocol import Sparse
from graphrag.storage.terms import build_terms
from graphrag.storage.texts import passage_text


def test_fusion_sums_reciprocal_ranks():
    found = dict(lists.fuse([[7, 3], [3, 9]]))
    assert found == {7: 1 / 61, 3: 1 / 62 + 1 / 61, 9: 1 / 62}
    assert [position for position, _ in lists.fuse([[7, 3], [3, 9]])] == [3, 7, 9]


def test_dense_is_the_cosine(tiny_index):
    found = lists.dense(tiny_index, "a town on the Grey Sea", 5)
    vector = tiny_index.embedder.encode(["a town on the Grey Sea"])[0]
    cosine = tiny_index.passage_vectors @ vector
    assert [p.score for p in found.passages] == pytest.approx(sorted(cosine, reverse=True))
    assert found.passages[0].id == "p4"


def test_bm25_finds_the_words(tiny_index):
    assert lists.bm25(tiny_index, "Who is the mayor?", 5).passages[0].id == "p4"


def test_the_reader_gets_the_sentences_with_their_cosine(tiny_index):
    found = with_sentences(tiny_index, lists.bm25(tiny_index, "Who is the mayor?", 1))
    vector = tiny_index.embedder.encode(["Who is the mayor?"])[0]
    position = tiny_index.passage_ids.index("p4")
    first = tiny_index.first_sentence[position]
    sentences = found.passages[0].sentences
    assert [s.text for s in sentences] == [
        "Port Ems is a town on the Grey Sea.",
        "Its mayor is Tom Hale.",
    ]
    assert sentences[1].score == pytest.approx(
        float(tiny_index.sentence_vectors[first + 1] @ vector), abs=1e-6
    )


SHARED = Path(__file__).parents[4] / "shared" / "data" / "dev" / "2wiki"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the data folder ../shared/data is not there")
def test_bm25_agrees_with_an_independent_one_on_2wiki(tmp_path):
    """Recall@5 of the store's BM25 within one point of bm25s with the same stemmer."""
    data = load_dataset(SHARED)
    ids = [passage.id for passage in data.passages]
    texts = [passage_text(passage.title, passage.text) for passage in data.passages]
    store = EdgeStore.create(tmp_path / "store", 2)
    section = Store()
    sparse = list(build_terms(texts).sparse(section.bm25_k1, section.bm25_b))
    store.add(0, ids, np.ones((len(ids), 2), dtype=np.float32), sparse)
    store.finish()
    ours = [store.search_bm25(question.text, 5)[0].tolist() for question in data.questions]
    store.close()

    def tokenize(some):
        stemmer = Stemmer.Stemmer("english")
        return bm25s.tokenize(some, stopwords="en", stemmer=stemmer, show_progress=False)

    other = bm25s.BM25(method="lucene", k1=section.bm25_k1, b=section.bm25_b)
    other.index(tokenize(texts), show_progress=False)
    questions = [question.text for question in data.questions]
    theirs, _ = other.retrieve(tokenize(questions), k=5, show_progress=False)

    def mean_recall(found):
        return np.mean(
            [
                recall([ids[hit] for hit in hits], question.gold, 5)
                for hits, question in zip(found, data.questions, strict=True)
            ]
        )

    assert mean_recall(ours) == pytest.approx(mean_recall(theirs.tolist()), abs=0.01)


def test_dense_search_is_numpys_cosine(tmp_path):
    generator = np.random.default_rng(11)
    vectors = generator.normal(size=(3_000, 32)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    store = EdgeStore.create(tmp_path / "store", 32)
    store.add(0, [str(n) for n in range(len(vectors))], vectors, [Sparse([1], [1.0])] * 3_000)
    store.finish()
    for query in vectors[:20] + 0.3 * generator.normal(size=(20, 32)).astype(np.float32):
        positions, scores = store.search_dense(query, 20)
        cosine = vectors @ query
        assert positions.tolist() == np.argsort(-cosine, kind="stable")[:20].tolist()
        assert scores == pytest.approx(cosine[positions], abs=1e-5)
    store.close()
