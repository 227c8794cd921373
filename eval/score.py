"""Rows from a results file: an external system's, or one of `graphrag search|ask --questions`.

One object a line: `id`, `passages` (ids or titles, best first), and where there is a reader
`answer`, `abstained`, `citations`; `ms` if the time was taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from eval.formats.checked_records import Record, read_lines
from eval.questions import Dataset
from eval.returned import Row
from graphrag.datatypes import Citation
from graphrag.errors import SourceError


@dataclass(frozen=True, slots=True)
class Scored:
    """Results ready to be scored: the data set as they must be read with, and a row a question."""

    dataset: Dataset
    rows: tuple[Row, ...]


def load_results(path: Path, dataset: Dataset, *, answered_only: bool = False) -> Scored:
    """Read a results file against its questions.

    A question without a line counts as one for which nothing was returned; with `answered_only`
    it is left out. Both are noted. When the passages are titles, gold is compared by title.

    Raises:
        SourceError: a line is malformed, an id is unknown or repeated, or no passage is known.
    """
    questions = {question.id: question for question in dataset.questions}
    records: dict[str, Record] = {}
    for record in read_lines(path):
        identifier = str(record.values["id"]) if "id" in record.keys() else record.text("id")
        if identifier not in questions:
            raise record.wrong("id", f"is {identifier!r}, no question of {dataset.name}")
        if identifier in records:
            raise record.wrong("id", f"repeats {identifier!r} of {records[identifier].place}")
        records[identifier] = record
    if not records:
        raise SourceError(f"{path.name} holds no results.")
    rows = {name: _row(record, name, path.stem) for name, record in records.items()}
    dataset = _read_as(dataset, list(rows.values()), path)
    missing = [name for name in questions if name not in rows]
    if missing and answered_only:
        kept = tuple(question for question in dataset.questions if question.id in rows)
        note = f"{len(missing)} questions without a line in {path.name} are left out"
        dataset = replace(dataset, questions=kept, notes=(*dataset.notes, note))
    elif missing:
        answer = "" if any(row.answer is not None for row in rows.values()) else None
        rows.update(
            {
                name: Row(name, path.stem, (), answer=answer, abstained=answer is not None)
                for name in missing
            }
        )
        note = f"{len(missing)} questions have no line in {path.name}: scored as nothing found"
        dataset = replace(dataset, notes=(*dataset.notes, note))
    return Scored(dataset, tuple(rows[question.id] for question in dataset.questions))


def _row(record: Record, identifier: str, method: str) -> Row:
    answer = record.values.get("answer")
    if answer is not None and not isinstance(answer, str):
        raise record.wrong("answer", "is not a string")
    ms = record.values.get("ms")
    if ms is not None and (isinstance(ms, bool) or not isinstance(ms, int | float)):
        raise record.wrong("ms", "is not a number")
    abstained = record.values.get("abstained", answer == "")
    if not isinstance(abstained, bool):
        raise record.wrong("abstained", "is not true or false")
    return Row(
        identifier,
        method,
        record.texts("passages"),
        ms=ms,
        answer=answer,
        abstained=abstained,
        citations=_citations(record) if "citations" in record.keys() else None,
    )


def _citations(record: Record) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            cited.text("passage_id"),
            cited.text("title", " "),
            _offset(cited, "start"),
            _offset(cited, "end"),
            cited.text("text", " "),
        )
        for cited in record.records("citations")
    )


def _offset(record: Record, name: str) -> int:
    value: Any = record.values.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise record.wrong(name, "is missing or not a whole number")
    return value


def _read_as(dataset: Dataset, rows: Sequence[Row], path: Path) -> Dataset:
    """The data set as is when the results name passages by id, or with titles in place of ids."""
    titles = {passage.id: passage.title for passage in dataset.passages}
    known_titles = set(titles.values())
    returned = [name for row in rows for name in row.passages]
    ids = sum(name in titles for name in returned)
    named = sum(name in known_titles for name in returned)
    if returned and not ids and not named:
        raise SourceError(
            f"{path.name}: none of its passages is an id or a title of the corpus of "
            f"{dataset.name}; score results against the data they were made from."
        )
    strangers = len(returned) - max(ids, named)
    notes = list(dataset.notes)
    if strangers:
        notes.append(f"{strangers} of {len(returned)} returned passages are not in the corpus")
    if ids >= named:
        return replace(dataset, notes=tuple(notes))
    notes.append("passages were given by title: gold is compared by title, sentences not at all")
    questions = tuple(
        replace(
            question,
            gold=tuple(dict.fromkeys(titles.get(name, name) for name in question.gold)),
            sentences=None,
        )
        for question in dataset.questions
    )
    return replace(dataset, questions=questions, notes=tuple(notes))
