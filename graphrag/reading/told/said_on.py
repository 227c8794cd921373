"""The day on which a passage was said or written, from which "yesterday" counts.

A mail's or a letter's own date, a talk's in its title, the heading of a dated entry, the date that
came with its document.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from graphrag.language.dates import days_in
from graphrag.language.relative_times import relative_time, told_from, written
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page
from graphrag.storage.texts import ARROW

_HEAD_DATE = re.compile(
    r"^\W*(?:date|sent|posted|published|written): (?P<when>.+)$", re.IGNORECASE | re.MULTILINE
)
_MOSTLY = 0.6  # share of a found stretch that the relative time takes


def said_on(page: Page, start: int) -> date | None:
    """The day of what stands at `start`; None where the page does not tell one day."""
    passage = page.passage
    told = [match["when"] for match in _HEAD_DATE.finditer(passage.text, 0, start)][-1:]
    told += [*reversed(passage.section.split(ARROW)), passage.title, passage.metadata.date]
    return next((day for text in told if (day := _one_day(text))), None)


def _one_day(text: str) -> date | None:
    """The day that a text tells; None where it tells none, or several."""
    days = days_in(text)
    try:
        return date(*next(iter(days))) if len(days) == 1 else None
    except ValueError:  # 31 June
        return None


def day_in(step: Found) -> frozenset[tuple[int, int, int]]:
    """(year, month, day) of the times that a sentence tells from the day on which it was said."""
    match, day = relative_time(step.stated), said_on(step.page, step.start)
    return days_in(told_from(match, day)) if match and day else frozenset()


def told_time(finding: Finding) -> Finding | None:
    """The same with the time itself, "7 May 2023" of "yesterday"; None where it is none such."""
    if finding.form != "span" or not finding.steps:
        return None
    last = finding.steps[-1]
    match = relative_time(finding.text)
    if match is None or len(match.group()) < _MOSTLY * len(finding.text):
        return None
    day = said_on(last.page, last.start)
    told = told_from(match, day) if day else ""
    if day is None or not told:
        return None
    caveat = f"The text says “{match.group()}” and is of {written(day)}."
    return replace(finding, text=told, caveat=caveat, form="worked-out")
