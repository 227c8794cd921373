"""The time that a question asks about, held against the years that a sentence writes.

"Who chaired the board from 1995 to 1999?" asks about [1995, 1999]: a sentence with "1995" or with
"1993–1997" may say so, one that writes only 2004 speaks of another time.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.language.dates import Moment, find_dates
from graphrag.reading.page import Page

Span = tuple[int, int]  # first and last year


def asked_span(question: str) -> Span | None:
    """From the first to the last year that the question writes; None where it writes none."""
    return span_of(find_dates(question))


def span_of(dates: Sequence[Moment]) -> Span | None:
    """From the earliest to the latest year, of dates that have one."""
    years = [date.year for date in dates if date.year > 0]
    return (min(years), max(years)) if years else None


def dates_in(page: Page, number: int) -> list[Moment]:
    """The dates of a sentence."""
    start, end = page.sentences[number]
    return [date for date in page.dates if start <= date.start < end]


def year_features(asked: Span, dates: Sequence[Moment]) -> dict[str, float]:
    """How the years of a sentence lie to those asked about; nothing where it writes none."""
    said = span_of(dates)
    if said is None:
        return {}
    years = {date.year for date in dates}
    overlap = said[0] <= asked[1] and asked[0] <= said[1]
    return {
        "asked year first": float(asked[0] in years),
        "asked year last": float(asked[1] in years),
        "years overlap": float(overlap),
        "years apart": float(not overlap),
    }


def nearest_year(dates: Sequence[Moment], start: int, end: int) -> int | None:
    """The year written nearest to the characters [start, end), those inside left out."""
    outside = [d for d in dates if d.year > 0 and (d.end <= start or d.start >= end)]
    nearest = min(outside, key=lambda d: max(start - d.end, d.start - end), default=None)
    return nearest.year if nearest else None
