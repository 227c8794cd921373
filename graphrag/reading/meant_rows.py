"""Rows that a question for many means, each with the cell that it asks for.

A row is a table's, or a document: what it is called, and its lines of one field each. It is meant
where the question says one of its cells, or asks of a figure in it, and has hardly a word that is
neither there nor in the headings, the title and the path around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphrag.reading.asked_of_rows import OfRows
from graphrag.reading.columns import words_naming
from graphrag.reading.found import Found
from graphrag.reading.page import Page
from graphrag.reading.row_bounds import figure_of, held_by
from graphrag.reading.row_fit import said_of, share
from graphrag.reading.table_rows import RowCell, rows_of
from graphrag.retrieval.linking.asked_words import roots

_COVER = 0.8  # share of the question's words that a row's said cells, its headings and path have
_LONGEST_VALUE = 12  # words of a field's value
_CODE = 4  # characters of a word with letters and digits that is rather a code than "2nd"
_YES = frozenset({"yes", "true", "y", "✓", "✔"})
_NO = frozenset({"no", "false", "n", "✗", "–", "-"})
_TOTALS = roots("total sum overall altogether average mean")  # rows over all rows


class MeantRow(NamedTuple):
    """What a row gives: its cell, and where it says what the question says of it."""

    text: str
    step: Found
    heads: tuple[str, ...]  # of the cells that the question says
    cover: float
    value: float | None = None  # under the column that is compared
    unit: str = ""


def records_of(page: Page) -> Iterator[tuple[object, list[RowCell]]]:
    """The rows of its tables, each with what its table is; its document as a row of no table."""
    document = page.passage.id.rpartition("#")[0]
    fields = list[RowCell]()
    for row in rows_of([page]):
        if len(row) > 1:
            yield (document, tuple(cell.head for cell in row)), row
        elif len(row[0].text.split()) <= _LONGEST_VALUE:
            fields.append(row[0])
    if fields:
        title = RowCell(frozenset(), roots(page.name), fields[0].found, "", called=page.name)
        yield None, [title, *fields]


def meant_row(asked: OfRows, row: Sequence[RowCell]) -> MeantRow | None:
    """The cell under the column that is asked for, else what the row is about; None where the
    question does not mean the row, or says this cell itself.
    """
    words = asked.words
    figure = _figure_cell(asked, row) if asked.column else None
    if asked.column and figure is None:
        return None
    if any(_denies(words, cell) for cell in row) or not row[0].words.isdisjoint(_TOTALS):
        return None
    bound = [held_by(one, row, words) for one in asked.bounds]
    if None in bound:
        return None
    held = [cell for cell in (figure, *bound) if cell is not None]
    others = [cell for cell in row if cell.words and cell not in held]
    said = [cell for cell in others if _is_said(words, cell) and not cell.words <= asked.noun]
    rest = [cell for cell in others if cell not in said and not _is_yes(cell)]
    wanted = [cell for cell in rest if asked.noun and words_naming(cell.column, asked.noun)]
    wanted = wanted or [cell for cell in rest if cell is row[0]]
    if figure and asked.noun == asked.column:
        wanted = [figure]
    if not wanted or not (said or held) or wanted[0].words <= words:
        return None
    held = [*said, *held]
    named = frozenset[str]().union(*(words_naming(c.column, words | asked.column) for c in held))
    item = wanted[0]
    left = words - named
    cover = share(left, [*said, item._replace(words=frozenset())]) if left else 1.0
    if cover < _COVER:
        return None
    heads = tuple(cell.head.casefold() for cell in held)
    step = held[-1].found if figure or bound or item.called else item.found
    value, unit = figure_of(figure) if figure else (None, "")
    return MeantRow(item.text, step, heads, cover, value, unit)


def _figure_cell(asked: OfRows, row: Sequence[RowCell]) -> RowCell | None:
    """The figure under the column that "the tallest", "the highest salary" names."""
    named = [cell for cell in row if words_naming(cell.column, asked.column)]
    return next((cell for cell in named if figure_of(cell)[0] is not None), None)


def _is_said(words: frozenset[str], cell: RowCell) -> bool:
    """All of it, a code in it, or "yes" under a column that the question names."""
    codes = any(map(_is_code, cell.words & words))
    if _is_yes(cell):
        return bool(words_naming(cell.column, words))
    return bool(cell.words) and (codes or said_of(words, cell) == 1.0)


def _is_code(word: str) -> bool:
    both = any(map(str.isdigit, word)) and any(map(str.isalpha, word))
    return both and len(word) >= _CODE


def _is_yes(cell: RowCell) -> bool:
    return cell.text.strip(" .").casefold() in _YES


def _denies(words: frozenset[str], cell: RowCell) -> bool:
    """ "no" under a column that the question names."""
    denied = cell.text.strip(" .").casefold() in _NO
    return denied and bool(words_naming(cell.column, words))
