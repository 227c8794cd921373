"""Bulk files: order kept, every problem named by its line, an earlier result never lost."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from graphrag.cli.bulk import read_questions, run_bulk
from graphrag.errors import GraphRAGError, QuestionError


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def echo(question: str) -> dict[str, Any]:
    return {"passages": [question]}


def check(question: str) -> None:
    if not question:
        raise QuestionError("the question is empty")


def test_questions_are_read_in_order_and_blank_lines_skipped(tmp_path: Path) -> None:
    path = write(
        tmp_path / "q.jsonl",
        '{"id": "b", "question": "x"}',
        "",
        '{"id": 7, "question": "y", "answer": "z"}',
    )
    assert [(q.line, q.id, q.question) for q in read_questions(path, check)] == [
        (1, "b", "x"),
        (3, 7, "y"),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2 is not JSON"),
        ("[" * 100_000, "line 2 is not JSON: it cannot be parsed"),
        ('{"a":' * 100_000, "line 2 is not JSON: it cannot be parsed"),
        ('{"id": ' + "9" * 5_000 + ', "question": "x"}', "line 2 is not JSON: it cannot be parsed"),
        ("[]", "line 2 is not a JSON object"),
        ('{"id": "a"}', 'line 2 needs an "id" and a "question"'),
        ('{"question": "a"}', 'line 2 needs an "id" and a "question"'),
        ('{"id": true, "question": "a"}', 'line 2 needs an "id" and a "question"'),
        ('{"id": "b", "question": ""}', "line 2: the question is empty"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, words: str) -> None:
    path = write(tmp_path / "q.jsonl", '{"id": "a", "question": "x"}', line)
    with pytest.raises(QuestionError, match=words):
        read_questions(path, check)


def test_no_file_and_no_question_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="cannot read"):
        read_questions(tmp_path / "none.jsonl", check)
    with pytest.raises(QuestionError, match="holds no question"):
        read_questions(write(tmp_path / "q.jsonl", "", ""), check)


def test_results_keep_the_order(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", *(f'{{"id": "{c}", "question": "{c}é"}}' for c in "cab"))
    out = tmp_path / "out.jsonl"
    run_bulk(read_questions(path, check), out, echo)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [list(row) for row in rows] == [["id", "passages", "ms"]] * 3
    assert [(row["id"], row["passages"]) for row in rows] == [(c, [f"{c}é"]) for c in "cab"]
    assert not (tmp_path / "out.jsonl.part").exists()


def test_an_interruption_leaves_the_earlier_results_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", '{"id": 1, "question": "x"}', '{"id": 2, "question": "y"}')
    out = write(tmp_path / "out.jsonl", "earlier")

    def interrupted(question: str) -> dict[str, Any]:
        if question == "y":
            raise KeyboardInterrupt
        return echo(question)

    with pytest.raises(KeyboardInterrupt):
        run_bulk(read_questions(path, check), out, interrupted)
    assert out.read_text() == "earlier"
    assert len((tmp_path / "out.jsonl.part").read_text().splitlines()) == 1


def test_two_are_answered_at_once_and_results_keep_the_order(tmp_path: Path) -> None:
    asked = read_questions(
        write(tmp_path / "q.jsonl", *(f'{{"id": "{c}", "question": "{c}"}}' for c in "abcdefg")),
        check,
    )
    met = Barrier(2, timeout=20)  # passed by two threads only, so by two questions at once

    def answer(question: str) -> dict[str, Any]:
        if question != "a":  # the first is answered alone
            met.wait()
        return echo(question)

    out = tmp_path / "out.jsonl"
    run_bulk(asked, out, answer, at_once=2)
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == [*"abcdefg"]


def test_the_parser_is_loaded_before_there_are_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr("graphrag.cli.bulk.clause_ends", lambda _: seen.append("parser"))
    asked = read_questions(
        write(tmp_path / "q.jsonl", *(f'{{"id": "{c}", "question": "{c}"}}' for c in "abc")), check
    )

    def answer(question: str) -> dict[str, Any]:
        seen.append(question)
        return {}

    run_bulk(asked, tmp_path / "out.jsonl", answer, at_once=2)
    assert seen.index("parser") == 1


def test_an_interruption_ends_what_is_answered_at_once_and_begins_no_other(tmp_path: Path) -> None:
    lines = (f'{{"id": {n}, "question": "{n}"}}' for n in range(50))
    asked = read_questions(write(tmp_path / "q.jsonl", *lines), check)
    seen = []

    def interrupted(question: str) -> dict[str, Any]:
        seen.append(question)
        if question == "3":
            raise KeyboardInterrupt
        return echo(question)

    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run_bulk(asked, out, interrupted, at_once=2)
    assert len(seen) < 15  # the questions ahead of the third's result, and no more
    assert not out.exists()
    assert len((tmp_path / "out.jsonl.part").read_text().splitlines()) == 3


def test_results_go_to_standard_output_without_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "q.jsonl", '{"id": 1, "question": "x"}')
    run_bulk(read_questions(path, check), None, echo)
    assert json.loads(capsys.readouterr().out)["passages"] == ["x"]


def test_an_unwritable_place_is_refused_before_asking(tmp_path: Path) -> None:
    path = write(tmp_path / "q.jsonl", '{"id": 1, "question": "x"}')
    with pytest.raises(GraphRAGError, match="cannot write"):
        run_bulk(read_questions(path, check), tmp_path / "none" / "out.jsonl", echo)
