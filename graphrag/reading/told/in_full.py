"""What was found is answered in full: "Altman" as "Sam Altman" where a page read says so,
"März 1965" as the whole day that is written, "3. März 1965", and of a code or a telephone number
all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from graphrag.language.amount_words import DAYS
from graphrag.language.keys import fold
from graphrag.language.kinds import GIVEN_NAMES
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page

_LONGEST = 3  # words of a person's name
_ASKS_NUMBER = re.compile(r"\b(?:phone|telephone|mobile|fax|call|ring|dial|number)\b", re.I)
_MORE = re.compile(r"(?:[/@_]\w+|-\w+(?![\w-]))+")  # of a code, of a double name
_JOINS = "/@_-"
_MORE_DIGITS = re.compile(r"(?:[ /-]\d{2,4}\b)+")
_DIGITS_BEFORE = re.compile(r"\+?(?:\d{2,4}[ /-])+$")
_PHONE, _LONGEST_NUMBER = 7, 30  # digits at least, characters at most
_PARTS = frozenset(".-'’ ")


def in_full(finding: Finding, scene: Scene) -> Finding:
    """The finding with the one full name that its page, or else the others, have for it, or as the
    date that it ends.

    As it is where they have none or several, or where neither is asked for. The sentence that
    names him in full is a step before the last.
    """
    asks_day = scene.wanted.kind == "date" and not scene.asks_year
    if asks_day and finding.form == "span" and finding.steps:
        return _whole_day(finding)
    if finding.form == "span" and finding.steps:
        finding = _whole_code(finding, scene.question.text)
    if finding.form != "span" or not finding.steps or scene.wanted.kind != "person":
        return finding
    last, short = finding.steps[-1], finding.text
    if " " in short or not _is_a_name(short) or last.text.strip() != short:
        return finding
    others = [page for page in scene.pages if page is not last.page]
    for pages in ([last.page], others):
        full = _named(pages, short)
        if len({fold(one.text) for one in full}) == 1:
            return replace(finding, text=full[0].text, steps=(*finding.steps[:-1], full[0], last))
        if full:
            break
    return finding


def _whole_code(finding: Finding, question: str) -> Finding:
    """ "VTA" as "VTA/F/32", "Amoah" as "Amoah-Reyes", "079" as "079 555 03 07"."""
    last = finding.steps[-1]
    if finding.text != last.text:
        return finding
    text, digits = last.page.text, last.text.isdecimal()
    if digits and not _ASKS_NUMBER.search(question):
        return finding
    more = (_MORE_DIGITS if digits else _MORE).match(text, last.end)
    start = _digits_from(text, last.start) if digits else _code_from(text, last.start)
    end = more.end() if more else last.end
    if (start, end) == (last.start, last.end) or (digits and _count(text[start:end]) < _PHONE):
        return finding
    whole = replace(last, start=start, end=end)
    return replace(finding, text=text[start:end], steps=(*finding.steps[:-1], whole))


def _code_from(text: str, start: int) -> int:
    """Where a code begins of which this is a later part: "VTA/F/" before "32"."""
    first = start
    while first and (text[first - 1].isalnum() or text[first - 1] in _JOINS):
        first -= 1
    before = text[first:start]
    is_part = before[-1:] in _JOINS and before[:1].isalnum()
    joined = any(a in _JOINS and b in _JOINS for a, b in pairwise(before))  # a line to write on
    return first if before and is_part and not joined else start


def _digits_from(text: str, start: int) -> int:
    before = _DIGITS_BEFORE.search(text[max(0, start - _LONGEST_NUMBER) : start])
    return start - len(before.group()) if before else start


def _count(text: str) -> int:
    return sum(map(str.isdecimal, text))


def _whole_day(finding: Finding) -> Finding:
    """With the day before a month or a year that was found without it, and the date behind a day
    of the week.
    """
    last = finding.steps[-1]
    if finding.text != last.text:
        return finding
    for date in last.page.dates:
        is_end = date.start < last.start and date.end == last.end
        between = last.page.text[last.end : date.start]
        is_weekday = last.text.lower() in DAYS and between in (", ", " ", " the ")
        if date.tells_day and (is_end or is_weekday):
            start = min(date.start, last.start)
            text = last.page.text[start : date.end]
            whole = replace(last, start=start, end=date.end)
            return replace(finding, text=text, steps=(*finding.steps[:-1], whole))
    return finding


def _named(pages: Sequence[Page], short: str) -> list[Found]:
    """Where pages write a full name that this one is the first or the last word of."""
    found = []
    for page in pages:
        for name in page.names:
            start, end = _from_given_name(page.text, *name)
            words = page.text[start:end].split(" ")
            called = 1 < len(words) <= _LONGEST and short in (words[0], words[-1])
            if called and all(map(_is_a_name, words)):
                found.append(Found(page, start, end, 1.0))
    return found


def _from_given_name(text: str, start: int, end: int) -> tuple[int, int]:
    """From the given name on: "Ann Lee" of "Captain Ann Lee"; empty without one."""
    words = re.finditer(r"\S+", text[start:end])
    given = next((w.start() for w in words if w.group().lower() in GIVEN_NAMES), None)
    return (end, end) if given is None else (start + given, end)


def _is_a_name(word: str) -> bool:
    letters = [char for char in word if char not in _PARTS]
    return word[:1].isupper() and bool(letters) and all(char.isalpha() for char in letters)
