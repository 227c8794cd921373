"""The tables of an index: rows with the same columns, what these hold, and which one is meant.

A row is a table's, or a document: what it is called, and its lines of one field each. A cell that
is left empty is not written, so that a table has the columns of all its rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graphrag.language.dates import find_dates
from graphrag.language.kinds import GIVEN_NAMES, is_person_noun
from graphrag.language.words import root
from graphrag.reading.pages.page import Page
from graphrag.reading.tables.columns import words_naming
from graphrag.reading.tables.row_fit import NAMES, is_date
from graphrag.reading.tables.table_rows import RowCell, rows_of
from graphrag.retrieval.linking.asked_words import roots

_LONGEST_VALUE = 12  # words of a field's value
_MOSTLY = 2 / 3  # share of a column's cells that are of its kind
_KNOWN = 0.4  # share of a column's names whose first word is a known given name
_CORE = re.compile(r" (?:per|of|in|for|on|at|to|from|needed|required|given)\b.*| ?\(.*|/.*", re.I)
_MONEY = re.compile(r"[$€£¥]|\b(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?|crowns?|francs?)\b")
_PRICES = roots("price cost fee fare charge rent wage salary pay budget eur usd gbp")
_PERSONAL = roots(  # what is told of persons only
    "role job position profession salary wage pay department birthday nationality supervisor email"
    " employer grade joined hired"
)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
BEGIN = frozenset(  # of verbs by whose time something is old
    map(
        root,
        """build found establish purchase buy hire join since open bear make launch introduce
        acquire commission manufacture register create complete begin enter install plant print
        issue publish publication birth admit""".split(),
    )
)
_WRITTEN = re.compile(
    r"(?P<sign>[$€£¥])?\s?(?<![^\W\d_])(?P<figure>\d[\d,]{0,15}(?:\.\d{1,9})?)\s?(?P<unit>%|°[CF]?|[A-Za-zµ]+)?"
)


@dataclass(slots=True)
class RowTable:
    """Rows and the roots of their columns' words by head; of documents, the fields of all."""

    rows: list[list[RowCell]]
    heads: dict[str, frozenset[str]] = field(default_factory=dict)
    is_documents: bool = False
    kinds: dict[str, str] = field(default_factory=dict)

    def add(self, row: list[RowCell]) -> None:
        """One more row."""
        self.rows.append(row)
        for cell in row:
            self.heads.setdefault(_head(cell), cell.column)

    def kind(self, head: str) -> str:
        """number, money, date, person or text: what most of a column's cells are."""
        if head not in self.kinds:
            cells = [cell for row in self.rows if (cell := under(row, head))]
            personal = head == self.first and any(
                _PERSONAL & words for words in self.heads.values()
            )
            kind = _kind(head, cells, is_personal=personal)
            named = head == self.first and kind in ("number", "money")  # "Pump 3" is its name
            self.kinds[head] = "text" if named else kind
        return self.kinds[head]

    def of_kind(self, *kinds: str) -> list[str]:
        """The heads of the columns of these kinds."""
        return [head for head in self.heads if self.kind(head) in kinds]

    @property
    def first(self) -> str:
        """The head of what its rows are about."""
        return next(iter(self.heads))


def tables_of(pages: Iterable[Page]) -> list[RowTable]:
    """The tables of all pages, each from passage to passage; at last, all documents as one."""
    found: dict[str, list[RowTable]] = {}
    documents = RowTable([], is_documents=True)
    for page in pages:
        own = found.setdefault(page.document, [])
        for is_row, row in _records(page):
            table = documents if not is_row else _table_of(own, row)
            table.add(row)
    return [*(one for tables in found.values() for one in tables), documents]


def _table_of(tables: list[RowTable], row: Sequence[RowCell]) -> RowTable:
    """The one that has the row's first column and most of its others; else a new one."""
    heads = {_head(cell) for cell in row}
    for table in tables:
        both = len(heads & table.heads.keys())
        if _head(row[0]) == table.first and 2 * both >= min(len(heads), len(table.heads)):
            return table
    tables.append(RowTable([]))
    return tables[-1]


def _records(page: Page) -> Iterator[tuple[bool, list[RowCell]]]:
    fields = list[RowCell]()
    for row in rows_of([page]):
        if len(row) > 1:
            yield True, row
        elif len(row[0].text.split()) <= _LONGEST_VALUE:
            fields.append(row[0])
    if fields:
        title = RowCell(frozenset(), roots(page.name), fields[0].found, "", called=page.name)
        yield False, [title, *fields]


def _head(cell: RowCell) -> str:
    return cell.head.casefold()


def under(row: Sequence[RowCell], head: str) -> RowCell | None:
    """The row's cell under a head; None where it is empty."""
    return next((cell for cell in row if _head(cell) == head), None)


def _kind(head: str, cells: Sequence[RowCell], *, is_personal: bool) -> str:
    texts = [cell.text.strip(" .") for cell in cells]
    is_priced = _MONEY.search(
        f"{_bracket(head, cells)} {' '.join(texts)}"
    ) or not _PRICES.isdisjoint(roots(head))
    years = not is_priced and all(map(_YEAR.fullmatch, texts))
    if years or _mostly(map(is_date, texts), texts):
        return "date"
    if _mostly((figure_of(cell)[0] is not None for cell in cells), texts):
        return "money" if is_priced else "number"
    named = sum(NAMES.fullmatch(text) is not None for text in texts)
    given = sum(text.split()[0].lower() in GIVEN_NAMES for text in texts if text.split())
    called = is_personal or any(map(is_person_noun, re.findall(r"\w+", head)[-1:]))
    if texts and named >= _MOSTLY * len(texts) and (called or given >= _KNOWN * len(texts)):
        return "person"
    return "text"


def _bracket(head: str, cells: Sequence[RowCell]) -> str:
    """What stands in brackets behind a head, most a unit: "EUR" of "Amount (EUR)"."""
    written = rf"{re.escape(head)} ?\(([^()]*)\):"
    found = re.search(written, cells[0].found.stated, re.IGNORECASE) if cells else None
    return found[1].upper() if found else ""


def _mostly(are: Iterable[bool], texts: Sequence[str]) -> bool:
    return bool(texts) and sum(are) >= _MOSTLY * len(texts)


def figure_of(cell: RowCell) -> tuple[float | None, str]:
    """The one figure of a cell and its unit; None of several, or of a date with its day."""
    figures = list(_WRITTEN.finditer(cell.text))
    if len(figures) != 1:
        return None, ""
    sign, figure, unit = figures[0].group("sign", "figure", "unit")
    return float(figure.replace(",", "")), sign or unit or ""


def time_of(cell: RowCell) -> float | None:
    """The one date of a cell, as a figure that grows with it."""
    dates = [date for date in find_dates(cell.text) if date.year > 0]
    return 1e4 * dates[0].year + 1e2 * dates[0].month + dates[0].day if len(dates) == 1 else None


def begins(head: str) -> bool:
    """Whether a column says when something began: "Built", "On the ward since"."""
    return any(
        root(word) in BEGIN or word == "year" for word in re.findall(r"[^\W\d]+", head.lower())
    )


def called(table: RowTable, heads: Sequence[str], words: frozenset[str]) -> list[str]:
    """Of these columns those that words name: whole, else by their core ("Fee" of "Fee per term"),
    else the only one that ends in such a word ("Weekly hours" by "hours").
    """
    for shortened in (str, core_of, _last):
        found = [head for head in heads if words_naming(roots(shortened(head)), words)]
        if found:
            return found
    return []


def core_of(head: str) -> str:
    """What a head or a title is about: "Fee" of "Fee per term"."""
    return _CORE.sub("", head)


def _last(head: str) -> str:
    return core_of(head).rpartition(" ")[2]


def partly_called(
    table: RowTable, heads: Sequence[str], words: frozenset[str], least: float
) -> list[str]:
    """The columns of which words name the greatest share of the words, not less than `least`."""
    shares = Counter[str]()
    for head in heads:
        telling = table.heads[head]
        said = sum(bool(words_naming(frozenset({word}), words)) for word in telling)
        shares[head] = round(100 * said / len(telling)) if telling else 0
    best = max(shares.values(), default=0)
    return [head for head in heads if shares[head] == best] if best >= 100 * least else []
