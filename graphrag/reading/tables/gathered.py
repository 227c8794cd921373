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
from graphrag.language.plain_numbers import written
from graphrag.reading.pages.found import Finding, tidy
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.asked_of_rows import OfRows
from graphrag.reading.tables.meant_rows import MeantRow, meant_rows
from graphrag.reading.tables.readings import readings
from graphrag.reading.tables.row_tables import tables_of

MOST = 256  # passages looked through
SURE = 0.9  # confidence, of rows that have all of the question; set by hand
_COMPARED = 2  # rows of which one has the most, or that are added up
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
    found: list[tuple[tuple[int, float, int], str, list[MeantRow]]] = []
    for table in tables_of(open_pages(passages, len(passages))):
        for read in readings(asked, table):
            groups: defaultdict[tuple[str, ...], list[MeantRow]] = defaultdict(list)
            for row in meant_rows(read):
                groups[row.heads].append(row)
            found += [(_fit(items), read.wants, items) for items in groups.values()]
    best = max((fit for fit, _, _ in found), default=None)
    said = [
        _finding(asked, wants, items, is_all=is_all) for fit, wants, items in found if fit == best
    ]
    if not said or (asked.is_worked and len({one.text if one else "" for one in said}) > 1):
        return None
    return said[0]


def _finding(
    asked: OfRows, wants: str, items: Sequence[MeantRow], *, is_all: bool
) -> Finding | None:
    """What rows that are held together say."""
    if asked.compares:
        return _of_figures(wants, items) if is_all else None
    kept = list({tidy(item.text).casefold(): item for item in items}.values())
    if asked.most:
        kept = kept[: asked.most] if len(kept) >= asked.most else []
    least = 1 if asked.bounds or asked.leaves_out else 2
    if len(kept) < least or (wants == "count" and not is_all):
        return None
    caveat = f"The first {MOST} passages with its words were looked through."
    text = str(len(items)) if wants == "count" else ", ".join(tidy(i.text) for i in kept)
    return Finding(
        text,
        SURE * min(item.cover for item in items),
        tuple(item.step for item in (items if wants == "count" else kept)),
        wants,
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
        text = (
            f"{unit} {written(total)}"
            if unit and unit in _BEFORE
            else f"{written(total)} {unit}".strip()
        )
        return Finding(text, sure, tuple(item.step for item in items), wants, named=True)
    best = (max if wants == "most" else min)(values)
    won = [item for item in items if item.value == best]
    if len(won) == len(items):
        return None
    text = ", ".join(dict.fromkeys(tidy(item.text) for item in won))
    return Finding(text, sure, tuple(item.step for item in won), wants, named=True)


def _fit(items: Sequence[MeantRow]) -> tuple[int, float, int]:
    return len(items[0].heads), max(item.cover for item in items), len(items)
