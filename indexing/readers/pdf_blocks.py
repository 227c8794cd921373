"""From the lines of all pages to blocks: rows of tables, paragraphs, items, headings, over the
ends of pages and without what only returns on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf
from statistics import median

from indexing.readers.line_numbers import without_line_numbers
from indexing.readers.lines import is_soft, item_of, join, own_words
from indexing.readers.pdf_clauses import clause_of, heads_clause, whole
from indexing.readers.pdf_labels import with_hanging
from indexing.readers.pdf_lines import ENDS, Line, TextRun, lines_of, reading_order
from indexing.readers.running import contents_lines, running_lines
from indexing.readers.tables import make_table
from indexing.readers.titles import letters_and_digits
from indexing.readers.writer import Writer

_APART = 1.55  # of the size of the type: lines further from each other end a paragraph
_ROWS = 1.4  # times further apart are rows than the lines of one
_LARGER = 1.12  # type of headings, by that of the text
_MOST_HEADING = 150  # characters


def write_pages(
    writer: Writer, pages: Sequence[Sequence[TextRun]], bookmarks: Mapping[str, int]
) -> None:
    """Write the blocks of all pages."""
    pages = without_line_numbers(pages)
    rows = [lines_of(page, number) for number, page in enumerate(pages, 1)]
    running = running_lines([[line.text for line in page] for page in rows])
    ordered: list[Line] = []
    for page, number, edge in zip(pages, range(1, len(pages) + 1), running, strict=True):
        gone = {id(run) for position in edge for run in _runs_of(rows[number - 1][position], page)}
        ordered += reading_order([run for run in page if id(run) not in gone], number)
    contents = contents_lines([line.text for line in ordered])
    ordered = [line for position, line in enumerate(ordered) if position not in contents]
    if ordered:
        _PdfBlocks(writer, ordered, bookmarks).write()


def _runs_of(line: Line, page: Sequence[TextRun]) -> list[TextRun]:
    """The runs of a page at the height of a line."""
    return [run for run in page if abs(run.middle - line.middle) < 0.5 * max(line.size, run.size)]


class _PdfBlocks:
    """Writes lines in reading order as blocks."""

    def __init__(self, writer: Writer, lines: Sequence[Line], bookmarks: Mapping[str, int]) -> None:
        self._writer = writer
        self._own = own_words(line.text for line in lines)
        self._lines = lines = with_hanging(lines, self._own)
        self._bookmarks = {letters_and_digits(title): level for title, level in bookmarks.items()}
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        text_size = max(sizes, key=lambda size: (sizes[size], -size))
        larger = sorted((s for s in sizes if s > _LARGER * text_size), reverse=True)
        self._levels = {size: level for level, size in enumerate(larger[:6], 1)}
        drops = [_drop(before, line) for before, line in pairwise(lines)]
        near = [drop for drop, line in zip(drops, lines, strict=False) if 0 < drop < 3 * line.size]
        self._leading = median(near) if near else 1.2 * text_size
        self._drops = [inf, *drops, inf]  # between a line and the one before it
        self._open: list[str] = []  # the block that is open: kind, text
        self._level = 0

    def write(self) -> None:
        """All of them."""
        rows: list[Line] = []
        for position, line in enumerate(self._lines):
            if len(line.cells) == 2 and not rows and clause_of(line):
                self._lines[position] = line = whole(line)
            if len(line.cells) > 1 and not item_of(f"{line.cells[0].text} x"):
                if rows and line.bold and not rows[-1].bold:  # it heads a table of its own
                    self._end_rows(rows)
                    rows = []
                rows.append(line)
                continue
            follows = not self._end_rows(rows)
            rows = []
            self._take(position, follows=follows)
        self._end_rows(rows)
        self._end()

    def _end_rows(self, rows: Sequence[Line]) -> bool:
        """Lines of several cells below each other are a table; one alone is a paragraph."""
        if rows:
            self._end()
            self._writer.page = rows[0].page
            if len(rows) == 1:
                self._writer.add("paragraph", rows[0].text)
            else:
                cells = _unwrapped(rows, _aligned(rows))
                headed = rows[0].bold and not any(row.bold for row in rows[1:])
                self._writer.add_table(make_table(cells, header=headed or None))
        return bool(rows)

    def _take(self, position: int, *, follows: bool) -> None:
        """A line begins a block, or goes on in the one that is open."""
        line = self._lines[position]
        kind, level = self._kind_of(position)
        if self._open and follows and self._goes_on(position, kind, level):
            self._open[1] = join(self._open[1], line.text, self._own)
            return
        self._end()
        self._open, self._level = [kind, line.text], level
        self._writer.page = line.page

    def _goes_on(self, position: int, kind: str, level: int) -> bool:
        last, line, drop = self._lines[position - 1], self._lines[position], self._drops[position]
        if "heading" in (kind, self._open[0]):
            same = kind == self._open[0] and level == self._level and last.size == line.size
            return same and 0 < drop < _APART * line.size
        if kind == "item":
            return False
        if drop <= 0:  # to another page or column
            open_end = not last.text.endswith(ENDS)
            return open_end and (line.text[0].islower() or self._is_full(position - 1))
        if drop > max(_APART * line.size, 1.3 * self._leading):
            return False
        indented = line.left - last.left > 0.8 * line.size and self._open[0] != "item"
        if indented and last.text.endswith(ENDS):
            return False
        return self._is_full(position - 1) or is_soft(last.text, line.text, 0)

    def _is_full(self, position: int) -> bool:
        """The line reaches as far to the right as those round it."""
        line = self._lines[position]
        near = self._lines[max(0, position - 6) : position + 7]
        rights = [n.right for n in near if abs(n.left - line.left) < 8 * line.size]
        return line.right > max(rights) - 7 * line.size

    def _kind_of(self, position: int) -> tuple[str, int]:
        line = self._lines[position]
        text = line.text
        if level := self._bookmarks.get(letters_and_digits(text), 0):
            return "heading", level
        if position + 1 < len(self._lines) and heads_clause(line, self._lines[position + 1]):
            return "heading", len(self._levels) + 2 + text.split()[0].strip(".").count(".")
        if item_of(text) or clause_of(line):
            return "item", 0
        if line.cells[0].turned:
            return "paragraph", 0
        if line.size in self._levels and 1 < len(text) < _MOST_HEADING:
            return "heading", self._levels[line.size]
        remark = text.startswith("(") and text.endswith(")")  # "(Amended 1/2006)"
        if line.bold and len(text) < 80 and not remark and not text.endswith((".", ":", ",", ";")):
            if self._heads_in_bold(position):
                return "heading", len(self._levels) + 1
        return "paragraph", 0

    def _heads_in_bold(self, position: int) -> bool:
        """Whether a line in bold is a heading, or one of the two of it: the first is full, and no
        other near them is bold. Else they are a paragraph in bold.
        """
        first = position - self._bold_follows(position - 1)
        second = self._bold_follows(first)
        if self._bold_follows(first - 1) or (second and self._bold_follows(first + 1)):
            return False
        if not second:
            return True
        both = len(self._lines[first].text) + len(self._lines[first + 1].text)
        last = self._lines[first + 1].text
        return both < _MOST_HEADING and self._is_full(first) and not last.endswith(ENDS)

    def _bold_follows(self, position: int) -> bool:
        """Whether a line and the next are near each other and both in bold."""
        if not 0 <= position < len(self._lines) - 1:
            return False
        line, after = self._lines[position : position + 2]
        near = 0 < self._drops[position + 1] < _APART * line.size
        return near and line.bold and after.bold

    def _end(self) -> None:
        if self._open:
            self._writer.add(*self._open, level=self._level)
        self._open = []


def _drop(before: Line, line: Line) -> float:
    """How far below it stands; 0 on another page or higher up."""
    return max(0.0, before.middle - line.middle) if before.page == line.page else 0.0


def _unwrapped(lines: Sequence[Line], cells: list[list[str]]) -> list[list[str]]:
    """The rows of a table: lines near each other are one row whose cells are wrapped, where other
    lines are further apart.
    """
    drops = [_drop(before, line) for before, line in pairwise(lines)]
    near, far = min(drops), max(drops)
    if near <= 0 or far < _ROWS * near or near > _APART * lines[0].size:
        return cells
    rows = [cells[0]]
    most = max(map(_full, cells))
    for drop, before, row in zip(drops, cells, cells[1:], strict=False):
        if drop < (near + far) / 2 and min(_full(before), _full(row)) < most:
            rows[-1] = [_wrapped(above, cell) for above, cell in zip(rows[-1], row, strict=True)]
        else:
            rows.append(row)
    return rows


def _full(row: Sequence[str]) -> int:
    return sum(map(bool, row))


def _wrapped(above: str, below: str) -> str:
    """A cell over two lines; a name without spaces ("http.response.prior", "ity") goes on."""
    name = " " not in above + below and not above.isalpha() and above[-1:].isalnum()
    name = name and below[:1].islower()
    return f"{above}{'' if name else ' '}{below}".strip()


def _aligned(rows: Sequence[Line]) -> list[list[str]]:
    """Cells in the columns that their boxes overlap."""
    columns: list[list[float]] = []
    for cell in sorted((c for row in rows for c in row.cells), key=lambda c: c.right - c.left):
        for column in columns:
            if cell.left < column[1] and cell.right > column[0]:
                column[0], column[1] = min(column[0], cell.left), max(column[1], cell.right)
                break
        else:
            columns.append([cell.left, cell.right])
    columns.sort()
    found = []
    for row in rows:
        texts = [""] * len(columns)
        for cell in row.cells:
            place = next(
                n
                for n, (left, right) in enumerate(columns)
                if cell.left < right and cell.right > left
            )
            texts[place] = f"{texts[place]} {cell.text}".strip()
        found.append(texts)
    return found
