"""Bulk files: order kept, every problem named by its line, an earlier result never lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphrag.cli.bulk import read_questions, run_bulk
from graphrag.errors import GraphRAGError, QuestionError


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def echo(question: str) -> dict[str, Any]:
    if not question:
        raise QuestionError("the question is empty")
    return {"passages": [question]}


def test_questions_are_read_in_order_and_blank_lines_skipped(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", '{"id": "b", "question": "x"}', "",
                 '{"id": 7, "question": "y", "answer": "z"}')
    assert [(q.line, q.id, q.question) for q in read_questions(path)] == [(1, "b", "x"),
                                                                         (3, 7, "y")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2 is not JSON"),
        ("[]", "line 2 is not a JSON object"),
        ('{"id": "a"}', 'line 2 needs an "id" and a "question"'),
        ('{"question": "a"}', 'line 2 needs an "id" and a "question"'),
        ('{"id": true, "question": "a"}', 'line 2 needs an "id" and a "question"'),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, words: str) -> None:
    path = write(tmp_path / "q.jsonl", '{"id": "a", "question": "x"}', line)
    with pytest.raises(QuestionError, match=words):
        read_questions(path)


def test_no_file_and_no_question_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="cannot read"):
        read_questions(tmp_path / "none.jsonl")
    with pytest.raises(QuestionError, match="holds no question"):
        read_questions(write(tmp_path / "q.jsonl", "", ""))


def test_results_keep_the_order(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", *(f'{{"id": "{c}", "question": "{c}é"}}' for c in "cab"))
    out = tmp_path / "out.jsonl"
    run_bulk(path, out, echo, read_questions(path))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [list(row) for row in rows] == [["id", "passages", "ms"]] * 3
    assert [(row["id"], row["passages"]) for row in rows] == [(c, [f"{c}é"]) for c in "cab"]
    assert not (tmp_path / "out.jsonl.part").exists()


def test_a_failure_leaves_the_earlier_results_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", '{"id": 1, "question": "x"}', '{"id": 2, "question": ""}')
    out = write(tmp_path / "out.jsonl", "earlier")
    with pytest.raises(QuestionError, match="line 2: the question is empty"):
        run_bulk(path, out, echo, read_questions(path))
    assert out.read_text() == "earlier"
    assert len((tmp_path / "out.jsonl.part").read_text().splitlines()) == 1


def test_results_go_to_standard_output_without_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "q.jsonl", '{"id": 1, "question": "x"}')
    run_bulk(path, None, echo, read_questions(path))
    assert json.loads(capsys.readouterr().out)["passages"] == ["x"]


def test_an_unwritable_place_is_refused_before_asking(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", '{"id": 1, "question": "x"}')
    with pytest.raises(GraphRAGError, match="cannot write"):
        run_bulk(path, tmp_path / "none" / "out.jsonl", echo, read_questions(path))
