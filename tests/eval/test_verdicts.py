"""Answers counted by kind of question."""

import json

import pytest
from click.testing import CliRunner

from eval.cli import cli
from eval.verdicts import Judged, judge, table

WHERE = {"id": "1", "kind": "where", "answer": "Bergen", "aliases": []}
NOBODY = {"id": "2", "kind": "unanswerable", "answer": None, "aliases": []}
WHY = {"id": "3", "kind": "why", "answer": "-", "aliases": [], "key": ["rain/snow", "roof"]}


def said(text, *cited):
    return {"answer": text, "abstained": False, "citations": [{"text": t} for t in cited]}


SILENT = {"answer": "Oslo", "abstained": True}


@pytest.mark.parametrize(
    ("question", "answer", "outcome"),
    [
        (WHERE, said("the Bergen"), "right"),
        (WHERE, said("in old Bergen, Norway"), "right"),  # 4 words, 1 of them wanted
        (WHERE, said("from Bergen by ship over the sea to Leith"), "wrong"),  # 9 words: too long
        (WHERE, said("Oslo"), "wrong"),
        (WHERE, SILENT, "silent"),
        (NOBODY, SILENT, "well silent"),
        (NOBODY, said("Oslo"), "wrong"),
        (WHY, said("The roof broke.", "Snow fell."), "right"),
        (WHY, said("The roof broke.", "a", "b", "c", "Snow fell."), "wrong"),  # cited fifth
        ({"id": "4", "type": "yesno", "answer": "no"}, said("No, never."), "right"),
        ({"id": "5", "answer": ["A", "B"]}, said("A and B"), "right"),
    ],
)
def test_outcome(question, answer, outcome):
    assert judge(question, answer).outcome == outcome


def test_table_adds_up():
    verdicts = [Judged("b", "right"), Judged("a", "wrong"), Judged("b", "silent")]
    assert table(verdicts)[2:] == [
        "| a | 1 | 0 | 1 | 0 | 0 |",
        "| b | 2 | 1 | 0 | 1 | 0 |",
        "| all | 3 | 1 | 1 | 1 | 0 |",
    ]


def test_command_counts_a_missing_line_as_silent(tmp_path):
    questions, answers = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text("\n".join(json.dumps(q) for q in (WHERE, NOBODY)), encoding="utf-8")
    line = json.dumps({"id": "1", **said("Bergen", "Not\u2028Oslo")}, ensure_ascii=False)
    answers.write_text(line + "\n", encoding="utf-8")  # U+2028 ends no line of JSON
    found = CliRunner().invoke(cli, ["verdicts", str(questions), str(answers)])
    assert found.output.splitlines()[-1] == "| all | 2 | 1 | 0 | 0 | 1 |"
