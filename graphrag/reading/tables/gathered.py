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
_OF_ONE = 0.8  # share of the question that a single row must have, where conditions leave but one
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
    found: list[tuple[tuple[int, float, int], str, list[MeantRow], float]] = []
    for table in tables_of(open_pages(passages, len(passages)), asked.question):
        one = 2.0 if table.is_documents else _OF_ONE if asked.bounds or asked.denied else 1.0
        for read in readings(asked, table):
            groups: defaultdict[tuple[str, ...], list[MeantRow]] = defaultdict(list)
            for row in meant_rows(read):
                groups[row.heads].append(row)
            found += [(_fit(items), read.wants, items, one) for items in groups.values()]
    best = max((fit for fit, *_ in found), default=None)
    said = [
        _finding(asked, wants, items, one, is_all=is_all)
        for fit, wants, items, one in found
        if fit == best
    ]
    if not said or (asked.is_worked and len({one.text if one else "" for one in said}) > 1):
        return None
    return said[0]


def _finding(
    asked: OfRows, wants: str, items: Sequence[MeantRow], one: float, *, is_all: bool
) -> Finding | None:
    """What rows that are held together say; `one` is the share that a single one must have."""
    counts, caveat = wants == "count", ""
    if not is_all:
        caveat = f"The first {MOST} passages with its words were looked through."
    if not is_all and (counts or asked.compares):
        return None
    kept = _best(wants, items) if asked.compares else _listed(items, one)
    if wants in ("sum", "mean"):
        text = _added(wants, kept)
    else:
        text = str(len(items)) if counts else ", ".join(dict.fromkeys(tidy(i.text) for i in kept))
    steps = tuple(item.step for item in (items if counts else kept))
    sure = SURE * min(item.cover for item in items)
    return Finding(text, sure, steps, wants, caveat, named=True) if kept else None


def _listed(items: Sequence[MeantRow], one: float) -> Sequence[MeantRow]:
    """Each once; none where these are too few."""
    kept = list({tidy(item.text).casefold(): item for item in items}.values())
    cover = min((item.cover for item in kept), default=0.0)
    least = 1 if cover >= one else 2
    return kept if len(kept) >= least else []


def _best(wants: str, items: Sequence[MeantRow]) -> Sequence[MeantRow]:
    """Those with the most or the least, or all that are added up; none where they have two units,
    or all have the same.
    """
    if len(items) < _COMPARED or len({item.unit for item in items}) > 1:
        return []
    if wants in ("sum", "mean"):
        return items
    best = (max if wants == "most" else min)(item.value or 0.0 for item in items)
    won = [item for item in items if item.value == best]
    return won if len(won) < len(items) else []


def _added(wants: str, items: Sequence[MeantRow]) -> str:
    """Their sum or mean with its unit."""
    total = sum(item.value or 0.0 for item in items) / (len(items) or 1 if wants == "mean" else 1)
    said, unit = written(round(total, 2)), items[0].unit if items else ""
    return f"{unit} {said}" if unit and unit in _BEFORE else f"{said} {unit}".strip()


def _fit(items: Sequence[MeantRow]) -> tuple[int, float, int]:
    return len(items[0].heads), max(item.cover for item in items), len(items)
