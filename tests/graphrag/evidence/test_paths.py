"""Scored passages and the paths to them, on the films of `tests/graphs.py`."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from graphrag.datatypes import Hop
from graphrag.evidence.passages import scored_passages
from graphrag.evidence.paths import evidence_paths
from graphrag.retrieval.reranking.hops import Stand, SubQuestion
from graphrag.retrieval.reranking.order import rank_pool
from graphrag.retrieval.reranking.pool import Pool
from graphrag.settings import Reranking
from tests.stand_ins import film_index, signals_of

PPR = Reranking(ranker="ppr")
ADA = "Ada Lane made Devotion in 1929."
IS_BY = Hop("Devotion", "is by", "Ada Lane", "p1", "Devotion is by Ada Lane.")
MADE = Hop("Ada Lane", "made", "Devotion", "p0", ADA)
LIVED = Hop("Ada Lane", "lived in", "1929", "p0", "She lived in 1929.")


def found(question, similarity=(0.4, 0.6, 0.9), walk=(0.3, 0.7), k=2):
    index = film_index()
    signals = signals_of(index, question, similarity, dense=[(1, 0.5), (0, 0.2)])
    score = np.array(walk, dtype=np.float32)
    pool = Pool(np.array([0, 1], np.int32), (score, score, score))
    ranking = rank_pool(index, pool, signals, PPR)
    passages = scored_passages(index, ranking, signals, k)
    return passages, evidence_paths(index, ranking, signals, passages)


def test_passages_carry_their_sentences_and_parts():
    (best, second), _ = found("Who is behind Devotion?")
    assert (best.id, best.title, best.text) == ("p1", "Devotion", "Devotion is by Ada Lane.")
    assert best.score == pytest.approx(1, abs=1e-5)
    assert second.score == pytest.approx(0.3 / 0.7, abs=1e-5)
    assert [(s.text, s.start, s.end) for s in second.sentences] == [
        (ADA, 0, 31),
        ("She lived in 1929.", 32, 50),
    ]
    assert [s.score for s in second.sentences] == pytest.approx([0.4, 0.6])
    assert second.parts["best"] == pytest.approx(0.6)
    assert set(second.parts) >= {"alone", "walk0", "dense", "bm25"}


def test_sentences_know_how_near_they_are_to_what_was_asked_on():
    index = film_index()
    signals = signals_of(index, "Who is behind Devotion?", (0.4, 0.6, 0.9))
    even = np.array([0.5, 0.5], np.float32)
    ranking = rank_pool(index, Pool(np.array([0, 1], np.int32), (even,) * 3), signals, PPR)
    stand = Stand((1,), 1.0, 2, "Who is behind", frozenset())
    vectors = index.embedder.encode(["Who is behind Ada Lane", "Who is behind 1929"])
    asked = tuple(SubQuestion(stand, 1, "Who is behind", vector) for vector in vectors)
    passages = scored_passages(index, replace(ranking, hops=asked), signals, 2)
    hop = {p.id: [s.hop for s in p.sentences] for p in passages}
    nearest = (index.sentence_vectors[:2] @ vectors.T).max(1)
    assert hop["p0"] == pytest.approx(nearest.tolist(), abs=1e-6)
    assert hop["p1"] == [0.0]  # they were asked from here


def test_only_as_many_passages_as_asked_for():
    assert [p.id for p in found("Who is behind Devotion?", k=1)[0]] == ["p1"]


def test_a_path_starts_at_a_named_title_and_crosses_the_sentence_that_names_the_next():
    _, (first, second) = found("Who is behind Devotion?")
    assert first == (IS_BY,)  # the passage's own fact
    assert second[0] == IS_BY and second[1] in (MADE, LIVED)
    assert len(second) == 2


def test_the_last_fact_is_the_one_that_answers_best():
    assert found("Who is behind Devotion?", (0.9, 0.1, 0.5))[1][1][-1] == MADE
    assert found("When is Devotion from?", (0.1, 0.9, 0.5))[1][1][-1] == LIVED


def test_a_path_to_what_the_question_names_has_no_detour():
    _, paths = found("What did Ada Lane make?")
    assert paths[1][0].source == "Ada Lane" and len(paths[1]) == 1


def test_without_a_named_title_paths_still_quote_sentences():
    _, paths = found("What is it?")
    assert all(hop.sentence for path in paths for hop in path)


def test_every_hop_starts_where_the_one_before_ended():
    for question in ("Who is behind Devotion?", "What did Ada Lane make?", "What is it?"):
        for path in found(question)[1]:
            for before, after in pairwise(path):
                assert before.target == after.source
