"""Records of a published file, with errors that name the file, the line and the field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphrag.errors import SourceError

UNPARSABLE = (ValueError, RecursionError)  # a number of too many digits; nested too deeply


@dataclass(frozen=True, slots=True)
class Record:
    """One JSON object and where it stands. Every getter raises SourceError on a wrong field."""

    values: Mapping[str, Any]
    path: Path
    place: str  # "line 7", or "record 3 of the array (line 1)"

    def keys(self) -> set[str]:
        """The names of the fields."""
        return set(self.values)

    def wrong(self, name: str, problem: str) -> SourceError:
        """The error for field `name`, to be raised by the caller."""
        return SourceError(f"{self.path.name}, {self.place}: field {name!r} {problem}.")

    def text(self, name: str, default: str | None = None) -> str:
        """A string field, not blank; `default` when the field is absent."""
        if name not in self.values and default is not None:
            return default
        value = self._value(name)
        if not isinstance(value, str):
            raise self.wrong(name, f"is not a string but {_kind(value)}")
        if not value.strip():
            raise self.wrong(name, "is empty")
        return value

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of strings."""
        if name not in self.values and default is not None:
            return default
        value = self._value(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(name, "is not a list of strings")
        return tuple(value)

    def rows(self, name: str, *shapes: type) -> list[list[Any]]:
        """A list of lists whose items have the given types, in order."""
        value = self._value(name)
        if not isinstance(value, list):
            raise self.wrong(name, f"is not a list but {_kind(value)}")
        for number, row in enumerate(value):
            if not _has_shape(row, shapes):
                wanted = ", ".join(shape.__name__ for shape in shapes)
                raise self.wrong(name, f"has an item (number {number}) that is not [{wanted}]")
        return value

    def records(self, name: str) -> list[Record]:
        """A list of objects, as records placed inside this one."""
        value = self._value(name)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(name, "is not a list of objects")
        return [
            Record(item, self.path, f"{self.place}, {name}[{number}]")
            for number, item in enumerate(value)
        ]

    def _value(self, name: str) -> Any:
        if name not in self.values:
            raise self.wrong(name, "is missing")
        return self.values[name]


def read_lines(path: Path) -> Iterator[Record]:
    """The objects of a JSON Lines file; blank lines are skipped."""
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if not line.strip():
            continue
        place = f"line {number}"
        yield Record(_object(_parsed(line, path, number), path, place), path, place)


def read_array(path: Path) -> list[Record]:
    """The objects of a file that is one JSON array."""
    text = _read(path)
    values = _parsed(text, path, 1)
    if not isinstance(values, list):
        raise SourceError(f"{path.name}: the file is not a JSON array but {_kind(values)}.")
    if not values:
        raise SourceError(f"{path.name}: the array holds no record.")
    lines = _lines_of_items(text, len(values))
    return [
        Record(_object(value, path, place), path, place)
        for number, value in enumerate(values)
        for place in [f"record {number} of the array (line {lines[number]})"]
    ]


def read_any(path: Path) -> list[Record]:
    """JSON Lines by the name `.jsonl`, else one JSON array."""
    records = list(read_lines(path)) if path.suffix == ".jsonl" else read_array(path)
    if not records:
        raise SourceError(f"{path.name}: the file holds no record.")
    return records


def _parsed(text: str, path: Path, line: int) -> Any:
    """The JSON of `text`, which begins on this line of the file."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{path.name}, line {line - 1 + error.lineno}"
        raise SourceError(f"{where}: not JSON ({error.msg}).") from error
    except UNPARSABLE as error:
        raise SourceError(f"{path.name}, line {line}: not usable JSON.") from error


def first_record(path: Path) -> Record:
    """The first object of either kind of file."""
    if path.suffix == ".jsonl":
        for record in read_lines(path):
            return record
        raise SourceError(f"{path.name}: the file holds no record.")
    return read_array(path)[0]


def unique(records: Sequence[Record], name: str) -> dict[str, Record]:
    """Records by their id field; a second use of an id is an error at its line."""
    found: dict[str, Record] = {}
    for record in records:
        identifier = record.text(name)
        if identifier in found:
            raise record.wrong(name, f"repeats {identifier!r} of {found[identifier].place}")
        found[identifier] = record
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{path.name}: not UTF-8 text (byte {error.start}).") from error
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}.") from error


def _object(value: Any, path: Path, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SourceError(f"{path.name}, {place}: not an object but {_kind(value)}.")
    return value


def _lines_of_items(text: str, count: int) -> list[int]:
    """The line on which each item of the outermost array starts."""
    if "\n" not in text:
        return [1] * count
    decoder = json.JSONDecoder()
    lines, line, at = [], 1, 0
    position = text.index("[") + 1
    for _ in range(count):
        while text[position] in " \t\r\n,":
            position += 1
        line += text.count("\n", at, position)
        at = position
        lines.append(line)
        _, position = decoder.raw_decode(text, position)
    return lines


def _has_shape(row: Any, shapes: tuple[type, ...]) -> bool:
    if not isinstance(row, list) or len(row) != len(shapes):
        return False
    for item, shape in zip(row, shapes, strict=True):
        if isinstance(item, bool) or not isinstance(item, shape):
            return False
    return True


def _kind(value: Any) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "a string",
        bool: "a truth value",
        int: "a number",
        float: "a number",
        type(None): "null",
    }
    return names[type(value)]
