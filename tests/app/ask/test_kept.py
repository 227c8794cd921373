"""History and feedback: kept beside the catalog, in order, and made into a question set."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.ask.history import FILE, forget, past_questions, remember, rename
from app.ask.judgements import eval_set, feedback_on, judged, keep_feedback
from app.workbench_rows import read_rows
from eval.formats.own import load
from tests.app.ask.test_pieces import made_of


def test_the_latest_question_is_on_top_and_keeps_its_name(tmp_path: Path) -> None:
    for question in ("a?", "b?", "a?"):
        remember(tmp_path, question, "x")
    assert [past.question for past in past_questions(tmp_path)] == ["a?", "b?"]
    rename(tmp_path, "b?", "The second")
    remember(tmp_path, "b?", "y")
    first, *_ = past_questions(tmp_path)
    assert (first.name, first.answer) == ("The second", "y")
    forget(tmp_path, "b?")
    assert [past.question for past in past_questions(tmp_path)] == ["a?"]


def test_a_damaged_line_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"question": "a?"}\nnot json\n[1]\n{"question": "b?"}\n')
    assert [row["question"] for row in read_rows(tmp_path / FILE)] == ["a?", "b?"]
    assert (tmp_path / FILE).stat().st_size > 0


def test_verdicts_become_a_question_set_that_eval_reads(tmp_path: Path) -> None:
    answer = made_of("p1")
    asked = replace(answer, retrieval=replace(answer.retrieval, question="Who?"))
    keep_feedback(tmp_path, judged(asked, "right", "", ""))
    other = replace(answer, retrieval=replace(answer.retrieval, question="Where?"))
    keep_feedback(tmp_path, judged(other, "wrong", "", "no idea"))
    assert feedback_on(tmp_path, "Where?")["note"] == "no idea"
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"id": "p1", "title": "T", "text": "X."}))
    (tmp_path / "questions.jsonl").write_text(eval_set(tmp_path))
    (only,) = load(tmp_path).questions  # the wrong one says nothing of what is right
    assert (only.text, only.answers[0], only.gold) == ("Who?", "p1", ("p1",))
    keep_feedback(tmp_path, judged(other, "wrong", "Velm", ""))
    (tmp_path / "questions.jsonl").write_text(eval_set(tmp_path))
    assert [q.answers[0] for q in load(tmp_path).questions] == ["p1", "Velm"]


@pytest.mark.parametrize("verdict", ["right", "wrong evidence"])
def test_only_right_evidence_is_taken_for_gold(tmp_path: Path, verdict: str) -> None:
    keep_feedback(tmp_path, judged(made_of("p1"), verdict, "", ""))
    row = json.loads(eval_set(tmp_path))
    assert row["supporting_ids"] == (["p1"] if verdict == "right" else [])
