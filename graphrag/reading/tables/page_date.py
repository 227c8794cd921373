"""Dates that tell of the page, not of what it is about: when it was made, changed or put up."""

from __future__ import annotations

import re

from graphrag.language.dates import days_in, find_dates
from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page import Page
from graphrag.reading.tables.table_rows import FIELD

_OF_PAGE = re.compile(
    r"\W*(?:date[ _-]?)?(?:(?:last[ _-]?)?(?:created|modified|updated|edited|changed)|lastmod)"
    r"(?:[ _-]?(?:at|on|date|time))?: ",
    re.IGNORECASE,
)
_DATE = re.compile(r"\W*date: ", re.IGNORECASE)  # of the page, or of the event that it is about
_FROM = re.compile(r"\W*from: ", re.IGNORECASE)  # beside it, it is of a letter
_ASKS_OF_PAGE = re.compile(
    r"\b(?:creat|modif|updat|edit|wr[io]t|publi|chang|made|revis|post|add|page|file|note|document"
    r"|last|latest|old|new|current)",
    re.IGNORECASE,
)
_ASKS_OF_LETTER = re.compile(
    r"\b(?:sen[dt]|mail|e-?mail|letter|messag|answer|repl|ask|sa[iy]|t[eo]ld|announc|report|complain"
    r"|suggest|request|thank|propos|mention)",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")
_OPENING = 400  # characters of what stands below the fields


def is_of_page(last: Found, question: str) -> bool:
    """It is the page's own date, "date created: 3 May", where nothing is asked of the page.

    A mere "date: 3 May" is the page's where another field is, and where what stands below opens
    with another day: "Minutes of the meeting of 5 March". Of a letter it is the letter's.
    """
    text = last.page.passage.text
    line = text.rfind("\n", 0, last.start) + 1
    if _ASKS_OF_PAGE.search(question):
        return False
    if _OF_PAGE.match(text, line):
        return True
    if not _DATE.match(text, line):
        return False
    if any(_FROM.match(text, other.start()) for other in _LINE.finditer(text, 0, line)):
        return not _ASKS_OF_LETTER.search(question)
    others = any(_OF_PAGE.match(text, other.start()) for other in _LINE.finditer(text))
    return others or _opens_with_another(last.page, last.text)


def _opens_with_another(page: Page, told: str) -> bool:
    """The text below its fields begins with days, none of which is the one told."""
    lines = _LINE.finditer(page.passage.text)
    start = next((m.start() for m in lines if not FIELD.fullmatch(m.group())), None)
    if start is None:
        return False
    days = days_in(page.passage.text, start, start + _OPENING)
    own = {date.key for date in find_dates(told)}
    return bool(days) and days.isdisjoint(own)
