"""Who names whom among the candidates, on the films of `tests/graphs.py`."""

import numpy as np
import pytest

from graphrag.datatypes import Entity, Occurrence, Resolution
from graphrag.retrieval.reranking.links import NONE, Links, find_links, link_features
from graphrag.retrieval.reranking.pool import Pool
from tests.stand_ins import film_index

SIMILARITY = np.array([0.9, 0.6, 0.3], dtype=np.float32)


def find(index, passages, similarity=SIMILARITY):
    slot = np.full(index.graph.n_passages, -1, dtype=np.int32)
    slot[passages] = np.arange(len(passages))
    pool = Pool(np.array(passages, dtype=np.int32), ())
    return find_links(index, pool, np.asarray(similarity, np.float32), slot)


def test_the_best_sentence_that_names_the_title():
    links = find(film_index(), [0, 1])
    # Sentence 0 of Ada Lane's passage names Devotion; sentence 2 of Devotion's names Ada Lane.
    assert links.similarity == pytest.approx(np.array([[NONE, 0.9], [0.3, NONE]]))
    assert links.sentence.tolist() == [[-1, 0], [2, -1]]
    assert links.same_title.tolist() == [[True, False], [False, True]]


def test_passages_outside_the_pool_do_not_count():
    links = find(film_index(), [1])
    assert links.similarity.tolist() == [[NONE]] and links.sentence.tolist() == [[-1]]


def namesakes():
    """Passage 0, "Lane", says Devotion, which two titles share; 1 and 2 carry those titles."""
    names = ("Devotion", "Devotion (film)", "Devotion (play)", "Lane")
    spots = [(0, 0, 0), (1, 1, -1), (2, 2, -1), (2, 0, 1), (3, 0, -1)]
    resolution = Resolution(
        tuple(Entity(name, "title", 1) for name in names),
        (),
        tuple(Occurrence(*spot) for spot in sorted(spots)),
        (),
        (),
    )
    texts = ["Devotion. Devotion (play).", "x", "y"]
    spans = [(0, 9), (10, 26), (0, 1), (0, 1)]
    return film_index(resolution, ["Lane", *names[1:3]], texts, spans, [0, 2, 3, 4])


def test_a_shared_name_links_to_each_title_a_little_less():
    links = find(namesakes(), [0, 1, 2], [0.5, 0.4, 0, 0])
    assert links.similarity[0] == pytest.approx([NONE, 0.45, 0.45])
    assert links.sentence[0].tolist() == [-1, 0, 0]
    # A weaker sentence wins where it names the title itself: 0.48 over 0.5 - 0.05.
    links = find(namesakes(), [0, 1, 2], [0.5, 0.48, 0, 0])
    assert links.similarity[0] == pytest.approx([NONE, 0.45, 0.48])


def test_features_by_hand():
    """Candidates a, b, c: a names b at 0.5 and c at 0.1; b names c at 0.4."""
    score = np.full((3, 3), NONE, dtype=np.float32)
    score[0, 1], score[0, 2], score[1, 2] = 0.5, 0.1, 0.4
    links = Links(score, np.full((3, 3), -1, np.int32), np.eye(3, dtype=bool))
    found = link_features(
        links,
        first=np.array([0.2, 1.0, 0.5], np.float32),
        best=np.array([0.6, 0.7, 0.3], np.float32),
        titled=np.array([1, 0, 0], np.float32),
        named=np.array([0, 2, 0], np.float32),
        vectors=np.eye(3, dtype=np.float32),
    )
    expected = {
        "in_count": np.log1p([0, 1, 2]),
        "out_count": np.log1p([2, 1, 0]),
        "in_similarity": [-1, 0.5, 0.4],
        "out_similarity": [0.5, 0.4, -1],
        "in_walk": [0, 0.2, 1.0],
        "out_walk": [1.0, 0.5, 0],
        "in_from_titled": [-1, 0.5, 0.1],
        "out_to_titled": [-1, -1, -1],
        "in_from_named": [-1, -1, 0.4],
        "in_gap": [-2, 0.5 - 0.6, 0.4 - 0.7],
        "in_alike": [-1, 0, 0],
        "leaders_alike": [1 / 3, 1 / 3, 1 / 3],
        "same_title": [1, 1, 1],
    }
    assert set(found) == set(expected)
    for name, values in expected.items():
        assert found[name] == pytest.approx(values), name
