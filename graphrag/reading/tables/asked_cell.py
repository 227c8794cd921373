"""The cell of a row that is asked for: under the column that is named, else of the asked kind.

"Memory GB" is named by "how much memory"; of "place" and "places" the one that is written so; of
"rooms" and "price" the price where it is asked what a room costs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graphrag.language.column_words import CODES, PAID, PRICES
from graphrag.language.quantities import is_time
from graphrag.language.scripts import LETTERS, WORD
from graphrag.language.week_days import week_days
from graphrag.language.words import root
from graphrag.reading.material.scene import Scene
from graphrag.reading.tables.columns import is_on_the_way, words_naming
from graphrag.reading.tables.row_fit import FIGURE, NAMES, is_date, is_figure, said_of
from graphrag.reading.tables.spread import is_gathered
from graphrag.reading.tables.table_rows import RowCell

SAID = 0.5  # share of a cell's words that the question must have for the cell to be said
NAMED_KINDS = frozenset({"person", "place", "organisation"})
FITS: dict[str, Callable[[str], bool]] = {"date": is_date, "number": is_figure}
_WORD = 4  # letters
_AMOUNT = re.compile(r"\d{1,3}(?:[,.]\d+)*\.?")  # "5,800"
_DONE = re.compile(r"\W*who (\w+)", re.IGNORECASE)


def asked_cell(
    scene: Scene, asked: frozenset[str], row: Sequence[RowCell]
) -> tuple[RowCell | None, bool]:
    """Under the column that the question names, the longest name first, then the first that it
    says; else of the asked kind.

    And whether the column is named. What the question says already is not asked for.
    """
    kind = scene.wanted.kind
    open_ = [cell for cell in row if cell.words and not cell.words <= asked]
    question = scene.question.text
    open_ = [
        cell
        for cell in open_
        if is_gathered(cell.head, question) or not is_on_the_way(cell.column, question)
    ]
    named = [cell for cell in open_ if words_naming(cell.column, asked)]
    done = _done_by_whom(scene, named)
    other = len(named) > len(done)  # it asks for a column, though for none of this kind
    named = [cell for cell in named if cell not in done and _may_be(kind, cell.text)]
    if named:
        return _meant_first(scene, asked, named), True
    unsaid = [c for c in open_ if said_of(asked, c) < SAID and c.column.isdisjoint(CODES)]
    of_kind = [cell for cell in unsaid if kind in FITS and FITS[kind](cell.text)]
    if scene.wanted.wh == "who" and not other:
        of_kind = [cell for cell in unsaid if NAMES.fullmatch(cell.text.strip())]
    return (of_kind[0] if len(of_kind) == 1 else None), False


def _done_by_whom(scene: Scene, named: Sequence[RowCell]) -> list[RowCell]:
    """The cells whose column is what the question says that somebody does: "runs: daily", asked who
    runs it.
    """
    done = _DONE.match(scene.question.text)
    verb = root(done[1].lower()) if done else ""
    return [cell for cell in named if verb in cell.column and not cell.text[:1].isupper()]


def _may_be(kind: str, text: str) -> bool:
    """Whether a cell may be of the kind that is asked for."""
    if kind == "date":
        if _AMOUNT.fullmatch(text.strip()) and not is_date(text):
            return False
        return FIGURE.search(text) is not None or is_time(text) or bool(week_days(text))
    if kind in FITS:
        return FIGURE.search(text) is not None
    return kind not in NAMED_KINDS or not is_figure(text) or _has_word(text)


def _meant_first(scene: Scene, asked: frozenset[str], named: Sequence[RowCell]) -> RowCell:
    """A price where one is asked for; as it is written; by the most words; the first said."""
    said = [root(word) for word in re.findall(WORD, scene.question.text.lower())]
    asks_price = not asked.isdisjoint(PAID)

    def fit(cell: RowCell) -> tuple[bool, bool, bool, int, int]:
        own = words_naming(cell.column, asked)
        first = next((n for n, word in enumerate(said) if word in own), len(said))
        is_price = asks_price and not cell.column.isdisjoint(PRICES)
        written = _is_written(cell.head, scene)
        return is_price, cell.column <= asked, written, len(own), -first

    return max(named, key=fit)


def _is_written(head: str, scene: Scene) -> bool:
    """In the same form, as "places" and not "place"."""
    return set(re.findall(WORD, head.lower())) <= set(scene.question.text.lower().split())


def _has_word(text: str) -> bool:
    """As "Quay Lane 8" has and "B20" has not."""
    return max(map(len, re.findall(LETTERS, text)), default=0) >= _WORD
