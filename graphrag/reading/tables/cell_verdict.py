"""Yes or no from the cells of the row that a question names.

    Tool: Heat gun; Borrowed by: Joe Falk; Back: ; Guests: no; Days: Wed, Fri.

Is Joe in on Fridays?             the day is one of his, or is not
Has the heat gun been returned?   the cell is empty where those of other rows are not
Are guests allowed?               it says yes or no itself
Did Ada Lane borrow the drill?    one row has both, or the drill's has another's name
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graphrag.language.column_words import FREE, HAVING
from graphrag.language.patterns import pattern
from graphrag.language.week_days import named_days, week_days
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.tables.cell_names import words_said_short
from graphrag.reading.tables.columns import words_naming
from graphrag.reading.tables.row_fit import FIGURE, asked_words, said_of, share
from graphrag.reading.tables.row_tables import Column, Row, RowTable, tables_of
from graphrag.reading.tables.table_rows import RowCell
from graphrag.retrieval.linking.asked_words import roots

_SURE, _LEAST = 0.9, 0.8  # confidence of a row that has all of the question; share of it
_YES = pattern(r"\W*(?:yes|y|true|allowed|permitted|welcome|open)\b", re.IGNORECASE)
_NO = pattern(r"\W*(?:no|none|never|false|closed|forbidden|n/a)\b|\W+$", re.IGNORECASE)
_TURNS = pattern(r"\b(?:not|never|nobody|without|or|than|only|closed)\b|n['’]t\b", re.IGNORECASE)
_DONE = pattern(r"\W*(?:has|have|did|was|were|is|are)\b", re.IGNORECASE)
_SAYS_YES = frozenset(("open", "allowed", "permitted", "free", "available", "welcome"))
_TELLING = roots(" ".join(_SAYS_YES))


class _Verdict(NamedTuple):
    """What a row says, which cells say it, and the words of the question that it is said by."""

    answer: str
    cells: tuple[RowCell, ...]
    words: frozenset[str]


def said_by_cells(scene: Scene) -> Finding | None:
    """Yes or no; None where no row's cells say so, or those of several differ."""
    question = scene.question.text
    if _TURNS.search(question):
        return None
    asked = asked_words(scene)
    found: list[tuple[int, float, _Verdict]] = []
    for table in tables_of(scene.pages, question):
        if table.is_documents or len(table.rows) < 2:
            continue
        for row in table.rows:
            keys = [cell for cell in row if cell.words and said_of(asked, cell) == 1.0]
            for verdict in _verdicts(question, asked, table, row, keys) if keys else ():
                cover = _cover(question, asked, verdict, keys)
                found.append((len(keys), cover, verdict))
    best = max((one[:2] for one in found), default=(0, 0.0))
    said = [verdict for *fit, verdict in found if tuple(fit) == best]
    if best[1] < _LEAST or len({verdict.answer for verdict in said}) != 1:
        return None
    steps = tuple(Found(c.found.page, c.found.start, c.found.end, 1.0) for c in said[0].cells)
    return Finding(said[0].answer, _SURE * best[1], steps, "yes-no", named=True)


def _verdicts(
    question: str, asked: frozenset[str], table: RowTable, row: Row, keys: list[RowCell]
) -> Iterator[_Verdict]:
    """What each column says of the row, its keys left out."""
    days = named_days(question)
    if len(keys) > 1:
        both = _Verdict("yes", tuple(keys), frozenset())
        if _cover(question, asked, both, keys) == 1.0:
            yield both
    for column in table.columns.values():
        cell = column.of(row)
        if cell in keys and cell is not None and not days & week_days(cell.text):
            continue
        naming = words_naming(column.words, asked)
        if cell is None:
            told = naming and _DONE.match(question) and _is_mostly_told(column, table)
            if told:
                yield _Verdict("no", (keys[0],), naming)
            continue
        if days and week_days(cell.text):
            answer = "yes" if days <= week_days(cell.text) else "no"
            yield _Verdict(answer, (keys[0], cell), naming | roots(" ".join(days)))
        elif naming and (answer := _plainly(cell, asked)):
            yield _Verdict(answer, (keys[0], cell), naming | (asked & _TELLING))
        elif naming and "free" in asked and cell.text.strip(" .").casefold() in FREE:
            yield _Verdict("yes", (keys[0], cell), naming | {"free"})
        else:
            yield from _by_value(question, asked, column, cell, keys)


def _plainly(cell: RowCell, asked: frozenset[str]) -> str:
    """What a cell says itself: "yes, on a lead", "closed", "–"; hours say that it is open."""
    opens = "open" in asked and bool(FIGURE.search(cell.text))
    return "yes" if opens or _YES.match(cell.text) else "no" if _NO.match(cell.text) else ""


def _is_mostly_told(column: Column, table: RowTable) -> bool:
    return 2 * len(column.cells) >= len(table.rows)


def _by_value(
    question: str, asked: frozenset[str], column: Column, cell: RowCell, keys: list[RowCell]
) -> Iterator[_Verdict]:
    """Another row's value that the question says is not this one's."""
    naming = words_naming(column.words, asked)
    known = frozenset().union(*(key.words for key in keys))
    for other in column.cells:
        if other.words and not other.words <= known and said_of(asked, other) == 1.0:
            short = words_said_short(question, other.text, other.column)
            if cell.words.isdisjoint(other.words):
                yield _Verdict("no", (keys[0], cell), naming | other.words | short)


def _cover(
    question: str, asked: frozenset[str], verdict: _Verdict, keys: Iterable[RowCell]
) -> float:
    """How much of the question the row and what stands over it have."""
    cells = [*keys, *verdict.cells]
    short = (words_said_short(question, cell.text, cell.column) for cell in cells)
    by = (words_naming(cell.column, asked) for cell in cells)
    known = frozenset().union(verdict.words, HAVING, *short, *by)
    return share(asked, cells, known)
