"""What text looks like in a binary Word document ([MS-DOC] 2.4.6): pages of 512 bytes tell it, each
of stretches of the file with their properties.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from itertools import pairwise

_PAGE = 512  # bytes
_OPERAND = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes, by the highest three bits; 0: its first byte says
CELLS = 0xD608  # the property with the cells of a row: its first two bytes say its length


class Looks:
    """What stretches of the file look like, from the pages that a table lists."""

    def __init__(self, main: bytes, plex: bytes, entry: int) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._said: list[bytes] = []
        count = (len(plex) - 4) // 8
        pages = struct.unpack_from(f"<{max(0, count)}I", plex, 4 * (count + 1)) if plex else ()
        for number in pages:
            page = main[_PAGE * number : _PAGE * (number + 1)]
            runs = page[_PAGE - 1]
            bounds = struct.unpack_from(f"<{runs + 1}I", page)
            for n, (start, end) in enumerate(pairwise(bounds)):
                at = 2 * page[4 * (runs + 1) + entry * n]
                self._starts.append(start)
                self._ends.append(end)
                self._said.append(_said(page, at, styled=entry > 1) if at else b"")

    def _number(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    def end(self, at: int) -> int:
        """Where the stretch ends in which a byte lies."""
        return self._ends[self._number(at)] if self._ends else at + 1

    def style(self, at: int) -> int:
        """The number of the paragraph's style."""
        said = self._said[self._number(at)] if self._said else b""
        return int(struct.unpack_from("<H", said)[0]) if len(said) > 1 else 0

    def at(self, at: int) -> dict[int, bytes]:
        """The properties where a byte lies: operands by their codes."""
        said = self._said[self._number(at)] if self._said else b""
        return _properties(said)


def _said(page: bytes, at: int, *, styled: bool) -> bytes:
    """The properties that a page holds at a byte; of a paragraph after its style's number."""
    size = page[at]
    if not styled:
        return b"\xff\x0f" + page[at + 1 : at + 1 + size]
    if size:
        return page[at + 1 : at + 2 * size]
    return page[at + 2 : at + 2 + 2 * page[at + 1]]


def _properties(said: bytes) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    at = 2
    while at + 2 < len(said):
        (code,) = struct.unpack_from("<H", said, at)
        at += 2
        size = _OPERAND[code >> 13]
        if code == CELLS:
            size = 1 + int(struct.unpack_from("<H", said, at)[0]) if at + 2 <= len(said) else 0
        elif not size:
            size = 1 + said[at]
        found[code] = said[at : at + size]
        at += size
    return found
