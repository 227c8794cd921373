"""The third look: when candidates are read, what is made of it, and what stays as it was."""

import dataclasses

import numpy as np
import pytest

from graphrag.embedding.span_head.span_head import HeadReading, HeadSpan
from graphrag.llm_stages.session import ModelSession
from graphrag.retrieval.reranking import third_look
from graphrag.retrieval.reranking.leads import lead_to
from graphrag.retrieval.reranking.order import rank_pool
from graphrag.retrieval.reranking.pool import gather_pool
from graphrag.retrieval.reranking.third_look import (
    DOUBT,
    READ,
    has_third_look,
    is_worth_reading,
    look_by_reading,
    reading_features,
)
from graphrag.retrieval.straight_line import prepare, walk_all
from graphrag.settings import Reranking

CHAIN = "Where was the director of the film The Glass Heron born?"


class Head:
    """Says of each passage with what probability something there answers; 1 % of others."""

    def __init__(self, **answers: float) -> None:
        self.answers, self.texts = answers, []

    def read(self, question, texts, most):
        self.texts = texts
        none = tuple(1 - self._answers(text.text) for text in texts)
        spans = [HeadSpan(number, 0, 4, 1 - share) for number, share in enumerate(none)]
        return HeadReading(tuple(spans), none, ())

    def _answers(self, text):
        return next((p for start, p in self.answers.items() if text.startswith(start)), 0.01)


class Trees:
    """Weighs one feature alone."""

    def __init__(self, name: str) -> None:
        self.name = name

    def predict(self, names, values):
        return values[:, names.index(self.name)]


@pytest.fixture
def ranked(golden_index):
    start = prepare(golden_index, CHAIN, ModelSession(golden_index.language_model))
    walks = walk_all(golden_index, start.weights, start.resets)
    section = golden_index.settings.reranking
    ranking = rank_pool(
        golden_index, gather_pool(walks, start.signals, section, 5), start.signals, section
    )
    return golden_index, ranking, start.signals


@pytest.fixture
def doubted(ranked):
    index, ranking, signals = ranked
    even = np.full_like(ranking.score, 0.25)
    return index, dataclasses.replace(ranking, score=even), signals


@pytest.fixture
def head(monkeypatch):
    def answering(**answers):
        found = Head(**answers)
        monkeypatch.setattr(third_look, "open_head", lambda: found)
        return found

    return answering


def passages(ranking):
    return ranking.pool.passages[ranking.order].tolist()


def column(found, name):
    names, values = found
    return values[:, names.index(name)].tolist()


def test_what_the_head_hears_comes_first_where_the_trees_go_by_it(doubted, head, monkeypatch):
    head(**{"Velm is": 0.9})
    monkeypatch.setattr(third_look, "load_trees", lambda name: Trees("heard"))
    index, ranking, signals = doubted
    assert 6 in passages(ranking)[1:READ]
    found = look_by_reading(index, ranking, signals)
    assert passages(found)[0] == 6
    first = found.order[0]
    assert found.score[first] == pytest.approx(0.9)
    assert found.heard[first] == pytest.approx(np.log(9), abs=1e-5)
    assert len(found.heard) == READ
    assert sorted(found.order) == sorted(ranking.order)


def test_who_is_not_read_keeps_its_place_and_has_no_higher_share(doubted, head, monkeypatch):
    head()
    monkeypatch.setattr(third_look, "READ", 3)
    monkeypatch.setattr(third_look, "load_trees", lambda name: Trees("heard"))
    index, ranking, signals = doubted
    found = look_by_reading(index, ranking, signals)
    assert found.order[3:].tolist() == ranking.order[3:].tolist()
    assert found.score[found.order[3:]] == pytest.approx(0.01)  # 0.25 before; those read: 0.01
    head(**{"The": 0.9, "Ilse": 0.9, "Three": 0.9, "Velm": 0.9})
    found = look_by_reading(index, ranking, signals)
    assert found.score[found.order[2]] >= found.score[found.order[3]]


def test_ties_keep_their_order(doubted, head, monkeypatch):
    head()
    monkeypatch.setattr(third_look, "load_trees", lambda name: Trees("heard"))
    index, ranking, signals = doubted
    assert passages(look_by_reading(index, ranking, signals)) == passages(ranking)


def test_the_shipped_trees_take_a_passage_that_answers_for_likelier(doubted, head):
    index, ranking, signals = doubted
    target = int(ranking.pool.passages[ranking.order[4]])
    start = index.texts[target].split()[0]
    head()
    before = look_by_reading(index, ranking, signals).score[ranking.order[4]]
    head(**{start: 0.99})
    assert look_by_reading(index, ranking, signals).score[ranking.order[4]] > before


def test_an_order_that_is_sure_of_its_five_is_not_read(ranked, head):
    index, ranking, signals = ranked
    sure = np.zeros_like(ranking.score)
    sure[:5] = 0.9
    sure[5] = DOUBT * 0.9
    reading = head()
    found = look_by_reading(index, dataclasses.replace(ranking, score=sure), signals)
    assert found.order is ranking.order and not reading.texts
    sure[6] = DOUBT * 0.2
    assert is_worth_reading(index, dataclasses.replace(ranking, score=sure))


def test_pages_that_cannot_be_read_whole_are_not_read(doubted, monkeypatch):
    index, ranking, _ = doubted
    lengths = sorted(len(index.texts[p]) for p in passages(ranking)[:READ])
    monkeypatch.setattr(third_look, "WHOLE", lengths[len(lengths) // 2])
    assert is_worth_reading(index, ranking)
    monkeypatch.setattr(third_look, "WHOLE", lengths[0])
    assert not is_worth_reading(index, ranking)


def test_of_a_long_passage_the_sentences_around_the_fittest_are_read(doubted, head, monkeypatch):
    index, ranking, signals = doubted
    monkeypatch.setattr(third_look, "WHOLE", 62)
    reading = head()
    reading_features(index, ranking, signals)
    film = passages(ranking)[:READ].index(0)
    assert (
        reading.texts[film].text == "The Glass Heron is a 1987 drama film directed by Ilse Marrow."
    )
    assert all(len(text.text) <= 62 for text in reading.texts)


def test_features_by_pencil(doubted, head):
    index, ranking, signals = doubted
    order = passages(ranking)[:READ]
    reading = head(**{"Ilse Marrow (born": 0.9, "Velm is": 0.5})
    found = reading_features(index, ranking, signals)
    marrow, velm, film = (order.index(p) for p in (1, 6, 0))
    heard = column(found, "heard")
    assert heard[marrow] == pytest.approx(np.log(9), abs=1e-5)
    assert heard[velm] == pytest.approx(0, abs=1e-5)
    assert column(found, "heard_gap")[velm] == pytest.approx(-np.log(9), abs=1e-5)
    assert column(found, "heard_rank")[marrow] == 0
    assert column(found, "heard_rank")[velm] == 1
    assert column(found, "heard_best") == pytest.approx([np.log(9)] * len(order), abs=1e-5)
    assert column(found, "heard_second") == pytest.approx([0] * len(order), abs=1e-5)
    assert column(found, "heard_span")[velm] == pytest.approx(0.5, abs=1e-5)
    assert "The Glass Heron (film): The Glass Heron is a" in reading.texts[marrow].before
    assert reading.texts[marrow].before.endswith("Ilse Marrow. Ilse Marrow: ")
    assert column(found, "heard_onward")[film] == pytest.approx(np.log(9), abs=1e-5)
    assert column(found, "leads_onward")[film] > 0
    onward = [lead for led in lead_to(index, signals, order) for lead in led.leads]
    assert column(found, "leads_onward") == pytest.approx(
        [max((x.fit for x in onward if x.number == n), default=0) for n in range(len(order))]
    )
    assert column(found, "score") == pytest.approx([np.log(1 / 3)] * len(order), abs=1e-5)
    assert column(found, "rank")[2] == pytest.approx(np.log(3), abs=1e-5)
    assert column(found, "strong") == pytest.approx([0.25 * len(order)] * len(order))


def test_distance_to_the_best_and_to_the_fifth(ranked, head):
    index, ranking, signals = ranked
    head()
    share = np.linspace(0.9, 0.1, len(ranking.score)).astype(np.float32)
    scored = dataclasses.replace(ranking, score=share, order=np.argsort(-share, kind="stable"))
    found = reading_features(index, scored, signals)
    odds = np.log(share[:READ] / (1 - share[:READ]))
    assert column(found, "gap") == pytest.approx(odds - odds[0], abs=1e-4)
    assert column(found, "over_fifth") == pytest.approx(odds - odds[4], abs=1e-4)


@pytest.mark.parametrize("ranker", ["unread", "alone", "hedged", "ppr", "lists", "words"])
def test_other_orders_are_not_read(golden_index, ranker):
    known = dataclasses.replace(golden_index, embedder=Bundled())
    assert has_third_look(known, Reranking())
    assert not has_third_look(known, Reranking(ranker=ranker))


def test_nor_a_set_that_was_chosen_nor_what_another_encoder_found(golden_index):
    known = dataclasses.replace(golden_index, embedder=Bundled())
    assert not has_third_look(known, Reranking(select="marginal"))
    assert not has_third_look(golden_index, Reranking())


class Bundled:
    """By name, the encoder whose layers the head shares."""

    name, fingerprint = "all-MiniLM-L6-v2", ""


def test_a_question_without_candidates(golden_index, ranked):
    _, ranking, signals = ranked
    none = dataclasses.replace(
        ranking,
        pool=dataclasses.replace(ranking.pool, passages=np.empty(0, np.int32)),
        order=np.empty(0, np.int64),
        score=np.empty(0, np.float32),
    )
    assert look_by_reading(golden_index, none, signals) is none
