"""Rows of tables as the text writes them: sentences of "column: cell" fields.

A line by itself under a heading is a field of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graphrag.language.column_words import ORDER
from graphrag.language.numbers import VALUES
from graphrag.language.week_days import week_days
from graphrag.language.words import root
from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page import Page
from graphrag.reading.pages.page_parts import Part
from graphrag.retrieval.linking.asked_words import roots

FIELD = re.compile(r"(?:^|; )(?P<column>[^:;\n]{1,60}): (?P<cell>.*?)(?=; [^:;\n]{1,60}: |\.?\s*$)")
_LINE = re.compile(r"[^\n]+")
_IN_BRACKETS = re.compile(r" ?\([^()]*\)")
_YES = frozenset("yes true y ✓ ✔".split())
_NO = frozenset("no none nothing nil never not n/a false n ✗ – - —".split())
_FURTHER = re.compile(r",? (?:or|and) |[,/] ")
_ROLE = re.compile(  # "Ada Lane, Chair (@ada)"
    r"\W{0,3}(?P<name>[A-ZÀ-Þ][\w'’.-]+(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w'’.-]*){1,3})"
    r"(?:, (?:the )?| \(| [–—-] )(?P<role>[^\W\d][\w -]{2,40})\)?(?: \([^()]*\))?\W*$"
)
_FIGURES = {root(word): f"{value:.0f}" for word, value in VALUES.items()}


class RowCell(NamedTuple):
    """A cell of a row: the roots of its column's words and of its own, and where it stands."""

    column: frozenset[str]
    words: frozenset[str]
    found: Found
    head: str  # the column as it is written
    first: frozenset[str] = frozenset()  # of what a row is about, the first: "Athena, goddess of"
    called: str = ""  # what the row is about, where that is said by the title and not in the cell

    @property
    def text(self) -> str:
        """The cell as it is written."""
        return self.called or self.found.text

    @property
    def key(self) -> str:
        """By what cells of one column are known."""
        return self.head.casefold()

    @property
    def says_yes(self) -> bool:
        """It says no more than that it is so."""
        return self.text.strip(" .").casefold() in _YES

    @property
    def says_no(self) -> bool:
        """It says that it is not so, or that there is none."""
        return self.text.strip(" .").casefold().partition(" ")[0] in _NO


def fields(sentence: str) -> Iterator[tuple[str, str]]:
    """The columns and cells that a sentence writes as "column: cell; column: cell"."""
    return ((match["column"], match["cell"]) for match in FIELD.finditer(sentence))


def rows_of(pages: Iterable[Page]) -> Iterator[list[RowCell]]:
    """The rows of all pages, and lines by themselves as rows of one cell."""
    for page in pages:
        yield from (row for stretch in _stretches(page) if (row := _row(page, *stretch)))
        yield from (row for part in page.parts if (row := _under(page, part)))


def _stretches(page: Page) -> Iterator[tuple[int, int]]:
    """The sentences; of one that is lines of a field each, the lines."""
    text = page.passage.text
    for start, end in page.sentences:
        lines = [line.span() for line in _LINE.finditer(text, start, end)]
        each = len(lines) > 1 and all(FIELD.match(text[a:b]) for a, b in lines)
        yield from lines if each else [(start, end)]


def _row(page: Page, start: int, end: int) -> list[RowCell]:
    row: list[RowCell] = []
    for match in FIELD.finditer(page.text[start:end]):
        low, past = match.span("cell")
        days = map(root, week_days(match["cell"]))  # "Mon–Thu" says Tuesday, too
        words = numbered(roots(_outside(match["cell"]))) | frozenset(days)
        head = _outside(match["column"])
        row.append(RowCell(_named(head), words, Found(page, start + low, start + past, 1.0), head))
    role = None if row else _ROLE.match(page.text[start:end])
    if role:
        low, past = role.span("name")
        head = role["role"]
        row.append(
            RowCell(
                roots(head), roots(role["name"]), Found(page, start + low, start + past, 1.0), head
            )
        )
    if len(row) > 1:
        first = _FURTHER.split(_outside(row[0].text.strip()), maxsplit=1)[0]
        row[0] = row[0]._replace(first=numbered(roots(first)))
    return row


def _under(page: Page, part: Part) -> list[RowCell]:
    """A line by itself under a heading, as a field of that name: "Attendees", "Ada, Kim"."""
    if len(part.lines) > 1 or not part.heading:
        return []
    start, end = part.lines[0]
    words = numbered(roots(page.text[start:end]))
    return [RowCell(roots(part.heading), words, Found(page, start, end, 1.0), part.heading)]


def _named(head: str) -> frozenset[str]:
    """The roots of a head's words; "When", "Where", "Who" and "First" are heads, too."""
    low = head.strip().lower()
    return roots(head) or in_order(low) or frozenset({low} & {"when", "where", "who"})


def _outside(text: str) -> str:
    """What stands outside of brackets, where anything does."""
    return _IN_BRACKETS.sub("", text) if _IN_BRACKETS.sub("", text).strip() else text


def in_order(text: str) -> frozenset[str]:
    """The words that say which in a row: none has a root, but a column may be called so."""
    return frozenset(f"?{word}" for word in re.findall(r"\w+", text.lower()) if word in ORDER)


def numbered(words: frozenset[str]) -> frozenset[str]:
    """The words, those of numbers as figures: "40" of "forty"."""
    return frozenset(_FIGURES.get(word, word) for word in words)
