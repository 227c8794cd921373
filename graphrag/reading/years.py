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


def are_apart(asked: Span, dates: Sequence[Moment]) -> bool:
    """The dates have years, and none near the time asked about."""
    said = span_of(dates)
    return said is not None and not (said[0] <= asked[1] and asked[0] <= said[1])
