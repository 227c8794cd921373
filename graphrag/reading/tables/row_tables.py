"""The tables of an index: rows with the same columns, what these hold, and which one is meant.

A row is a table's, or a document: what it is called, and its lines of one field each. A cell that
is left empty is not written, so that a table has the columns of all its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graphrag.language.column_words import BEGIN, FREE, PERSONAL, PRICES, TOTALS
from graphrag.language.dates import find_dates
from graphrag.language.kinds import GIVEN_NAMES, is_person_noun
from graphrag.language.words import root
from graphrag.reading.pages.page import Page
from graphrag.reading.tables.columns import words_naming
from graphrag.reading.tables.row_fit import NAMES, is_date
from graphrag.reading.tables.spread import gathered_row
from graphrag.reading.tables.table_rows import RowCell, rows_of
from graphrag.retrieval.linking.asked_words import roots

_LONGEST_VALUE = 12  # words of a field's value
_MOSTLY = 2 / 3  # share of a column's cells that are of its kind
_KNOWN = 0.4  # share of a column's names whose first word is a known given name
_CORE = re.compile(r" (?:per|of|in|for|on|at|to|from|needed|required|given)\b.*| ?\(.*|/.*", re.I)
_MONEY = re.compile(r"[$€£¥]|\b(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?|crowns?|francs?)\b")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_WRITTEN = re.compile(
    r"(?P<sign>[$€£¥])?\s?(?<![^\W\d_])(?P<figure>\d[\d,]{0,15}(?:\.\d{1,9})?)\s?(?P<unit>%|°[CF]?|[A-Za-zµ]+)?"
)
_BELOW = re.compile(r"\W*[-−] ?(?=[$€£¥]?\d)")  # of a figure below zero
Row = Sequence[RowCell]


@dataclass(eq=False)
class Column:
    """A head, the roots of its words, and its cells; the first tells what the rows are about."""

    head: str
    words: frozenset[str]
    is_first: bool
    cells: list[RowCell] = field(default_factory=list)

    def of(self, row: Row) -> RowCell | None:
        """The row's cell under it; None where it is empty."""
        return next((cell for cell in row if cell.key == self.head), None)

    @cached_property
    def kind(self) -> str:
        """date, number, money or text: what most of its cells are; "Pump 3" is a name."""
        texts, priced = self._texts, self._is_priced
        years = not priced and all(map(_YEAR.fullmatch, texts))
        if years or _mostly(map(is_date, texts), texts):
            return "date"
        figures = (figure_of(cell)[0] is not None for cell in self.cells)
        if self.is_first or not _mostly(figures, texts):
            return "text"
        return "money" if priced else "number"

    @cached_property
    def _texts(self) -> list[str]:
        return [cell.text.strip(" .") for cell in self.cells]

    @property
    def _is_priced(self) -> bool:
        """By a sign or word of money in it, behind its head in brackets, or by its head."""
        unit = re.search(
            rf"{re.escape(self.head)} ?\(([^()]*)\):", self.cells[0].found.stated, re.IGNORECASE
        )
        said = f"{unit[1].upper() if unit else ''} {' '.join(self._texts)}"
        return bool(_MONEY.search(said)) or not PRICES.isdisjoint(roots(self.head))

    def holds_persons(self, *, surely: bool) -> bool:
        """Names that its head, known given names or what else is told of them makes persons'."""
        texts = self._texts
        if self.kind == "date" or not _mostly((bool(NAMES.fullmatch(t)) for t in texts), texts):
            return False
        given = sum(text.partition(" ")[0].lower() in GIVEN_NAMES for text in texts)
        called = any(map(is_person_noun, re.findall(r"\w+", self.head)[-1:]))
        return surely or called or given >= _KNOWN * len(texts)

    def value(self, cell: RowCell) -> tuple[float | None, str]:
        """A cell's figure and unit; of a column of dates its time."""
        return (time_of(cell), "date") if self.kind == "date" else figure_of(cell)

    @property
    def begins(self) -> bool:
        """It says when something began: "Built", "On the ward since"."""
        words = re.findall(r"[^\W\d]+", self.head)
        return any(root(word) in BEGIN or word == "year" for word in words)


@dataclass
class RowTable:
    """Rows and their columns by head; of documents, the fields of all."""

    is_documents: bool = False
    rows: list[Row] = field(default_factory=list)
    columns: dict[str, Column] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """One more row, but for one over all rows."""
        if not row[0].words.isdisjoint(TOTALS):
            return
        self.rows.append(row)
        for cell in row:
            column = Column(cell.key, cell.column, is_first=not self.columns)
            self.columns.setdefault(cell.key, column).cells.append(cell)

    def of_kind(self, *kinds: str) -> list[Column]:
        """The columns of these kinds."""
        return [column for column in self.columns.values() if column.kind in kinds]

    @property
    def first(self) -> Column:
        """What its rows are about."""
        return next(iter(self.columns.values()))

    @property
    def others(self) -> list[Column]:
        """All columns but the first."""
        return list(self.columns.values())[1:]

    @cached_property
    def persons(self) -> list[Column]:
        """The columns of persons."""
        personal = any(PERSONAL & column.words for column in self.columns.values())
        return [
            column
            for column in self.columns.values()
            if column.holds_persons(surely=personal and column.is_first)
        ]

    @cached_property
    def words(self) -> frozenset[str]:
        """What all its cells say."""
        return frozenset().union(*(cell.words for row in self.rows for cell in row))


def tables_of(pages: Iterable[Page], question: str = "") -> list[RowTable]:
    """The tables of all pages, each from passage to passage; at last, all documents as one.

    Columns that one measure is spread over are read as what the question asks of them.
    """
    found: dict[str, list[RowTable]] = {}
    documents = RowTable(is_documents=True)
    for page in pages:
        own = found.setdefault(page.document, [])
        for is_row, row in _records(page):
            gathered = gathered_row(question, row) if question else row
            (_table_of(own, gathered) if is_row else documents).add(gathered)
    tables = [*(table for tables in found.values() for table in tables), documents]
    return [table for table in tables if table.rows]


def _table_of(tables: list[RowTable], row: Row) -> RowTable:
    """The one that has the row's first column and most of its others; else a new one."""
    heads = {cell.key for cell in row}
    for table in tables:
        both = len(heads & table.columns.keys())
        known = not table.rows or row[0].key == table.first.head
        if known and 2 * both >= min(len(heads), len(table.columns)):
            return table
    tables.append(RowTable())
    return tables[-1]


def _records(page: Page) -> Iterator[tuple[bool, Row]]:
    """The rows of its tables, and at last its fields as the row of a document."""
    fields = list[RowCell]()
    for row in rows_of([page]):
        if len(row) > 1:
            yield True, row
        elif len(row[0].text.split()) <= _LONGEST_VALUE:
            fields.append(row[0])
    if fields:
        title = RowCell(frozenset(), roots(page.name), fields[0].found, "", called=page.name)
        yield False, [title, *fields]


def _mostly(are: Iterable[bool], texts: Sequence[str]) -> bool:
    return sum(are) >= _MOSTLY * len(texts)


def figure_of(cell: RowCell) -> tuple[float | None, str]:
    """The one figure of a cell and its unit, 0 of "free"; None of several, or of a date."""
    if cell.text.strip(" .").casefold() in FREE:
        return 0.0, ""
    figures = list(_WRITTEN.finditer(cell.text))
    if len(figures) != 1:
        return None, ""
    sign, figure, unit = figures[0].group("sign", "figure", "unit")
    value = float(figure.replace(",", ""))
    return -value if _BELOW.match(cell.text) else value, sign or unit or ""


def time_of(cell: RowCell) -> float | None:
    """The one date of a cell, as a figure that grows with it."""
    dates = [date for date in find_dates(cell.text) if date.year > 0]
    return 1e4 * dates[0].year + 1e2 * dates[0].month + dates[0].day if len(dates) == 1 else None


def called(columns: Sequence[Column], words: frozenset[str]) -> list[Column]:
    """Of these columns those that words name: whole, else by what they are of ("Fee" of "Fee per
    term", "hours" of "Weekly hours").
    """
    for shortened in (str, _last):
        found = [one for one in columns if words_naming(roots(shortened(one.head)), words)]
        if found:
            return found
    return []


def core_of(head: str) -> str:
    """What a head or a title is about: "Fee" of "Fee per term"."""
    return _CORE.sub("", head)


def _last(head: str) -> str:
    return core_of(head).rpartition(" ")[2]


def partly_called(columns: Sequence[Column], words: frozenset[str], least: float) -> list[Column]:
    """The columns of which words name the greatest share of the words, not less than `least`."""
    shares = [_share_called(one.words, words) for one in columns]
    best = max(shares, default=0.0)
    found = zip(columns, shares, strict=True)
    return [one for one, share in found if share == best] if best >= least else []


def _share_called(head: frozenset[str], words: frozenset[str]) -> float:
    said = sum(bool(words_naming(frozenset({word}), words)) for word in head)
    return said / len(head) if head else 0.0
