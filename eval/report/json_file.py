"""A run as JSON, whole (`run.json`) or recorded: figures and per-question metrics without rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from eval.bootstrap import Interval
from eval.questions import Evidence, Question
from eval.report.summary import Scores, Summary, Table
from eval.returned import Row, from_json, to_json
from eval.run import Run
from graphrag.errors import SourceError

SCHEMA = 1


def save_run(run: Run, path: Path, *, with_rows: bool = True) -> None:
    """Write a run; without rows it is a recorded run, which names no path."""
    values: dict[str, Any] = {
        "schema": SCHEMA,
        "data": run.data,
        "methods": run.methods,
        "index": run.index,
        "code": run.code,
        "seed": run.seed,
        "resamples": run.resamples,
        "left_out": run.left_out,
        "summary": {method: asdict(summary) for method, summary in run.summary.items()},
        "scores": {method: _columns(found) for method, found in run.scores.items()},
    }
    if with_rows:
        values["path"] = run.path
        values["questions"] = [_question_json(question) for question in run.questions]
        values["titles"] = run.titles
        values["rows"] = [to_json(row) for found in run.rows.values() for row in found]
    else:
        values["questions"] = [
            {"id": question.id, "type": question.type, "hops": question.hops}
            for question in run.questions
        ]
    # One top-level entry a line: small enough to read, and changes can be told apart.
    body = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(_rounded(value), ensure_ascii=False)}"
        for name, value in values.items()
    )
    path.write_text("{\n" + body + "\n}\n", encoding="utf-8")


def load_run(path: Path) -> Run:
    """Read what `save_run` wrote.

    Raises:
        SourceError: the file is missing, not JSON, or no run of this schema.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(f"cannot read the run {path}: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{path} is not JSON; give a run.json that `eval` wrote.") from error
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        raise SourceError(f"{path} is no run of this version; give a run.json that `eval` wrote.")
    rows: dict[str, list[Row]] = {}
    for item in values.get("rows", []):
        rows.setdefault(item["method"], []).append(from_json(item))
    questions = tuple(_question(item) for item in values["questions"])
    return Run(
        path=values.get("path", ""),
        data=values["data"],
        methods=values["methods"],
        index=values["index"],
        code=values["code"],
        seed=values["seed"],
        resamples=values["resamples"],
        questions=questions,
        scores={
            method: _by_question(questions, columns) for method, columns in values["scores"].items()
        },
        summary={method: _summary(item) for method, item in values["summary"].items()},
        left_out=values["left_out"],
        titles=values.get("titles", {}),
        rows={method: tuple(found) for method, found in rows.items()},
    )


def _columns(scores: Scores) -> dict[str, list[float | None]]:
    """Metric -> values in the order of the questions, null where it does not apply."""
    metrics = dict.fromkeys(metric for found in scores.values() for metric in found)
    return {metric: [found.get(metric) for found in scores.values()] for metric in metrics}


def _rounded(value: Any) -> Any:
    """Numbers with six decimals, whole ones without a point; sequences become lists."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    if isinstance(value, Mapping):
        return {name: _rounded(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def _by_question(
    questions: Sequence[Question], columns: Mapping[str, Sequence[float | None]]
) -> Scores:
    return {
        question.id: {
            metric: float(value)
            for metric, values in columns.items()
            for value in [values[position]]
            if value is not None
        }
        for position, question in enumerate(questions)
    }


def _question_json(question: Question) -> dict[str, Any]:
    values = asdict(question)
    values["sentences"] = None if question.sentences is None else sorted(question.sentences)
    return values


def _question(values: Mapping[str, Any]) -> Question:
    sentences = values.get("sentences")
    return Question(
        id=values["id"],
        text=values.get("text", ""),
        answers=tuple(values.get("answers", ())),
        gold=tuple(values.get("gold", ())),
        type=values["type"],
        hops=values["hops"],
        sentences=None if sentences is None else frozenset((p, n) for p, n in sentences),
        evidences=tuple(
            Evidence(tuple(e["subjects"]), e["relation"], tuple(e["objects"]))
            for e in values.get("evidences", ())
        ),
    )


def _summary(values: Mapping[str, Any]) -> Summary:
    def table(items: Mapping[str, Mapping[str, Any]]) -> Table:
        return {metric: Interval(**item) for metric, item in items.items()}

    return Summary(
        **{
            **values,
            "overall": table(values["overall"]),
            "by_type": {name: table(items) for name, items in values["by_type"].items()},
            "by_hops": {name: table(items) for name, items in values["by_hops"].items()},
        }
    )
