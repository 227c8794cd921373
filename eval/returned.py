"""What one method returned for one question, as a line of JSON that can be appended and resumed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from graphrag.datatypes import Citation, Hop


@dataclass(frozen=True, slots=True)
class Row:
    """One question answered by one method.

    `answer` is None when no reader ran; `abstained` answers keep what the reader would have said
    out of the score. `key` names the question, settings, index and code it was computed with.
    """

    question_id: str
    method: str
    passages: tuple[str, ...]  # ids, best first
    key: str = ""
    ms: float | None = None  # wall-clock time of the retrieval
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    route: str = ""
    seeds: tuple[tuple[str, float, str], ...] = ()  # entity, weight, source
    hops: tuple[Hop, ...] | None = None  # of all evidence paths; None when the method has none
    answer: str | None = None
    abstained: bool = False
    citations: tuple[Citation, ...] | None = None
    llm: Mapping[str, float] = field(default_factory=dict)  # calls, tokens, cost
    error: str = ""


def to_json(row: Row) -> dict[str, Any]:
    """A plain dict; what was not measured (None) and what is empty is left out.

    An empty answer and empty lists of hops or citations stay: they were measured.
    """
    measured = ("ms", "hops", "answer", "citations", "passages")
    return {
        name: value
        for name, value in asdict(row).items()
        if value or (name in measured and value is not None)
    }


def from_json(values: Mapping[str, Any]) -> Row:
    """The row that `to_json` wrote."""
    known = {name: value for name, value in values.items() if name in _NAMES}
    for name, kind in (("hops", Hop), ("citations", Citation)):
        if known.get(name) is not None:
            known[name] = tuple(kind(**item) for item in known[name])
    known["passages"] = tuple(known["passages"])
    known["seeds"] = tuple(
        (entity, weight, source) for entity, weight, source in known.get("seeds", ())
    )
    return Row(**known)


_NAMES = {item.name for item in fields(Row)}


class RowLog:
    """Rows on disk, one line each, written as they come so that a run can be resumed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, Row]:
        """Rows by key. A last line cut short by an interruption is dropped."""
        if not self.path.is_file():
            return {}
        text = self.path.read_text(encoding="utf-8")
        whole, newline, _ = text.rpartition("\n")
        if whole + newline != text:
            self.path.write_text(whole + newline, encoding="utf-8")
        rows = [from_json(json.loads(line)) for line in whole.split("\n") if line]
        return {row.key: row for row in rows}

    def append(self, row: Row) -> None:
        """Add one row and hand it to the operating system."""
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(to_json(row), ensure_ascii=False) + "\n")
