"""Tables drawn with characters: between bars, or in columns that spaces hold apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexing.readers.tables import Rows, make_table

FEWEST = 3  # lines of a table without bars, and its columns
_LONGEST = 300  # characters of a line
_CELL = re.compile(r"\S+(?: \S+)*")  # words with one space between them
_BORDER = re.compile(r"[-=+|:\s]*[-=]{2}[-=+|:\s]*")
Span = tuple[int, int]


def tables_in(lines: Sequence[str]) -> dict[int, tuple[int, Rows]]:
    """The tables by their first line: the line behind them, and what they hold."""
    found = {}
    at = 0
    for start, end in _runs(lines):
        if start < at:
            continue
        table = _barred(lines[start:end]) or _aligned(lines[start:end])
        if table:
            found[start] = end, table
            at = end
    return found


def tabs_as_bars(text: str) -> str:
    """A text in which tables that tabs draw, as programs for sheets copy them, are drawn with bars:
    three lines or more with as many cells each; two columns only where a first line names them,
    for fields and lists are written so, too.
    """
    if "\t" not in text:
        return text
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        count = lines[at].count("\t")
        end = at + 1
        while count and end < len(lines) and lines[end].count("\t") == count:
            end += 1
        if count and end - at >= FEWEST:
            lines[at:end] = _as_bars(lines[at:end])
        at = end
    return "\n".join(lines)


def _as_bars(lines: list[str]) -> list[str]:
    """The lines with bars where they are a table."""
    cells = [[cell.strip() for cell in line.split("\t")] for line in lines]
    first = [row[0] for row in cells]
    if not all(first) or any(cell[-1] == ":" for cell in first) or "|" in "".join(lines):
        return lines
    if len(cells[0]) == 2 and not make_table(cells).header:
        return lines
    return [f"| {' | '.join(row)} |" for row in cells]


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that may be rows."""
    start = None
    for position, line in enumerate((*lines, "")):
        inside = bool(line.strip()) and len(line) < _LONGEST and _may_be_row(line)
        if inside and start is None:
            start = position
        elif not inside and start is not None:
            if position - start >= 2:
                yield start, position
            start = None


def _may_be_row(line: str) -> bool:
    return "|" in line or "   " in line.strip() or "  " in line.strip() or bool(_is_border(line))


def _is_border(line: str) -> bool:
    return _BORDER.fullmatch(line) is not None


def _barred(lines: Sequence[str]) -> Rows | None:
    """Cells between bars, as many in each row; a border below the first row heads it."""
    rows = [line.strip() for line in lines if not _is_border(line)]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    drawn = all(row.startswith("|") and row.endswith("|") for row in rows)
    ruled = any(_is_border(line) for line in lines)
    if len(rows) < 2 or len(cells[0]) < 2 or not (drawn or ruled):
        return None
    if any(len(row) != len(cells[0]) for row in cells):
        return None
    first = next(position for position, line in enumerate(lines) if not _is_border(line))
    borders = [p for p, line in enumerate(lines) if p > first and _is_border(line)]
    header = borders[:1] == [first + 1] and len(borders) < len(rows)
    return make_table(cells, header=header or None)


def _aligned(lines: Sequence[str]) -> Rows | None:
    """Cells below each other, apart by two spaces or more in each row."""
    rows = [line for line in lines if not _is_border(line)]
    spans = [[cell.span() for cell in _CELL.finditer(row)] for row in rows]
    if len(rows) < FEWEST or min(map(len, spans)) < 2 or max(map(len, spans)) < FEWEST:
        return None
    columns = max(spans, key=len)
    if sum(len(row) == len(columns) for row in spans) < max(FEWEST, 0.6 * len(rows)):
        return None
    columns = _widened(columns, [row for row in spans if len(row) == len(columns)])
    cells = []
    for row, line in zip(spans, rows, strict=True):
        texts = [""] * len(columns)
        for start, end in row:
            over = [n for n, (left, right) in enumerate(columns) if start < right and end > left]
            if len(over) != 1 or texts[over[0]]:
                return None
            texts[over[0]] = line[start:end]
        cells.append(texts)
    ruled = len(lines) > 1 and _is_border(lines[1])
    return make_table(cells, header=ruled or None)


def _widened(columns: Sequence[Span], rows: Sequence[Sequence[Span]]) -> list[Span]:
    """Columns as wide as what stands in them."""
    return [
        (min(row[n][0] for row in rows), max(row[n][1] for row in rows))
        for n in range(len(columns))
    ]
