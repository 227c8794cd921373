"""Why some of the numbers of the fixed index are what they are, with the arithmetic written out.

Five of its texts, and which passages name what:

    [p06] Mina Dray, known as the Lark of Velm, was an Ostrian singer.      (sentence 11)
    [p07] Velm is the capital of Ostria.                                    (sentence 13)
          A statue of the Lark of Velm stands at the Long Bridge.           (sentence 14)
    [p08] The Glass Heron is a novel by Jonas Pell.                         (sentence 16)
    [p09] His first novel was The Glass Heron.                              (sentence 19)

    Velm: p04 p06 p07 p11    Ostria: p07 p10    Lark of Velm: p06 p07    Quartz: p12
"""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
import pytest

from graphrag.llm_stages.session import ModelSession
from graphrag.pipeline import retrieve
from graphrag.retrieval.straight_line import prepare, walk_all
from graphrag.storage.graph import KINDS
from tests.golden.record import QUESTIONS
from tests.graphs import ppr

LARK, QUARTZ, RIVER = QUESTIONS[2], QUESTIONS[4], QUESTIONS[5]
PASSAGES = 12


@pytest.fixture
def start(golden_index):
    """Signals, resets and weights of a question."""
    session = ModelSession(golden_index.language_model)
    return lambda question: prepare(golden_index, question, session)


def node(index, name: str) -> int:
    """The vertex of an entity, or of a passage by its id."""
    if name in index.passage_ids:
        return index.graph.n_entities + index.passage_ids.index(name)
    return [entity.name for entity in index.entities].index(name)


def edge(index, one: str, other: str, kind: str) -> int:
    low, high = sorted((node(index, one), node(index, other)))
    graph = index.graph
    rows = (graph.source == low) & (graph.target == high) & (graph.kind == KINDS.index(kind))
    (found,) = np.flatnonzero(rows)
    return int(found)


def rarity(named_by: int) -> float:
    return log(1 + PASSAGES / named_by)


def fit(index, signals, *sentences: int) -> float:
    """What the sentences that state an edge add up to."""
    heat = index.settings.weighting.temperature
    return sum(exp((signals.similarity[s] - max(signals.similarity)) / heat) for s in sentences)


def test_a_relation_is_half_the_mean_rarity_times_the_fit_of_its_sentence(golden_index, start):
    asked = start(LARK)
    expected = 0.5 * sqrt(rarity(4) * rarity(2)) * fit(golden_index, asked.signals, 13)
    found = asked.weights.all()[edge(golden_index, "Velm", "Ostria", "relation")]
    assert found == pytest.approx(expected, rel=1e-5)


def test_two_facts_of_two_sentences_add_up(golden_index, start):
    asked = start(LARK)
    expected = 0.5 * sqrt(rarity(3) * rarity(3)) * fit(golden_index, asked.signals, 16, 19)
    found = asked.weights.all()[edge(golden_index, "Glass Heron", "Jonas Pell", "relation")]
    assert found == pytest.approx(expected, rel=1e-5)


def test_a_context_edge_is_the_rarity_of_its_entity_times_the_fit(golden_index, start):
    asked = start(LARK)
    expected = rarity(2) * fit(golden_index, asked.signals, 14)
    found = asked.weights.all()[edge(golden_index, "Lark of Velm", "p07", "context")]
    assert found == pytest.approx(expected, rel=1e-5)


def test_a_date_joins_a_fifth_as_much(golden_index, start):
    asked = start(LARK)
    expected = 0.2 * rarity(1) * fit(golden_index, asked.signals, 17)
    found = asked.weights.all()[edge(golden_index, "1974", "p08", "context")]
    assert found == pytest.approx(expected, rel=1e-5)


def test_an_alias_weighs_the_same_whatever_is_asked(golden_index, start):
    joined = edge(golden_index, "Glass Heron", "The Glass Heron (novel)", "alias")
    assert {round(float(start(asked).weights.all()[joined]), 6) for asked in QUESTIONS} == {0.3}


def test_names_alone_share_what_the_passages_leave(golden_index, start):
    """The third walk trusts no sentence: 0.95 for the one name, 0.05 for the passages."""
    for question, name in ((LARK, "Lark of Velm"), (QUARTZ, "Quartz")):
        vector = start(question).resets[2].vector
        assert vector[node(golden_index, name)] == pytest.approx(0.95)
        assert vector[golden_index.graph.n_entities :].sum() == pytest.approx(0.05)
        assert np.count_nonzero(vector[: golden_index.graph.n_entities]) == 1


def test_two_names_share_by_the_root_of_how_many_name_them(golden_index, start):
    """Ilse Marrow and Jonas Pell: three passages name each, so half of 0.95 each."""
    vector = start("Who was born first, Ilse Marrow or Jonas Pell?").resets[2].vector
    for name in ("Ilse Marrow", "Jonas Pell"):
        assert vector[node(golden_index, name)] == pytest.approx(0.95 / 2)
    vector = start("Is Velm in Ostria?").resets[2].vector
    velm, ostria = 1 / sqrt(4), 1 / sqrt(2)
    for name, share in (("Velm", velm), ("Ostria", ostria)):
        expected = 0.95 * share / (velm + ostria)
        assert vector[node(golden_index, name)] == pytest.approx(expected, rel=1e-5)


def test_the_passages_share_by_both_lists(golden_index, start):
    """min-max of each list: the best of both gets 1 + what the other list gives it."""
    asked = start(LARK)
    (dense, by_vector), (words, by_word) = asked.signals.dense, asked.signals.bm25
    share = np.zeros(PASSAGES)
    for rows, scores in ((dense, by_vector), (words, by_word)):
        share[rows] += (scores - scores.min()) / (scores.max() - scores.min())
    expected = 0.05 * share / share.sum()
    found = asked.resets[0].vector[golden_index.graph.n_entities :]
    np.testing.assert_allclose(found, expected, atol=1e-7)


def test_a_described_name_is_linked_by_the_nearest_sentences(golden_index, start):
    """No name in the question: two nearest sentences, each gives its cosine to whom it names."""
    asked = start(RIVER)
    assert not asked.signals.mentions
    first, second = np.argsort(-asked.signals.similarity, kind="stable")[:2].tolist()
    assert golden_index.sentence(first) == "It lies at the mouth of the River Ense."
    assert golden_index.sentence(second).startswith("A statue of the Lark of Velm")
    one, two = (float(asked.signals.similarity[s]) for s in (first, second))
    mass = {
        "Port Kelder": one / sqrt(2), "River Ense": one / sqrt(2),
        "Velm": two / sqrt(4), "Lark of Velm": two / sqrt(2), "Long Bridge": two / sqrt(2),
    }  # fmt: skip
    vector = asked.resets[0].vector
    for name, own in mass.items():
        expected = 0.95 * own / sum(mass.values())
        assert vector[node(golden_index, name)] == pytest.approx(expected, rel=1e-5), name


def test_a_walk_solves_its_equation(golden_index, start):
    """p = d · W p + (1 − d) · r with what flows along each edge as its share of the strength."""
    asked, graph = start(LARK), golden_index.graph
    edges = zip(graph.source, graph.target, asked.weights.all().astype(float), strict=True)
    exact = ppr(graph.n_nodes, edges, asked.resets[0].vector, golden_index.settings.walk.damping)
    found = walk_all(golden_index, asked.weights, [asked.resets[0]])[0]
    best = np.argsort(-exact[graph.n_entities :])[:5]
    assert np.argsort(-found)[:5].tolist() == best.tolist()
    np.testing.assert_allclose(found, exact[graph.n_entities :], atol=2e-3)


def test_a_sentence_scores_its_cosine_to_the_question(golden_index):
    best = retrieve(golden_index, LARK).passages[0]
    asked, *said = golden_index.embedder.encode(
        [LARK, *(f"{best.title}: {sentence.text}" for sentence in best.sentences)]
    )
    for sentence, vector in zip(best.sentences, said, strict=True):
        assert sentence.score == pytest.approx(float(asked @ vector), abs=1e-6)


def test_a_passage_is_ordered_by_its_score_and_says_what_it_is_made_of(golden_index):
    found = retrieve(golden_index, LARK, k=PASSAGES)
    scores = [passage.score for passage in found.passages]
    assert scores == sorted(scores, reverse=True) and 0 < min(scores) < max(scores) < 1
    by_title = {passage.title: passage for passage in found.passages}
    mina, velm = by_title["Mina Dray"], by_title["Velm"]
    assert mina.parts["bm25"] == 1.0  # the best of the list
    assert velm.parts["best"] == max(sentence.score for sentence in velm.sentences)


def test_an_isolated_passage_keeps_to_itself(golden_index, start):
    """Nothing joins quartz to the rest: what starts at it stays, all but what passages got."""
    asked = start(QUARTZ)
    scores = walk_all(golden_index, asked.weights, [asked.resets[2]])[0]
    quartz = golden_index.passage_ids.index("p12")
    assert scores.argmax() == quartz
    assert scores[quartz] > 10 * np.delete(scores, quartz).max()
