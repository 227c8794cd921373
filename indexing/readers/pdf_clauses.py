"""Lines that begin with the number of a clause: "4.2.1. The chair calls the meeting."

Rules, contracts and manuals are printed so, the number apart from its text. Such a line is no row
of a table, and one right above its own parts ("4.2. Meetings" above "4.2.1.") is their heading.
"""

from __future__ import annotations

import re
from dataclasses import replace

from indexing.readers.pdf_lines import ENDS, Line

_TEXT = r"[\"'“‘(]?[^\W\d_]"
_CLAUSE = re.compile(rf"(\d{{1,3}}(?:\.\d{{1,3}}){{1,5}})(\.?)\s+(?={_TEXT})")
_NUMBERED = re.compile(rf"(\d{{1,3}}(?:\.\d{{1,3}}){{0,5}})\.?\s+(?={_TEXT})")
_MOST_HEADING = 80  # characters


def clause_of(line: Line) -> str:
    """The number of the clause that a line begins; empty where it begins none.

    "2.5 litres" begins none: two numbers end in a stop, or stand apart from a text in capitals.
    """
    found = _CLAUSE.match(line.text)
    if not found:
        return ""
    number, stop = found.groups()
    begin = line.text[found.end() :].lstrip("\"'“‘(")
    apart = len(line.cells) == 2 and line.cells[0].text == number
    sure = bool(stop) or number.count(".") > 1 or apart
    return number if sure and begin[:1].isupper() else ""


def whole(line: Line) -> Line:
    """A line of number and text as one cell."""
    number, text = line.cells
    said = f"{number.text} {text.text}"
    bold = number.bold and text.bold
    return replace(line, cells=(replace(text, text=said, left=number.left, bold=bold),))


def heads_clause(line: Line, after: Line) -> bool:
    """Whether it is the heading of the clause that begins right below it."""
    number = _NUMBERED.match(line.text)
    heads = number is not None and clause_of(after).startswith(f"{number.group(1)}.")
    return heads and len(line.text) <= _MOST_HEADING and not line.text.endswith(ENDS)
