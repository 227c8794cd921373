"""How well a question says a row: which of its cells, and how much of the question it has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.language.dates import find_dates
from graphrag.language.names import ADDRESS, ADDRESSES
from graphrag.language.words import VERBS, root
from graphrag.reading.material.scene import Scene
from graphrag.reading.tables.cell_names import is_said_short, short_names
from graphrag.reading.tables.columns import turn_of
from graphrag.reading.tables.row_days import days_of, is_of_day, is_on_week_day
from graphrag.reading.tables.table_rows import RowCell, in_order, numbered
from graphrag.retrieval.linking.asked_words import roots

FIGURE = re.compile(r"\d")
_CAPITALS = re.compile(r"(?<=\s)[A-ZÀ-Þ][\w-]*(?: [A-ZÀ-Þ][\w-]*)*")
_NO_MATTER = roots(  # words of a question for a cell that no row need have
    f"give get list show rating current exact option choice {' '.join(ADDRESSES)}"
)
_EITHER = re.compile(r" or |/")
NAMES = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w'’.-]*)+")
_VERB = 0.3  # what a verb counts that is missing, beside a noun or a name
_PART = 4  # letters of a word that may stand in a name as a part: "call" in "oncall_rota.csv"
_PART_OF_NAME = 0.7  # what a first or a last name says of a whole one


def asked_words(scene: Scene) -> frozenset[str]:
    """The roots of the question's words, numbers as figures, its turns of phrase, names, days."""
    text = scene.question.text
    own = numbered(roots(text)) | in_order(text) | days_of(text)
    return own | turn_of(text, scene.wanted.wh) | capitals(text) | short_names(text)


def capitals(question: str) -> frozenset[str]:
    """The words that it writes with a capital, one that stands by itself with a sign for that.

    Of a question in small letters every word may be a name.
    """
    if question.islower():
        return frozenset(f"^^{word}" for word in roots(question))
    runs = [run.split() for run in _CAPITALS.findall(ADDRESS.sub("", question))]
    return frozenset(f"{'^' * (1 + (len(run) == 1))}{root(w.lower())}" for run in runs for w in run)


def share(
    wanted: frozenset[str],
    cells: Sequence[RowCell],
    told: frozenset[str] = frozenset(),
    nothing: float = 0.0,
) -> float:
    """Of the wanted words, those that the cells, their columns, title, headings and path have.

    What is mostly a verb counts less: "which does Ada deliver" asks of a row with no such word.
    `told` are words that they have in others, `nothing` is what it is where nothing is wanted.
    """
    wanted = frozenset(word for word in wanted - _NO_MATTER if word[0] not in "?^@")
    if not wanted or not cells:
        return nothing
    page = cells[0].found.page
    names = f"{page.name} {page.passage.section} {page.passage.metadata.path}"
    have = roots(names).union(*(cell.words | cell.column for cell in cells)) & wanted
    have |= told & wanted
    have |= {word for word in wanted - have if len(word) >= _PART and word in names.lower()}
    missing = sum(map(_weight, wanted - have))
    return 1.0 - missing / max(1.0, len(have) + missing)


def _weight(word: str) -> float:
    return _VERB if word in VERBS else 1.0


def said_of(asked: frozenset[str], cell: RowCell) -> float:
    """Share of its words that the question has.

    Of a name, its first or last part says most, of a place "Orme" of "Orme, Velm"; of what a row is
    about, the first of several; of a day, that it is the same.
    """
    part = len(cell.words & asked) / len(cell.words) if cell.words else 0.0
    place = roots(cell.text.partition(", ")[0]) if ", " in cell.text else frozenset()
    if is_in_part(asked, cell) or (place and place <= asked):
        part = max(part, _PART_OF_NAME)
    named = cell.first and {word.lstrip("^") for word in asked if word[0] == "^"} >= cell.first
    parts = _EITHER.split(cell.text)
    short = is_said_short(asked, cell.text, cell.column)
    either = len(parts) > 1 and any(words and words <= asked for words in map(roots, parts))
    of_day = is_of_day(asked, cell) or is_on_week_day(asked, cell)
    return 1.0 if named or either or of_day or short else part


def is_in_part(asked: frozenset[str], cell: RowCell) -> bool:
    """It is a name of which the first or the last part is said by itself."""
    name = cell.text.lower().split() if NAMES.fullmatch(cell.text.strip()) else []
    return bool(name) and not asked.isdisjoint((f"^^{root(name[0])}", f"^^{root(name[-1])}"))


def is_date(text: str) -> bool:
    """At least half of it is a date."""
    dates = find_dates(text)
    return bool(dates) and sum(d.end - d.start for d in dates) >= len(text.strip()) / 2


def is_figure(text: str) -> bool:
    """A few words with a figure."""
    return FIGURE.search(text) is not None and len(text.split()) <= 3
