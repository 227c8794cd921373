"""Facts of header fields and table rows: "Author: Ann Lee", "name: Tank 5; limit in litres: 65."

A row is about what it is known by: the passage's title where a cell says it, else its first cell.
A field is about what it stands under: its heading, else its document. What only looks like a field
("Note: ...", "Fix #12: ...", a turn of a talk, a blank form) has a sentence, a number in its name
or nothing for its value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.datatypes import Passage, Span, Triple
from graphrag.language.keys import name_key
from graphrag.language.words import PREPOSITIONS
from graphrag.storage.texts import ARROW

ORIGIN = "fields"
_PAIR = re.compile(r"\s*([^\W\d_][^:;.?!\n]{0,58}?):\s+(\S.*?)\s*")
_SEPARATOR = "; "
_LONGEST = 5  # words of a field's value; what is longer is rather a sentence
_MOST = 4  # words of a field's name
_EMPTY = frozenset("n/a na none - – ? tbd tba null unknown".split())
_BLANK = re.compile(r"[\[\]<>{}_]|\bxx|\.\.\.|…")  # of a form
_NO_FIELDS = frozenset(
    """note notes warning example examples see tip hint caution important question answer q a todo
    figure table eg ie remember nb ps yes no first second third finally error
    fatal info debug output input""".split()
)
_MEANS = frozenset("mean average avg median total sum".split())
_PROSE = frozenset("a an with your to".split())  # in what was taken for a value
_TALK = frozenset("i you we me my your our let please".split())


def records_of(passage: Passage, sentences: Sequence[Span]) -> dict[int, list[Triple]]:
    """The facts of those sentences that are rows or fields, by their number."""
    about = _about(passage)
    found = {}
    for number, span in enumerate(sentences):
        said = passage.text[span.start : span.end]
        cut = passage.text[span.end : span.end + 1].strip() != ""
        row = _row(passage.title, said, number, cut=cut) if ":" in said else None
        told = _fields(about, said, number) if row is None and ":" in said else row
        if told is not None:
            found[number] = told
    return found


def _about(passage: Passage) -> str:
    """What a field is about: what stands under a heading that begins with a capital ("Status",
    "Impact") is the document's, under any other a thing of its own (a setting, a function).
    """
    heading = passage.section.rpartition(ARROW)[2]
    if "; " in heading:
        return ""
    if heading[:1].isupper() and name_key(heading) != name_key(passage.title):
        return f"{passage.title}{ARROW}{heading}"
    return heading or passage.title


def _row(title: str, said: str, number: int, *, cut: bool) -> list[Triple] | None:
    """Of two or more named cells; None where it is no row.

    Args:
        cut: the last cell goes on behind what is taken for a sentence.
    """
    if _SEPARATOR not in said or "\n" in said:
        return None
    pairs = [_PAIR.fullmatch(cell) for cell in said.removesuffix(".").split(_SEPARATOR)]
    if len(pairs) < 2 or not all(pairs):
        return None
    cells = [(pair[1], pair[2]) for pair in pairs if pair]
    names = {name.casefold() for name, _ in cells}
    if len(names) < len(cells) or any(map(_is_cell, cells)):
        return []  # two rows in one, or a row that was taken for the names of columns
    first = next((cell for cell in cells if name_key(cell[1]) == name_key(title)), cells[0])
    group = _thing(cells[0])  # the mean of the quarter, before what happened in it
    return [
        Triple(
            group if _is_mean(name, cells, first) else _thing(first), name, value, number, ORIGIN
        )
        for name, value in cells[: len(cells) - cut]
        if (name, value) != first and _says(name, value)
    ]


def _thing(cell: tuple[str, str]) -> str:
    """What a row is called by a cell; a number is called by its column."""
    return cell[1] if any(map(str.isalpha, cell[1])) else " ".join(cell)


def _is_mean(name: str, cells: Sequence[tuple[str, str]], first: tuple[str, str]) -> bool:
    """Whether a cell tells of a group of rows, whose name the row begins with: it is a mean or a
    total, and stands before what the row is known by.
    """
    names = [cell[0] for cell in cells]
    before = names.index(name) < cells.index(first)
    return before and name.split()[0].casefold() in _MEANS


def _is_cell(cell: tuple[str, str]) -> bool:
    """Whether a column's name is rather one of the column's values."""
    name, value = cell
    said = value.casefold().strip(" @<>[](){}…._")  # in a form to be filled in
    if name.casefold() in ("yes", "no") or said == name.casefold():
        return True
    return any(char in '"“”`=' or char.isdigit() for char in name)


def _fields(about: str, said: str, number: int) -> list[Triple] | None:
    """Of a field, or of some, each on its line; None where a line is none."""
    pairs = [_PAIR.fullmatch(line) for line in said.splitlines() if line.strip()]
    if not all(pairs):
        return None
    return [
        Triple(about, pair[1], pair[2], number, ORIGIN)
        for pair in pairs
        if pair and about and not _BLANK.search(about) and _is_field(pair[1], pair[2])
        if not about.endswith(pair[0].strip())  # a heading with a colon
    ]


def _says(name: str, value: str) -> bool:
    """Whether a name and a value say something at all."""
    if _BLANK.search(name) or _BLANK.search(value):
        return False
    if value.casefold() in _EMPTY or not any(map(str.isalnum, value)):
        return False
    return value.casefold() != name.casefold()


def _is_field(name: str, value: str) -> bool:
    words = value.casefold().split()
    if len(name.split()) > _MOST or not name[0].isupper() or len(words) > _LONGEST:
        return False
    if name.split()[0].casefold() in PREPOSITIONS or "  " in value:
        return False
    if any(char.isdigit() for char in name) or not _says(name, value):
        return False
    if name.casefold() in _NO_FIELDS or value[-1] in ".?!:,;" or "://" in value or ": " in value:
        return False
    return not any(word.strip(",") in _TALK or word in _PROSE for word in words)
