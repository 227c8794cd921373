"""Joint selection: what a set gains by a candidate, on hand-made candidates."""

import numpy as np

from graphrag.retrieval.reranking.links import NONE, Links
from graphrag.retrieval.reranking.marginal import select_jointly
from graphrag.storage.terms import build_terms


def choose(texts, score, question, ties=(), cover=0.3, tie=0.6):
    """Order of candidates whose texts are `texts`; `ties` are (from, to, similarity)."""
    n = len(texts)
    similarity = np.full((n, n), NONE, np.float32)
    for a, c, value in ties:
        similarity[a, c] = value
    links = Links(similarity, np.full((n, n), -1, np.int32), np.eye(n, dtype=bool))
    passages, scores = np.arange(n, dtype=np.int32), np.array(score, dtype=np.float32)
    chosen = select_jointly(
        build_terms(texts), question, passages, links, scores, cover=cover, tie=tie
    )
    return chosen.tolist()


FIRST = [1.0, 0.5, 0.49, 0.48, 0.47, 0.46, 0.45]
BLANK = ["stone"] * 7


def test_without_words_or_ties_the_order_stays():
    assert choose(BLANK, FIRST, "why") == [0, 1, 2, 3, 4, 5, 6]


def test_a_candidate_that_covers_a_new_word_is_chosen_before_one_that_repeats():
    texts = ["velm", "velm", "velm", "velm", "velm", "velm", "ostria"]
    order = choose(texts, FIRST, "velm ostria")
    # The last one alone says Ostria: it enters the set right after the first; the rest keep order.
    assert order[:5] == [0, 6, 1, 2, 3]
    assert order[5:] == [4, 5]


def test_a_candidate_tied_to_the_chosen_is_chosen():
    assert choose(BLANK, FIRST, "why", ties=[(0, 6, 0.8)])[:2] == [0, 6]
    assert choose(BLANK, FIRST, "why", ties=[(6, 0, 0.8)])[:2] == [0, 6]  # either way round
    assert choose(BLANK, FIRST, "why", ties=[(5, 6, 0.8)]) == [0, 1, 2, 3, 4, 5, 6]


def test_a_tie_that_fits_the_question_better_counts_more():
    order = choose(BLANK, FIRST, "why", ties=[(0, 5, 0.2), (0, 6, 0.9)])
    assert order.index(6) < order.index(5)


def test_candidates_far_down_keep_their_place():
    texts, score = ["stone"] * 30, np.linspace(1, 0.5, 30)
    order = choose(texts, score, "why", ties=[(0, 25, 1.0)])
    assert order == list(range(30))


def test_both_parts_can_be_left_out():
    texts = ["velm"] * 6 + ["ostria"]
    assert choose(texts, FIRST, "velm ostria", cover=0.0) == list(range(7))
    assert choose(BLANK, FIRST, "why", ties=[(0, 6, 1.0)], tie=0.0) == list(range(7))


def test_few_candidates():
    assert choose(["velm"], [0.5], "velm") == [0]
    assert choose(["velm", "ostria"], [0.0, 0.0], "why") == [0, 1]
