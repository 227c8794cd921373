"""Rows of tables: the cell under the column that is asked for, of the row that the question means.

    "setting: timeout; command line: -t INT; default: 30."     What is the default of timeout?  30

A row is a sentence of "column: cell" fields, as tables are read. It is meant where one of its cells
is said by the question; the column is named by the question (`columns.py`), or is the only one that
holds what "when" or "how many" can mean. A line of one field, "Chair: Ada Lane.", is
meant where the question names field and document. Two rows that fit alike decide nothing.
No train set has tables: the shares and the confidence below were set by hand, not fitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from graphrag.language.amount_words import DAYS
from graphrag.language.column_words import HAVING, PAID, PRICES, TAKES_PLACE
from graphrag.language.dates import find_dates
from graphrag.language.quantities import measured_by
from graphrag.language.scripts import WORD
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, tidy
from graphrag.reading.tables.asked_cell import FITS, NAMED_KINDS, SAID, asked_cell
from graphrag.reading.tables.cell_names import words_said_short
from graphrag.reading.tables.columns import is_on_the_way, words_naming
from graphrag.reading.tables.row_days import is_of_day, words_of_days
from graphrag.reading.tables.row_fit import (
    NAMES,
    asked_words,
    is_figure,
    said_of,
    share,
)
from graphrag.reading.tables.spread import gathered_row
from graphrag.reading.tables.table_rows import RowCell, rows_of
from graphrag.retrieval.linking.asked_words import roots
from graphrag.storage.texts import ARROW

_COVER = 0.5  # share of the question's other words that the row, its title and headings must have
_UNNAMED = 0.8  # the same where the question names no column
_TOLD = 0.7  # the same where a cell is all said, of whose row a person is asked
_LEAST = 0.62  # both shares multiplied; of cells below it one in three was right
_LONGEST_VALUE = 12  # words
_TIE = 0.1  # what a name costs of which the question says nothing
_DAYS = roots(" ".join(DAYS))  # that head columns of a timetable
_BACK = {"from": "to", "to": "from"}
_SURE = (0.3, 0.6)  # confidence: where nothing, and what all of both shares adds to it


class _Meant(NamedTuple):
    """A row that the question may mean, how well in [0, 1], and its asked cell."""

    score: float
    cell: RowCell
    named: bool  # the question names the cell's column


def row_value(scene: Scene) -> Finding | None:
    """The cell that answers, with its row; None where no row is meant or several are."""
    asked_for = scene.question.text
    rows = (gathered_row(asked_for, row) for row in rows_of(scene.pages))
    found = [meant for row in rows if row and (meant := _meant(scene, row))]
    best = max((meant.score for meant in found), default=0.0)
    winners = [meant for meant in found if meant.score == best]
    if best < _LEAST or not _say_one_thing(winners):
        return None
    _, cell, named = winners[0]
    sure = _SURE[0] + _SURE[1] * best
    form = "worked-out" if cell.called else "span"  # of several cells: none of them says it
    return Finding(tidy(cell.text), sure, (cell.found,), form, named=named)


def _say_one_thing(winners: Sequence[_Meant]) -> bool:
    """Whether their cells say the same, some in more words: "Ada Lane", "Ada Lane's home"."""
    said = [roots(meant.cell.text) for meant in winners]
    least = min(said, key=len, default=frozenset())
    same = len({meant.cell.text for meant in winners}) == 1
    return same or (bool(least) and all(least <= words for words in said))


def several_in_one(scene: Scene) -> Finding | None:
    """The cell that answers, where it lists several, or days ("Mon–Thu"), and the question names
    its column."""
    found = row_value(scene)
    is_of_days = scene.wanted.kind == "date"
    several = found is not None and found.named and (is_of_days or ", " in found.text)
    text = found.text.removesuffix(".") if found is not None else ""
    return replace(found, text=text, form="list") if found is not None and several else None


def _meant(scene: Scene, row: Sequence[RowCell]) -> _Meant | None:
    asked = asked_words(scene)
    if len(row) == 1:
        return _field(scene, asked, row[0])
    cell, named = asked_cell(scene, asked, row)
    if cell is None or any(_goes_back(scene.question.text, other) for other in row):
        return None
    others = [other for other in row if other is not cell and other.words]
    on_days = named and not cell.column.isdisjoint(_DAYS)
    telling = [o for o in others if not on_days or o.column.isdisjoint(_DAYS)]  # of that day
    said = max((said_of(asked, other) for other in telling), default=0.0)
    cover = _cover(scene, asked, cell, others)
    role = [o for o in others if said_of(asked, o) == 1.0 and not NAMES.fullmatch(o.text.strip())]
    told = bool(role) and scene.wanted.wh == "who"  # "chair" of who chairs it
    least = _COVER if named else _TOLD if told else _UNNAMED
    if said < SAID or cover < least:
        return None
    return _Meant(said * cover, cell, named)


def _cover(scene: Scene, asked: frozenset[str], cell: RowCell, others: Sequence[RowCell]) -> float:
    """How much of the question, beside what names the cell's column, the rest of the row has."""
    left = asked - words_naming(cell.column, asked)
    left = left - HAVING.difference(*(o.words | o.column for o in others)) or left
    if "money" in measured_by(cell.text) or not cell.column.isdisjoint(PRICES):
        left -= PAID
    if scene.wanted.kind == "date" or scene.wanted.wh in ("where", "who"):
        left -= TAKES_PLACE
    of_day = any(is_of_day(asked, other) for other in others)
    if of_day:
        left -= words_of_days(scene.question.text)
    told = [other for other in others if said_of(asked, other) >= SAID]
    by_head = (words_naming(other.column, asked) for other in told)
    question = scene.question.text
    short = (words_said_short(question, other.text, other.column) for other in told)
    return share(left, others, frozenset().union(*by_head, *short), nothing=float(of_day))


def _goes_back(question: str, cell: RowCell) -> bool:
    """It leads the other way: "to: Velm", asked of what goes from Velm."""
    back = _BACK.get(cell.head.strip().lower())
    return bool(back) and f" {back} {cell.text.strip(' .')} " in f" {question.rstrip(' ?.')} "


def _field(scene: Scene, asked: frozenset[str], cell: RowCell) -> _Meant | None:
    """ "Chair: Ada Lane", a line by itself, of the document that the other words name.

    Of two documents whose names have them, the one whose name has fewer words beside them.
    """
    naming = words_naming(cell.column, asked)
    told = naming and len(cell.text.split()) <= _LONGEST_VALUE
    told = told and not is_on_the_way(cell.column, scene.question.text)
    kind, figure = scene.wanted.kind, is_figure(cell.text)
    fits = not figure if kind in NAMED_KINDS else kind not in FITS or FITS[kind](cell.text)
    fits = fits or (cell.column == {"when"} and bool(find_dates(cell.text)))  # "8 pm, 2 May"
    # "Servings: 4" says nothing of what it is served with
    written = _inflected(cell.head) <= _inflected(scene.question.text)
    named = not figure or written or not cell.column <= asked
    if not (told and fits and named):
        return None
    page, rest = cell.found.page, asked - naming
    names = map(roots, (page.name, *page.passage.section.split(ARROW)))
    whole = max((len(name & rest) / len(name) for name in names if name), default=0.0)
    cover = share(rest, [cell._replace(words=frozenset())])
    return _Meant(cover * (1 - _TIE * (1 - whole)), cell, True)


def _inflected(text: str) -> set[str]:
    """Its words, of a noun in the plural the singular, too."""
    return {word.rstrip("s") for word in re.findall(WORD, text.lower())}
