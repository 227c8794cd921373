"""A table of a page as it is shown: cells that span rows or columns stand in each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexing.readers.tables import Rows, make_table

MOST_SPAN = 100


@dataclass(slots=True)
class Cell:
    """A cell: what it says so far, and how far it reaches."""

    rows: int
    columns: int
    heads: bool
    said: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Its paragraphs as one line."""
        text = ""
        for part in self.said:
            gap = "" if not text else " " if text[-1] in ".,:;!?" else "; "
            text += gap + " ".join(part.split())
        return text


@dataclass(slots=True)
class Grid:
    """A table that is being read."""

    rows: list[list[Cell]] = field(default_factory=list)
    heads: int = 0  # rows at its top that name the columns
    in_head: bool = False
    is_open: bool = False  # its last cell
    laid_out: bool = False  # it only arranges what stands in it

    def row(self) -> None:
        """A row begins."""
        self.is_open = False
        self.rows.append([])

    def cell(self, heads: bool, attributes: Mapping[str, str]) -> None:
        """A cell begins."""
        if not self.rows:
            self.row()
        down, across = (_span(attributes.get(name, "1")) for name in ("rowspan", "colspan"))
        self.rows[-1].append(Cell(down, across, heads or self.in_head))
        self.is_open = True

    def say(self, text: str) -> bool:
        """Text of the open cell; False where none is open."""
        if self.is_open and not self.laid_out:
            self.rows[-1][-1].said.append(text)
        return self.is_open and not self.laid_out

    @property
    def named(self) -> bool:
        """Its first row names columns, so that it holds data whatever stands in its cells."""
        return bool(self.rows) and len(self.rows[0]) > 1 and all(c.heads for c in self.rows[0])

    def paragraphs(self) -> list[str]:
        """What stands in its cells, one after the other."""
        return [text for row in self.rows for cell in row for text in cell.said]

    def table(self) -> Rows:
        """All of it; the rows at its top that consist of heads name the columns."""
        cells = self._filled()
        heads = 0
        for row in self.rows:
            if (
                not row
                or not all(cell.heads for cell in row)
                or (len(row) < 2 and not self.in_head)
            ):
                break
            heads += 1
        heads = heads if heads < len(cells) else 0
        if not heads:
            return make_table(cells)
        names = [_joined(column) for column in zip(*_padded(cells[:heads]), strict=True)]
        body = [row for row in cells[heads:] if any(row)]
        return make_table([names, *body], header=bool(any(names)))

    def _filled(self) -> list[list[str]]:
        """The text of every place; a cell over several columns is said once, a head in each."""
        down: dict[int, tuple[int, str]] = {}  # column -> rows to come, text
        filled = []
        for row in self.rows:
            line: list[str] = []
            for cell in row:
                _take_down(down, line)
                text = cell.text()
                for number in range(cell.columns):
                    shown = text if number == 0 or cell.heads else ""
                    if cell.rows > 1:
                        down[len(line)] = (cell.rows - 1, shown)
                    line.append(shown)
            _take_down(down, line)
            filled.append(line)
        return filled


def _take_down(down: dict[int, tuple[int, str]], line: list[str]) -> None:
    """The places at which cells of the rows above still reach down."""
    while len(line) in down:
        left, text = down.pop(len(line))
        if left > 1:
            down[len(line)] = (left - 1, text)
        line.append(text)


def _span(value: str) -> int:
    return min(max(int(value), 1), MOST_SPAN) if value.strip().isdecimal() else 1


def _padded(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _joined(column: tuple[str, ...]) -> str:
    return " ".join(dict.fromkeys(text for text in column if text))
