"""The span head: finds what is stated, says none, gives exact places for any text at all."""

from __future__ import annotations

import numpy as np
import pytest

from graphrag.embedding.span_head import SpanHead, open_head
from graphrag.embedding.span_head.head_rows import READ, ROWS, HeadText
from graphrag.embedding.span_head.span_head import NOWHERE

BORN = "Ilse Marrow (born 3 May 1921 in Port Kelder) was a director of short films."
FILM = "The Glass Heron is a film of 1955. It was directed by Ilse Marrow."
PUMP = "Before the pump is opened, switch it off and wait ten minutes until it has cooled down."
WHERE = "Where was Ilse Marrow born?"


@pytest.fixture(scope="module")
def head() -> SpanHead:
    found = open_head()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (WHERE, BORN, "Port Kelder"),
        ("When was Ilse Marrow born?", BORN, "3 May 1921"),
        ("Who directed The Glass Heron?", FILM, "Ilse Marrow"),
        ("How long do I have to wait before I open the pump?", PUMP, "ten minutes"),
    ],
)
def test_reads_what_is_stated(head: SpanHead, question: str, text: str, answer: str):
    span = head.read(question, [HeadText(text)]).spans[0]
    assert answer in text[span.start : span.end] and span.end - span.start <= len(answer) + 10
    assert span.score > 0


def test_passages_are_told_apart(head: SpanHead):
    found = head.read(WHERE, [HeadText(PUMP), HeadText(FILM), HeadText(BORN)])
    assert found.spans[0].passage == 2
    assert found.none[2] < 0.5 < found.none[0]
    assert [span.score for span in found.spans] == sorted(
        (span.score for span in found.spans), reverse=True
    )
    assert all(sum(span.passage == number for span in found.spans) == 3 for number in range(3))


def test_passages_read_beside_each_other_are_read_as_if_alone(
    head: SpanHead, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("graphrag.embedding.span_head.span_head.cores", lambda: 3)
    texts = [HeadText(FILM), HeadText(f"{BORN} {PUMP}" * 9), HeadText(PUMP)]
    together = head.read(WHERE, texts)
    alone = [head.read(WHERE, [text]) for text in texts]
    assert together.none == tuple(one.none[0] for one in alone)
    spans = [(span.start, span.end, span.score) for one in alone for span in one.spans]
    assert sorted((s.start, s.end, s.score) for s in together.spans) == sorted(spans)


def test_any_stretch_has_the_score_of_its_span(head: SpanHead):
    found = head.read(WHERE, [HeadText(BORN)])
    top = found.spans[0]
    assert found.scores(0, [(top.start, top.end)]) == [top.score]
    start = BORN.index("3 May 1921")
    inner, past = found.scores(0, [(start, start + 10), (0, len(BORN) + 1)])
    assert NOWHERE < inner < top.score
    assert [past] == found.scores(1, [(0, 4)]) == [NOWHERE]
    assert found.scores(0, []) == []


def test_the_odds_of_a_stretch_are_of_all_spans_in_it(head: SpanHead):
    found = head.read(WHERE, [HeadText(f"{BORN} {PUMP}")])
    first, second = (0, len(BORN)), (len(BORN) + 1, len(BORN) + 1 + len(PUMP))
    assert found.spans[0].score < found.log_odds(0, *first) < found.spans[0].score + 3
    assert found.log_odds(0, *second) < 0 < found.log_odds(0, *first)
    row = found.rows[0]
    whole = np.exp(row.table()).sum()
    assert found.log_odds(0, 0, second[1]) == pytest.approx(np.log(whole), abs=1e-4)
    assert found.log_odds(0, 3, 3) == found.log_odds(1, 0, 9) == pytest.approx(NOWHERE)


def test_what_stands_before_is_read_but_never_an_answer(head: SpanHead):
    text = "She was born in Port Kelder in the spring of that year."
    found = head.read(WHERE, [HeadText(text, "Ilse Marrow was born in Oslo. Ilse Marrow: ")])
    assert text[found.spans[0].start :].startswith("Port Kelder")
    assert all(0 <= span.start < span.end <= len(text) for span in found.spans)


def test_places_are_exact_whatever_is_written(head: SpanHead):
    noise = "Ünïcödé — “quotes”, 東京タワー, Ĳsselmeer, \ud800 and 👩‍🚀; "
    text = noise + BORN
    span = head.read(WHERE, [HeadText(text)]).spans[0]
    assert text[span.start : span.end] == "Port Kelder"


def test_a_long_passage_is_read_in_rows_that_overlap(head: SpanHead):
    filler = "The harbour was busy and many boats came in every day of the week. " * 25
    text = filler + BORN
    found = head.read(WHERE, [HeadText(text)])
    assert text[found.spans[0].start :].startswith("Port Kelder")
    assert 1 <= len(found.rows) <= READ
    endless = head.read(WHERE, [HeadText(filler * 400 + BORN)], most=ROWS)
    assert len(endless.rows) == ROWS


@pytest.mark.parametrize("text", ["", " ", "\n\t", "a", "。", "？" * 50, "x" * 5000, "\x00"])
def test_any_text_is_read(head: SpanHead, text: str):
    found = head.read(text, [HeadText(text, text), HeadText("")])
    assert found.none[1] == 1.0 and 0.0 <= found.none[0] <= 1.0
    assert all(0 <= span.start < span.end <= len(text) for span in found.spans)


def test_another_script_is_read_without_an_error(head: SpanHead):
    text = "伊尔丝·马罗于1921年5月3日出生在凯尔德港。"
    found = head.read("伊尔丝·马罗出生在哪里？", [HeadText(text)])
    assert all(0 <= span.start < span.end <= len(text) for span in found.spans)


def test_nothing_to_read(head: SpanHead):
    assert head.read(WHERE, []).spans == () and head.read(WHERE, []).none == ()


def test_the_same_again(head: SpanHead):
    texts = [HeadText(BORN), HeadText(FILM)]
    alone, again = head.read(WHERE, texts[:1]), SpanHead().read(WHERE, texts)
    assert head.read(WHERE, texts).spans == again.spans
    assert set(alone.spans) <= set(again.spans)  # a passage's scores do not hang on the others
