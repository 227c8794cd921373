"""The line of its opening that dates a text: "Board meeting, 4 April 2009", above all that follows.

Minutes, reports and letters of one series bear one title, and what tells one from another stands in
a line below it. Told as a heading over everything, it is known of every passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.language.dates import find_dates
from indexing.readers.titles import OF_PAGE

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_OPENING = 10  # blocks
_LINE = 80  # characters
_PROSE = 200  # characters of what opens nothing any more
_EARLY = 12  # characters before a date that begins a line


def dating_line(blocks: Sequence[tuple[str, str, int]], title: str) -> int | None:
    """Position of the one line that dates a text; None where none does, or one date of several.

    Fields at the top tell what is kept with a text anyway.

    Args:
        blocks: kind, text and level of each.
        title: of the text.
    """
    if _YEAR.search(title):
        return None
    for position, (kind, said, level) in enumerate(blocks[:_OPENING]):
        if kind not in ("heading", "paragraph", "field") or len(said) > _PROSE:
            return None
        if kind != "field" and _is_dated(said) and not OF_PAGE.search(said):
            later = blocks[position + 1 :]
            if later and later[0][0] == "quote":
                return None  # "On 4 April 2009, Ida Moe wrote:"
            return None if any(_is_entry(one, kind, level) for one in later) else position
    return None


def _is_dated(said: str) -> bool:
    """Whether it is short and names a month or a day of a year."""
    if len(said) > _LINE or not _YEAR.search(said):
        return False
    return any(date.year and date.precision > 1 for date in find_dates(said))


def _is_entry(block: tuple[str, str, int], kind: str, level: int) -> bool:
    """Whether it dates a part as the line would date the whole: an entry of a log."""
    said = block[1]
    if (block[0], block[2]) != (kind, level) or not _is_dated(said):
        return False
    return kind == "heading" or find_dates(said)[0].start <= _EARLY
