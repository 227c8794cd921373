"""Rows of tables: the cell under the column that is asked for, of the row that the question means.

    "setting: timeout; command line: -t INT; default: 30."     What is the default of timeout?  30

A row is a sentence of "column: cell" fields, as tables are read (`indexing/blocks`). It is meant
where one of its cells is said by the question; the column is named by the question, or is the only
one that holds what "when" or "how many" can mean. A line of one field, "Chair: Ada Lane.", is
meant where the question names field and document. Two rows that fit alike decide nothing.
No train set has tables: the shares and the confidence below were set by hand, not fitted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from graphrag.language.dates import find_dates
from graphrag.language.numbers import VALUES
from graphrag.language.scripts import WORD
from graphrag.language.words import root
from graphrag.reading.found import Finding, Found, tidy
from graphrag.reading.page import Page
from graphrag.reading.page_parts import Part
from graphrag.reading.scene import Scene
from graphrag.retrieval.linking.asked_words import roots
from graphrag.storage.texts import ARROW

FIELD = re.compile(r"(?:^|; )(?P<column>[^:;\n]{1,60}): (?P<cell>.*?)(?=; [^:;\n]{1,60}: |\.?\s*$)")
_IN_BRACKETS = re.compile(r" ?\([^()]*\)")
_FIGURE = re.compile(r"\d")
_NAMES = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w'’.-]*)+")
_FIGURES = {root(word): f"{value:.0f}" for word, value in VALUES.items()}
_SAID = 0.5  # share of a cell's words that the question must have for the row to be meant
_COVER = 0.5  # share of the question's other words that the row, its title and headings must have
_UNNAMED = 0.8  # the same where the question names no column
_LEAST = 0.6  # both shares multiplied; of cells below it one in three was right
_LONGEST_VALUE = 12  # words
_TIE = 0.1  # what a name costs of which the question says nothing
_SURE = (0.3, 0.6)  # confidence: where nothing, and what all of both shares adds to it


class _Cell(NamedTuple):
    column: frozenset[str]
    words: frozenset[str]
    found: Found
    head: str  # the column as it is written

    @property
    def text(self) -> str:
        return self.found.text


class _Meant(NamedTuple):
    """A row that the question may mean, how well in [0, 1], and its asked cell."""

    score: float
    cell: _Cell
    named: bool  # the question names the cell's column


def row_value(scene: Scene) -> Finding | None:
    """The cell that answers, with its row; None where no row is meant or several are."""
    found = [meant for row in _rows(scene) if row and (meant := _meant(scene, row))]
    best = max((meant.score for meant in found), default=0.0)
    winners = [meant for meant in found if meant.score == best]
    if best < _LEAST or len({meant.cell.text for meant in winners}) != 1:
        return None
    _, cell, named = winners[0]
    sure = _SURE[0] + _SURE[1] * best
    return Finding(tidy(cell.text), sure, (cell.found,), "span", named=named)


def row_values(scene: Scene) -> Finding | None:
    """The cells of all rows that the question means alike, where it asks for several."""
    rows = (row for row in _rows(scene) if len(row) > 1)
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


def _told(scene: Scene, row: Sequence[_Cell]) -> tuple[int, float, _Cell] | None:
    """How many cells the question says, how much of the question it has, what it tells.

    That is the cell whose column the question names; else, of who, the first that is a name, and
    of other questions the row's first: what the row is about.
    """
    asked = _asked(scene)
    said = [cell for cell in row if cell.words and _said(asked, cell) >= _SAID]
    rest = [cell for cell in row if cell.words and cell not in said]
    named = [cell for cell in rest if cell.column and cell.column <= asked]
    if not named and scene.wanted.wh == "who":
        named = [cell for cell in rest if _NAMES.fullmatch(cell.text.strip())]
    least = _COVER if named else _UNNAMED
    if not named and row[0] in rest:
        named = [row[0]]
    if not named or not (said or least == _COVER):
        return None
    cover = _share(asked - named[0].column, [cell for cell in row if cell is not named[0]])
    return (len(said), cover, named[0]) if cover >= least else None


def fields(sentence: str) -> Iterator[tuple[str, str]]:
    """The columns and cells that a sentence writes as "column: cell; column: cell"."""
    return ((match["column"], match["cell"]) for match in FIELD.finditer(sentence))


def _asked(scene: Scene) -> frozenset[str]:
    return _numbered(roots(scene.question.text))


def _rows(scene: Scene) -> Iterator[list[_Cell]]:
    for page in scene.pages:
        for start, end in page.sentences:
            row = []
            for match in FIELD.finditer(page.text[start:end]):
                low, past = match.span("cell")
                words = _numbered(roots(_outside(match["cell"])))
                found = Found(page, start + low, start + past, 1.0)
                head = _outside(match["column"])
                row.append(_Cell(roots(head), words, found, head))
            if row:
                yield row
        yield from (_under(page, part) for part in page.parts)


def _under(page: Page, part: Part) -> list[_Cell]:
    """A line by itself under a heading, as a field of that name: "Attendees", "Ada, Kim"."""
    if len(part.lines) > 1 or not part.heading:
        return []
    start, end = part.lines[0]
    words = _numbered(roots(page.text[start:end]))
    return [_Cell(roots(part.heading), words, Found(page, start, end, 1.0), part.heading)]


def _meant(scene: Scene, row: Sequence[_Cell]) -> _Meant | None:
    asked = _asked(scene)
    if len(row) == 1:
        return _field(scene, asked, row[0])
    cell, named = _asked_cell(asked, row, scene.wanted.kind)
    if cell is None:
        return None
    others = [other for other in row if other is not cell and other.words]
    said = max((_said(asked, other) for other in others), default=0.0)
    cover = _share(asked - cell.column, others)
    if said < _SAID or cover < (_COVER if named else _UNNAMED):
        return None
    return _Meant(said * cover, cell, named)


def _field(scene: Scene, asked: frozenset[str], cell: _Cell) -> _Meant | None:
    """ "Chair: Ada Lane", a line by itself, of the document that the other words name.

    Of two documents whose names have them, the one whose name has fewer words beside them.
    """
    told = cell.column and cell.column <= asked and len(cell.text.split()) <= _LONGEST_VALUE
    kind, figure = scene.wanted.kind, _is_figure(cell.text)
    fits = not figure if kind in _NAMED else kind not in _FITS or _FITS[kind](cell.text)
    # "Servings: 4" says nothing of what it is served with
    named = not figure or _inflected(cell.head) <= _inflected(scene.question.text)
    if not (told and fits and named):
        return None
    page, rest = cell.found.page, asked - cell.column
    names = map(roots, (page.name, *page.passage.section.split(ARROW)))
    whole = max((len(name & rest) / len(name) for name in names if name), default=0.0)
    cover = _share(rest, [cell._replace(words=frozenset())])
    return _Meant(cover * (1 - _TIE * (1 - whole)), cell, True)


def _share(wanted: frozenset[str], cells: Sequence[_Cell]) -> float:
    """Of the wanted words, those that the cells, their columns, title, headings and path have."""
    if not wanted or not cells:
        return 0.0
    page = cells[0].found.page
    around = roots(f"{page.name} {page.passage.section} {page.passage.metadata.path}")
    have = around.union(*(cell.words | cell.column for cell in cells)) & wanted
    return len(have) / len(wanted)


def _said(asked: frozenset[str], cell: _Cell) -> float:
    """Share of its words that the question has; of a date or a number, all or nothing."""
    share = len(cell.words & asked) / len(cell.words) if cell.words else 0.0
    whole = _is_date(cell.text) or _is_figure(cell.text)
    return float(share == 1.0) if whole else share


def _asked_cell(
    asked: frozenset[str], row: Sequence[_Cell], kind: str
) -> tuple[_Cell | None, bool]:
    """Under the column that the question names, the longest name first; else of the asked kind.

    And whether the column is named. What the question says already is not asked for.
    """
    open_ = [cell for cell in row if cell.words and not cell.words <= asked]
    named = [cell for cell in open_ if cell.column and cell.column <= asked]
    if kind in _FITS:
        named = [cell for cell in named if _FIGURE.search(cell.text)]
    elif kind in _NAMED:
        named = [cell for cell in named if not _is_figure(cell.text)]
    if named:
        return max(named, key=lambda cell: len(cell.column)), True
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


def _outside(text: str) -> str:
    """What stands outside of brackets, where anything does."""
    return _IN_BRACKETS.sub("", text) if _IN_BRACKETS.sub("", text).strip() else text


def _numbered(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_FIGURES.get(word, word) for word in words)
