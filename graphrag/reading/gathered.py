"""Answers from all rows: lists, counts, extremes and sums over tables and over documents' fields.

    Which sponsors are at the Platinum level?       every sponsor's page with "level: Platinum"
    Which employee has the highest salary?          the row with the most under "Salary"

Five passages hold a small table, but not a long one, nor what twenty documents have each in a line
of their own. So all passages are looked through that share words with such a question. Rows that
are held together are of one table, or of documents that have what is asked in fields of the same
names. No train set asks so: the shares were set by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graphrag.datatypes import ScoredPassage
from graphrag.reading.asked_of_rows import OfRows
from graphrag.reading.found import Finding, tidy
from graphrag.reading.meant_rows import MeantRow, meant_row, records_of
from graphrag.reading.page import open_pages
from graphrag.reading.reckoning.digits import written

MOST = 256  # passages looked through
SURE = 0.9  # confidence, of rows that have all of the question; set by hand
_COMPARED = 3  # rows of which one has the most
_BEFORE = "$€£¥"  # units that stand before their figure


def gather_rows(
    asked: OfRows, passages: Sequence[ScoredPassage], *, is_all: bool
) -> Finding | None:
    """What all rows say together; None where fewer than two are meant.

    Args:
        asked: from `of_rows`.
        passages: those with rows, of `MOST` that share words with the question.
        is_all: no more share any: without that, nothing is counted or compared.
    """
    groups: defaultdict[object, list[MeantRow]] = defaultdict(list)
    for page in open_pages(passages, len(passages)):
        for table, row in records_of(page):
            item = meant_row(asked, row)
            if item is not None:
                groups[table, item.heads].append(item)
    items = max(groups.values(), key=_fit, default=[])
    if len(items) < 2:
        return None
    if asked.column:
        return _of_figures(asked.wants, items) if is_all else None
    kept = list({tidy(item.text).casefold(): item for item in items}.values())
    if len(kept) < 2 or (asked.wants == "count" and not is_all):
        return None
    caveat = f"The first {MOST} passages with its words were looked through."
    text = str(len(items)) if asked.wants == "count" else ", ".join(tidy(i.text) for i in kept)
    return Finding(
        text,
        SURE * min(item.cover for item in items),
        tuple(item.step for item in (items if asked.wants == "count" else kept)),
        asked.wants,
        caveat="" if is_all else caveat,
        named=True,
    )


def _of_figures(wants: str, items: Sequence[MeantRow]) -> Finding | None:
    """The rows with the most or the least, or all figures in one; where all have one unit."""
    unit = items[0].unit
    if any(item.unit != unit for item in items) or len(items) < _COMPARED:
        return None
    values = [item.value or 0.0 for item in items]
    sure = SURE * min(item.cover for item in items)
    if wants in ("sum", "mean"):
        total = round(sum(values) / (len(values) if wants == "mean" else 1), 2)
        text = f"{unit} {written(total)}" if unit in _BEFORE else f"{written(total)} {unit}".strip()
        return Finding(text, sure, tuple(item.step for item in items), wants, named=True)
    best = (max if wants == "most" else min)(values)
    won = [item for item in items if item.value == best]
    if len(won) == len(items):
        return None
    text = ", ".join(dict.fromkeys(tidy(item.text) for item in won))
    return Finding(text, sure, tuple(item.step for item in won), wants, named=True)


def _fit(items: Sequence[MeantRow]) -> tuple[int, float, int]:
    return len(items[0].heads), max(item.cover for item in items), len(items)
