"""One measure that a table spreads over columns: years, quarters, months, days of the week.

    Ward: North; 2023: 14; 2024: 9; 2025: 12.

    in 2024                     9
    in 2024 and 2025 together   21
    from 2023 to 2025           -2, or 2 where it is asked by how much it fell

For a question that names such columns a row has, in place of all of them, one cell with what is
asked of them. So whatever is asked of a cell, or of a column of all rows, is asked of this one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from graphrag.language.patterns import pattern
from graphrag.language.periods import NamedPeriod, Period, period_of, periods_in
from graphrag.language.plain_numbers import number_in, written
from graphrag.language.week_days import named_days, week_days
from graphrag.reading.tables.table_rows import RowCell
from graphrag.retrieval.linking.asked_words import roots

IN_ALL = pattern(
    r"\b(?:in total|in all|all told|altogether|all together|together|overall|combined|whole"
    r"|entire)\b",
    re.IGNORECASE,
)
_ROSE = pattern(
    r"\b(?:ris[ei]\w*|rose|increas\w*|gr[eo]w\w*|went up|gone up|chang\w*|gain\w*|add(?:ed)?)\b",
    re.IGNORECASE,
)
_FELL = pattern(
    r"\b(?:f[ae]ll\w*|declin\w*|decreas\w*|drop\w*|went down|gone down|shr[aiu]nk\w*|lost)\b",
    re.IGNORECASE,
)
_JOINED = pattern(r"\W*(?:to|and|until|till|through|[–—-])\W*", re.IGNORECASE)
_LEAST = 2  # columns that one measure is spread over


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks of such columns: of these periods, or of these days of the week."""

    periods: tuple[Period, ...]
    days: frozenset[str]
    is_change: bool  # from the first to the last
    turned: bool  # how much less
    said: str  # the words that say it


def gathered_row(question: str, row: Sequence[RowCell]) -> list[RowCell]:
    """The row with one cell for what the question asks of such columns; else as it is."""
    asked = _asked(question)
    if asked is None or len(row) <= _LEAST:
        return list(row)
    return _of_periods(asked, row) or _of_days(asked, row) or list(row)


def is_gathered(head: str, question: str) -> bool:
    """Whether a column is what the question asks of such columns."""
    asked = _asked(question)
    return asked is not None and head.casefold() == asked.said.casefold()


@lru_cache(maxsize=64)  # asked of each row
def _asked(question: str) -> _Asked | None:
    named, days = periods_in(question), named_days(question)
    if not named and not days:
        return None
    rose, fell = _ROSE.search(question), _FELL.search(question)
    is_change = len(named) == 2 and (rose or fell) is not None
    stretch = not is_change and _is_stretch(question, named)
    said = [question[one.start : one.end] for one in named]
    said += days
    said += [word.group() for word in (rose, fell) if word and is_change]
    said += [word.group() for word in IN_ALL.finditer(question)]
    periods = tuple(one.period for one in named)
    if stretch:
        periods = tuple(Period(y, 1, 12) for y in range(periods[0].year, periods[1].year + 1))
    return _Asked(periods, days, is_change, fell is not None and rose is None, " ".join(said))


def _is_stretch(question: str, named: Sequence[NamedPeriod]) -> bool:
    """ "Between 2022 and 2025" names the years between, too, where they are added up."""
    if len(named) != 2 or not IN_ALL.search(question):
        return False
    first, last = named
    years = 0 < first.period.year < last.period.year
    whole = all(one.period[1:] == (1, 12) for one in named)
    from_to = re.search(r"\b(?:between|from|in) $", question[: first.start], re.IGNORECASE)
    joined = _JOINED.fullmatch(question[first.end : last.start])
    listed = from_to and from_to.group().strip().lower() == "in"
    return bool(years and whole and from_to and joined and not listed)


def _of_periods(asked: _Asked, row: Sequence[RowCell]) -> list[RowCell]:
    known = [(cell, period) for cell in row if (period := period_of(cell.head))]
    if len(known) < _LEAST or not asked.periods:
        return []
    held = [[cell for cell, period in known if one.holds(period)] for one in asked.periods]
    if not all(held):
        return []
    if asked.is_change:
        first, last = map(_sum, held)
        if first is None or last is None:
            return []
        change = first - last if asked.turned else last - first
        cell = _worked(asked, held[-1][0], change)
    else:
        cells = list({id(cell): cell for group in held for cell in group}.values())
        total = _sum(cells)
        if len(cells) > 1 and total is None:
            return []
        cell = _worked(asked, cells[0], total if len(cells) > 1 else None)
    return _with(row, [cell for cell, _ in known], cell)


def _of_days(asked: _Asked, row: Sequence[RowCell]) -> list[RowCell]:
    known = [(cell, days) for cell in row if (days := week_days(cell.head))]
    held = [cell for cell, days in known if asked.days and asked.days <= days]
    if len(known) < _LEAST or len(held) != 1:
        return []
    return _with(row, [cell for cell, _ in known], _worked(asked, held[0], None))


def _with(row: Sequence[RowCell], known: Sequence[RowCell], cell: RowCell) -> list[RowCell]:
    """The row, the cell in place of those known."""
    spread = set(map(id, known))
    return [*(one for one in row if id(one) not in spread), cell]


def _worked(asked: _Asked, cell: RowCell, value: float | None) -> RowCell:
    """A cell under the words that the question says; `value` is what was worked out."""
    column = roots(asked.said)
    text = "" if value is None else written(round(value, 6))
    words = cell.words if value is None else frozenset({text})
    return cell._replace(column=column, head=asked.said, called=text, words=words)


def _sum(cells: Sequence[RowCell]) -> float | None:
    """Their figures added up, 0 of "–"; None where one has none."""
    figures = [0.0 if cell.says_no else _figure(cell.text) for cell in cells]
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known and len(known) == len(figures) else None


def _figure(text: str) -> float | None:
    digits = re.sub(r"[^\d.,%-]", "", text).strip(".,")
    return number_in(digits) if digits and not digits.endswith("%") else None
