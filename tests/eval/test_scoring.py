"""Which metrics a row gets, and which are left out."""

import pytest

from eval.cited_sentences import SentenceNumbers
from eval.questions import Dataset, Evidence, Question
from eval.returned import Row, RowLog, from_json, to_json
from eval.scoring import reasons_left_out, score
from graphrag.datatypes import Citation, Hop, Span
from indexing.documents import Document

PASSAGES = (
    Document("p1", "Ada", "Ada was born in Rome. She wrote verse."),
    Document("p2", "Rome", "Rome is in Italy. It is old."),
    Document("p3", "Oslo", "Oslo is in Norway."),
)
QUESTION = Question(
    "q1",
    "In which country was Ada born?",
    ("Italy", "Italian Republic"),
    ("p1", "p2"),
    "bridge",
    2,
    frozenset({("p1", 0), ("p2", 0)}),
    (Evidence(("Ada",), "born in", ("Rome",)),),
)


def dataset(question=QUESTION, spans=None):
    from pathlib import Path

    return Dataset("tiny", "folder", Path("tiny"), PASSAGES, (question,), spans or {})


def cite(passage, start, end):
    return Citation(passage, "", start, end, "")


def test_a_whole_row():
    row = Row(
        "q1",
        "graph",
        ("p1", "p3", "p2"),
        answer="the Italian Republic",
        hops=(Hop("Ada", "was born in", "Rome", "p1", "Ada was born in Rome."),),
        citations=(cite("p1", 0, 21), cite("p3", 0, 18)),
    )
    found = score(row, QUESTION, 3, SentenceNumbers(dataset()))
    assert found["recall@1"] == found["recall@2"] == 1 / 2
    assert "recall@5" not in found and "ndcg@10" not in found  # only three were returned
    assert found["mrr"] == 1
    assert found["em"] == found["f1"] == found["joint"] == 1
    assert found["hops-found"] == 1
    assert found["sentence-f1"] == 1 / 2  # one of two cited, one of two gold


def test_joint_needs_all_gold_in_the_first_five():
    row = Row("q1", "graph", ("p1", "p3"), answer="Italy")
    found = score(row, QUESTION, 5, SentenceNumbers(dataset()))
    assert (found["em"], found["joint"]) == (1, 0)


def test_an_abstention_is_no_answer():
    row = Row("q1", "graph", ("p1", "p2"), answer="Italy", abstained=True)
    found = score(row, QUESTION, 5, SentenceNumbers(dataset()))
    assert (found["em"], found["f1"], found["abstained"], found["joint"]) == (0, 0, 1, 0)


def test_what_was_not_tried_is_not_scored():
    row = Row("q1", "bm25", ("p1", "p2"))
    found = score(row, QUESTION, 5, SentenceNumbers(dataset()))
    assert not {"em", "f1", "abstained", "joint", "hops-found", "sentence-f1"} & set(found)
    reasons = reasons_left_out(dataset(), {"bm25": [row]}, 2)
    assert any(name.startswith("recall@5") for name in reasons)
    assert "hops-found (bm25)" in reasons


def test_a_metric_for_some_questions_only_says_for_how_many():
    from dataclasses import replace

    bare = replace(QUESTION, id="q2", sentences=None)
    both = replace(dataset(), questions=(QUESTION, bare))
    rows = {"graph": [Row(name, "graph", ("p1",), answer="x") for name in ("q1", "q2")]}
    reasons = reasons_left_out(both, rows, 20)
    assert reasons["sentence-f1 of 1 of 2 questions"] == "they have no usable gold sentences"


def test_without_citations_the_sentences_of_the_paths_count():
    hops = (
        Hop("Ada", "is", "Rome", "p1", "Ada was born in Rome."),
        Hop("Rome", "is", "Italy", "p2", "Rome is in Italy."),
    )
    found = score(Row("q1", "graph", (), hops=hops), QUESTION, 5, SentenceNumbers(dataset()))
    assert found["sentence-f1"] == 1


def test_the_publishers_sentences_win_over_our_splitter():
    spans = {"p1": (Span(0, 8), Span(9, 38))}
    where = SentenceNumbers(dataset(spans=spans))
    assert where.of_range("p1", 22, 38) == {("p1", 1)}
    assert where.of_text("p1", "not in there") == {("p1", -1)}
    assert where.of_text("p1", "") == set()


def test_a_row_survives_its_json():
    row = Row(
        "q1",
        "graph",
        ("p1",),
        key="k",
        ms=1.5,
        timings_ms={"link": 0.5},
        route="graph",
        seeds=(("Ada", 0.5, "mention"),),
        hops=(Hop("a", "b", "c", "p1", "s"),),
        answer="",
        abstained=True,
        citations=(),
        llm={"calls": 0},
        error="",
    )
    assert from_json(to_json(row)) == row
    bare = Row("q1", "bm25", ())
    assert from_json(to_json(bare)) == bare


def test_a_torn_last_line_is_dropped(tmp_path):
    log = RowLog(tmp_path / "rows.jsonl")
    log.append(Row("q1", "bm25", ("p1",), key="k1"))
    with log.path.open("a") as stream:
        stream.write('{"question_id": "q2", "meth')
    assert list(log.read()) == ["k1"]
    log.append(Row("q2", "bm25", ("p2",), key="k2"))
    assert list(log.read()) == ["k1", "k2"]


@pytest.mark.parametrize("passages", [("p1", "p2"), ()])
def test_a_question_without_gold_has_no_ranking_metric(passages):
    from dataclasses import replace

    question = replace(QUESTION, gold=(), sentences=None)
    assert score(Row("q1", "m", passages), question, 5, SentenceNumbers(dataset())) == {}
