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
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from graphrag.language.dates import find_dates
from graphrag.language.scripts import WORD
from graphrag.language.words import root
from graphrag.reading.columns import turn_of, words_naming
from graphrag.reading.found import Finding, tidy
from graphrag.reading.scene import Scene
from graphrag.reading.table_rows import RowCell, numbered, rows_of
from graphrag.retrieval.linking.asked_words import roots
from graphrag.storage.texts import ARROW

_FIGURE = re.compile(r"\d")
_CAPITALS = re.compile(r"(?<=\s)[A-ZÀ-Þ][\w-]*(?: [A-ZÀ-Þ][\w-]*)*")
_TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Captain)\b\.? ")
_NO_MATTER = roots(  # words of a question for a cell that no row need have
    "give get list show rating current exact Mr Mrs Ms Miss Dr Prof"
)
_EITHER = re.compile(r" or |/")
_NAMES = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w'’.-]*)+")
_SAID = 0.5  # share of a cell's words that the question must have for the row to be meant
_COVER = 0.5  # share of the question's other words that the row, its title and headings must have
_UNNAMED = 0.8  # the same where the question names no column
_PART_OF_NAME = 0.7  # what a first or a last name says of a whole one
_LEAST = 0.6  # both shares multiplied; of cells below it one in three was right
_LONGEST_VALUE = 12  # words
_TIE = 0.1  # what a name costs of which the question says nothing
_SURE = (0.3, 0.6)  # confidence: where nothing, and what all of both shares adds to it


class _Meant(NamedTuple):
    """A row that the question may mean, how well in [0, 1], and its asked cell."""

    score: float
    cell: RowCell
    named: bool  # the question names the cell's column


def row_value(scene: Scene) -> Finding | None:
    """The cell that answers, with its row; None where no row is meant or several are."""
    found = [meant for row in rows_of(scene) if row and (meant := _meant(scene, row))]
    best = max((meant.score for meant in found), default=0.0)
    winners = [meant for meant in found if meant.score == best]
    if best < _LEAST or len({meant.cell.text for meant in winners}) != 1:
        return None
    _, cell, named = winners[0]
    sure = _SURE[0] + _SURE[1] * best
    return Finding(tidy(cell.text), sure, (cell.found,), "span", named=named)


def row_values(scene: Scene) -> Finding | None:
    """The cells of all rows that the question means alike, where it asks for several."""
    rows = (row for row in rows_of(scene) if len(row) > 1)
    found = [told for row in rows if (told := _told(scene, row))]
    best = max((said for said, *_ in found), default=0)
    meant = [(cover, cell) for said, cover, cell in found if said == best]
    if not best:  # no row is told from the others: all of the table that fits best
        fittest = max((cover for cover, _ in meant), default=0.0)
        meant = [(cover, cell) for cover, cell in meant if cover == fittest]
    if len(meant) < 2:
        return None
    text = ", ".join(dict.fromkeys(tidy(cell.text) for _, cell in meant))
    sure = _SURE[0] + _SURE[1] * min(cover for cover, _ in meant)
    return Finding(text, sure, tuple(cell.found for _, cell in meant), "list", named=True)


def several_in_one(scene: Scene) -> Finding | None:
    """The cell that answers, where it lists several and the question names its column."""
    found = row_value(scene)
    several = found is not None and found.named and ", " in found.text
    text = found.text.removesuffix(".") if found is not None else ""
    return replace(found, text=text, form="list") if found is not None and several else None


def _told(scene: Scene, row: Sequence[RowCell]) -> tuple[int, float, RowCell] | None:
    """How many cells the question says, how much of the question it has, what it tells.

    That is the cell whose column the question names; else, of who, the first that is a name, and
    of other questions the row's first: what the row is about.
    """
    asked = _asked(scene)
    said = [cell for cell in row if cell.words and _said(asked, cell) >= _SAID]
    rest = [cell for cell in row if cell.words and cell not in said]
    named = [cell for cell in rest if words_naming(cell.column, asked)]
    if not named and scene.wanted.wh == "who":
        named = [cell for cell in rest if _NAMES.fullmatch(cell.text.strip())]
    least = _COVER if named else _UNNAMED
    if not named and row[0] in rest:
        named = [row[0]]
    if not named or not (said or least == _COVER):
        return None
    naming = words_naming(named[0].column, asked)
    cover = _share(asked - naming, [cell for cell in row if cell is not named[0]])
    return (len(said), cover, named[0]) if cover >= least else None


def _asked(scene: Scene) -> frozenset[str]:
    text = scene.question.text
    return numbered(roots(text)) | turn_of(text, scene.wanted.wh) | _names(text)


def _names(question: str) -> frozenset[str]:
    """The words that it writes with a capital, one that stands by itself with a sign for that."""
    runs = [run.split() for run in _CAPITALS.findall(_TITLES.sub("", question))]
    return frozenset(f"{'^' * (1 + (len(run) == 1))}{root(w.lower())}" for run in runs for w in run)


def _meant(scene: Scene, row: Sequence[RowCell]) -> _Meant | None:
    asked = _asked(scene)
    if len(row) == 1:
        return _field(scene, asked, row[0])
    cell, named = _asked_cell(asked, row, scene.wanted.kind)
    if cell is None:
        return None
    others = [other for other in row if other is not cell and other.words]
    said = max((_said(asked, other) for other in others), default=0.0)
    cover = _share(asked - words_naming(cell.column, asked), others)
    if said < _SAID or cover < (_COVER if named else _UNNAMED):
        return None
    return _Meant(said * cover, cell, named)


def _field(scene: Scene, asked: frozenset[str], cell: RowCell) -> _Meant | None:
    """ "Chair: Ada Lane", a line by itself, of the document that the other words name.

    Of two documents whose names have them, the one whose name has fewer words beside them.
    """
    naming = words_naming(cell.column, asked)
    told = naming and len(cell.text.split()) <= _LONGEST_VALUE
    kind, figure = scene.wanted.kind, _is_figure(cell.text)
    fits = not figure if kind in _NAMED else kind not in _FITS or _FITS[kind](cell.text)
    # "Servings: 4" says nothing of what it is served with
    written = _inflected(cell.head) <= _inflected(scene.question.text)
    named = not figure or written or not cell.column <= asked
    if not (told and fits and named):
        return None
    page, rest = cell.found.page, asked - naming
    names = map(roots, (page.name, *page.passage.section.split(ARROW)))
    whole = max((len(name & rest) / len(name) for name in names if name), default=0.0)
    cover = _share(rest, [cell._replace(words=frozenset())])
    return _Meant(cover * (1 - _TIE * (1 - whole)), cell, True)


def _share(wanted: frozenset[str], cells: Sequence[RowCell]) -> float:
    """Of the wanted words, those that the cells, their columns, title, headings and path have."""
    wanted = frozenset(word for word in wanted - _NO_MATTER if word[0] not in "?^")
    if not wanted or not cells:
        return 0.0
    page = cells[0].found.page
    around = roots(f"{page.name} {page.passage.section} {page.passage.metadata.path}")
    have = around.union(*(cell.words | cell.column | cell.above for cell in cells)) & wanted
    return len(have) / len(wanted)


def _said(asked: frozenset[str], cell: RowCell) -> float:
    """Share of its words that the question has; of a date or a number, all or nothing.

    Of a name, its first or last part says most; of what a row is about, the first of several.
    """
    share = len(cell.words & asked) / len(cell.words) if cell.words else 0.0
    if _is_date(cell.text) or _is_figure(cell.text):
        return float(share == 1.0)
    name = cell.text.lower().split() if _NAMES.fullmatch(cell.text.strip()) else []
    if name and not asked.isdisjoint((f"^^{root(name[0])}", f"^^{root(name[-1])}")):
        share = max(share, _PART_OF_NAME)
    named = cell.first and {word.lstrip("^") for word in asked if word[0] == "^"} >= cell.first
    alone = cell.above and cell.above <= asked
    parts = _EITHER.split(cell.text)
    either = len(parts) > 1 and any(words and words <= asked for words in map(roots, parts))
    return 1.0 if named or alone or either else share


def _asked_cell(
    asked: frozenset[str], row: Sequence[RowCell], kind: str
) -> tuple[RowCell | None, bool]:
    """Under the column that the question names, the longest name first; else of the asked kind.

    And whether the column is named. What the question says already is not asked for.
    """
    open_ = [cell for cell in row if cell.words and not cell.words <= asked]
    named = [cell for cell in open_ if words_naming(cell.column, asked)]
    if kind in _FITS:
        named = [cell for cell in named if _FIGURE.search(cell.text)]
    elif kind in _NAMED:
        named = [cell for cell in named if not _is_figure(cell.text)]
    if named:
        # as it is written, then by the most words
        words = {cell.column: len(words_naming(cell.column, asked)) for cell in named}
        return max(named, key=lambda cell: (cell.column <= asked, words[cell.column])), True
    unsaid = [cell for cell in open_ if _said(asked, cell) < _SAID]
    of_kind = [cell for cell in unsaid if kind in _FITS and _FITS[kind](cell.text)]
    return (of_kind[0] if len(of_kind) == 1 else None), False


def _is_date(text: str) -> bool:
    dates = find_dates(text)
    return bool(dates) and sum(d.end - d.start for d in dates) >= len(text.strip()) / 2


def _is_figure(text: str) -> bool:
    return _FIGURE.search(text) is not None and len(text.split()) <= 3


_NAMED = frozenset({"person", "place", "organisation"})
_FITS: dict[str, Callable[[str], bool]] = {"date": _is_date, "number": _is_figure}


def _inflected(text: str) -> set[str]:
    """Its words, of a noun in the plural the singular, too."""
    return {word.rstrip("s") for word in re.findall(WORD, text.lower())}
