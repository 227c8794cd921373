"""From runs of text at places on a page to its lines in reading order, column after column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphrag.language.words import FUNCTION_WORDS

MOST_LINES = 500  # of a page whose columns are looked for
ENDS = (".", "!", "?", ":", ";", "。", "！", "？", "।", "”", '"')  # of sentences
_APART = 3  # sizes of the type: lines further from each other are in no columns together
GUTTER = 0.9  # of the size of the type: the least gap between columns and between cells
SPACE = 0.15  # of the size: the least gap between words


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text in a box; y counts from the bottom of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    turned: bool = False  # set in another direction than most of the page

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Runs side by side: cells, where gaps are wide, else one."""

    cells: tuple[TextRun, ...]
    page: int

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def size(self) -> float:
        """Of the type of most of it."""
        return max(self.cells, key=lambda cell: len(cell.text)).size

    @property
    def bold(self) -> bool:
        """All of it is."""
        return all(cell.bold for cell in self.cells)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.cells[-1].right

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return self.cells[0].middle


def lines_of(runs: Sequence[TextRun], page: int) -> list[Line]:
    """Lines from top to bottom; runs at one height are one line, apart where a gap is wide."""
    rows: list[list[TextRun]] = []
    for run in sorted(runs, key=lambda run: (-run.middle, run.left)):
        if rows and rows[-1][0].middle - run.middle < 0.4 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [Line(tuple(_cells(sorted(row, key=lambda run: run.left))), page) for row in rows]


def _cells(row: Sequence[TextRun]) -> Iterator[TextRun]:
    """Runs with no wide gap between them as one."""
    held = row[0]
    for run in row[1:]:
        gap = run.left - held.right
        if gap > GUTTER * held.size:
            yield held
            held = run
        else:
            text = held.text + ("" if gap < SPACE * held.size else " ") + run.text
            held = TextRun(
                *(text, held.left, min(held.bottom, run.bottom), max(held.right, run.right)),
                *(max(held.top, run.top), max(held.size, run.size), held.bold and run.bold),
                held.turned,
            )
    yield held


def reading_order(runs: Sequence[TextRun], page: int) -> list[Line]:
    """Lines of a page, one column of prose after the other."""
    upright = [run for run in runs if not run.turned]
    if len(upright) < len(runs):  # what is set along the edge of the page is read last
        return reading_order(upright, page) + lines_of([r for r in runs if r.turned], page)
    lines = lines_of(runs, page)
    if len(lines) > MOST_LINES:
        return lines
    found: list[Line] = []
    block: list[Line] = []  # lines of several cells, and what is between them

    def end_block() -> None:
        found.extend(_in_columns(block) or block)
        block.clear()

    for line in lines:
        far = bool(block) and block[-1].middle - line.middle > _APART * line.size
        if block and (far or _gutter([*block, line]) is None):
            end_block()
        block.append(line)
    end_block()
    return found


def _gutter(lines: Sequence[Line]) -> tuple[float, float] | None:
    """The widest upright gap that no cell of the lines reaches into, with cells at both sides."""
    cells = sorted((cell for line in lines for cell in line.cells), key=lambda cell: cell.left)
    best: tuple[float, float] | None = None
    reach = cells[0].right
    for cell in cells[1:]:
        if cell.left - reach > GUTTER * cell.size:
            if best is None or cell.left - reach > best[1] - best[0]:
                best = (reach, cell.left)
        reach = max(reach, cell.right)
    return best


def _in_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines column by column; nothing where they are no prose in columns."""
    gutter = _gutter(lines) if lines else None
    if gutter is None or len(lines) < 2:
        return []
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        for side, cells in zip(
            sides,
            (
                tuple(cell for cell in line.cells if cell.right <= gutter[0] + 1),
                tuple(cell for cell in line.cells if cell.left >= gutter[1] - 1),
            ),
            strict=True,
        ):
            if cells:
                side.append(Line(cells, line.page))
    if not all(_is_prose(side) for side in sides):
        return []
    return [line for side in sides for line in _in_columns(side) or side]


def _is_prose(lines: Sequence[Line]) -> bool:
    """Do sentences run from line to line? Cells of a table begin anew in every row."""
    texts = [line.text for line in lines]
    if len(texts) < 2:
        return False
    goes_on = sum(
        (after[0].islower() and not before.endswith(ENDS)) or before.split()[-1] in FUNCTION_WORDS
        for before, after in pairwise(texts)
    )
    words = sum(len(text.split()) for text in texts) / len(texts)
    return words >= 2.5 and (goes_on >= 0.3 * (len(texts) - 1) or words >= 5.5)
