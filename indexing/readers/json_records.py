"""Lists and objects of JSON that are tables: records however deep, rows, columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from indexing.readers.html import write_html
from indexing.readers.tables import Rows, make_table
from indexing.readers.writer import Writer

PLAIN = (str, int, float, bool, type(None))
MOST_INSIDE = 300  # characters of the objects in a list that stand in a cell
DEEPEST = 30
PAGE = re.compile(r"</\w+>|<(?:br|p|img)\b[^>]*>", re.IGNORECASE)  # text that is a page's source


def records(value: Sequence[Any]) -> Rows | None:
    """A list of objects as a table, those inside them under their keys ("geometry type", "type"
    alone where no other key is called so); rows of plain values likewise; else None.
    """
    if len(value) < 2:
        return None
    if all(isinstance(row, list) and row and is_plain_list(row) for row in value):
        return _rows(value)
    if not all(isinstance(row, dict) and row for row in value):
        return None
    leaves = [_leaves(row) for row in value]
    if any(row is None for row in leaves):
        return None
    paths = list(dict.fromkeys(path for row in leaves for path in row or ()))
    called = Counter(path[-1] for path in paths)
    names = tuple(path[-1] if called[path[-1]] == 1 else " ".join(path) for path in paths)
    cells = (tuple((row or {}).get(path, "") for path in paths) for row in leaves)
    return Rows(names, tuple(cells))


def columns(value: Mapping[str, Any]) -> Rows | None:
    """An object that is a table, as programs write one: {"columns": [...], "data": [[...]]}, or for
    each column its cells by the numbers of the rows; else None.
    """
    heads, data = value.get("columns"), value.get("data")
    if isinstance(heads, list) and isinstance(data, list) and is_plain_list(heads) and data:
        if all(is_plain_list(row) and len(row) == len(heads) for row in data):
            return Rows(tuple(map(text, heads)), tuple(tuple(map(text, row)) for row in data))
    first = next(iter(value.values()), None)
    if len(value) < 2 or not isinstance(first, dict) or not all(key.isdecimal() for key in first):
        return None
    for column in value.values():
        if not isinstance(column, dict) or column.keys() != first.keys():
            return None
        if not all(isinstance(cell, PLAIN) for cell in column.values()):
            return None
    rows = tuple(tuple(text(column[key]) for column in value.values()) for key in first)
    return Rows(tuple(value), rows)


def is_plain_list(value: Any) -> bool:
    """A list of words and numbers."""
    return isinstance(value, list) and all(isinstance(one, PLAIN) for one in value)


def text(value: Any) -> str:
    """A plain value in words, a page's source as it is shown."""
    if value is None or value != value:  # nothing, or no number
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and PAGE.search(value):
        value = " ".join(said for _, said in shown(value))
    return " ".join(str(value).split())


def shown(source: str) -> list[tuple[str, str]]:
    """Kind and text of the blocks of a page."""
    page = Writer()
    write_html(page, source)
    return page.said()


def _rows(value: Sequence[Sequence[Any]]) -> Rows | None:
    """Rows of one width."""
    if len({len(row) for row in value}) > 1 or len(value[0]) < 2:
        return None
    return make_table([[text(cell) for cell in row] for row in value])


def _leaves(
    row: Mapping[str, Any], above: tuple[str, ...] = ()
) -> dict[tuple[str, ...], str] | None:
    """The cells of a record by the keys that lead there; None where one needs more than a cell."""
    found: dict[tuple[str, ...], str] = {}
    if len(above) > DEEPEST:
        return None
    for key, value in row.items():
        path = (*above, key)
        if isinstance(value, dict):
            inside = _leaves(value, path)
            if inside is None:
                return None
            found.update(inside)
        else:
            cell = _cell(value)
            if cell is None:
                return None
            found[path] = cell
    return found


def _cell(value: Any) -> str | None:
    """A value in words: lists of plain ones and of few small objects, too; else None."""
    if isinstance(value, PLAIN):
        return text(value)
    if is_plain_list(value):
        return ", ".join(map(text, value))
    if all(isinstance(one, list) for one in value):
        parts = [_cell(one) for one in value]
    elif all(isinstance(one, dict) for one in value):
        rows = [_leaves(one) for one in value]
        parts = [
            None if row is None else ", ".join(f"{path[-1]}: {cell}" for path, cell in row.items())
            for row in rows
        ]
        if sum(len(part or "") for part in parts) > MOST_INSIDE:
            return None
    else:
        return None
    return None if None in parts else "; ".join(filter(None, parts))
