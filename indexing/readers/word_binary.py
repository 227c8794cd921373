"""The text of a Word document of 1997 to 2003, paragraph by paragraph, off its bytes ([MS-DOC]).

The text lies in pieces that a table puts in order (2.4.1); what a paragraph or a run of characters
looks like is found by where its text lies in the file (`word_looks`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from indexing.readers.word_looks import CELLS, Looks

_PIECES, _STYLES, _RUNS, _PARAGRAPHS = 0x01A2, 0x00A2, 0x00FA, 0x0102  # in the file's head
_STORIES = (0x4C, 0x50, 0x54, 0x58, 0x5C, 0x60, 0x64)  # lengths: text, footnotes, heads, …
_IN_TABLE, _ENDS_ROW, _LIST, _OUTLINE = 0x2416, 0x2417, 0x460B, 0x2640
_BOLD, _HIDDEN, _DELETED, _NO_STYLE = 0x0835, 0x083C, 0x0800, 0x0FFF
_ON = (b"\x01", b"\x81")
_BODY = 9  # the outline level of what is no heading
_NO_LIST = 0x07FF


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what makes a block of it; in a table it ends with a cell or within one."""

    text: str
    style: str = ""
    outline: int = 0  # level as a heading, 0 for none
    is_item: bool = False
    in_bold: bool = False
    in_table: bool = False
    ends_cell: bool = False
    row: tuple[bool, ...] | None = None  # at a row's end: which cells only go on from above


@dataclass(frozen=True, slots=True)
class _Stored:
    """Characters [first, last) from byte `at` on."""

    first: int
    last: int
    at: int
    width: int  # bytes a character

    def text(self, main: bytes, first: int, last: int) -> str:
        low, high = (self.at + self.width * (n - self.first) for n in (first, last))
        return main[low:high].decode("cp1252" if self.width == 1 else "utf-16-le", "replace")


class WordBinary:
    """A document's streams.

    Args:
        main: the stream "WordDocument".
        table: the one of its two tables that its head names.

    Raises:
        struct.error, IndexError, ValueError: it is damaged.
    """

    def __init__(self, main: bytes, table: bytes) -> None:
        self.main, self.table = main, table
        self._pieces = list(_pieces_of(self._plex(_PIECES)))
        self._looks = Looks(main, self._plex(_RUNS), 1)
        self._frames = Looks(main, self._plex(_PARAGRAPHS), 13)
        self._named = _styles_of(self._plex(_STYLES))

    def story(self, number: int) -> Iterator[Paragraph]:
        """The paragraphs of the text (0), its footnotes (1), endnotes (5) or text boxes (6)."""
        sizes = [struct.unpack_from("<i", self.main, at)[0] for at in _STORIES]
        first = sum(sizes[:number])
        codes: list[bool] = []  # of the fields that are open: whether what stands is their code
        text, bold = "", True
        for low, high, piece in self._runs(first, first + sizes[number]):
            looks = self._looks.at(piece.at + piece.width * (low - piece.first))
            run = piece.text(self.main, low, high)
            gone = looks.get(_HIDDEN) in _ON or looks.get(_DELETED) in _ON
            for offset, char in enumerate(run):
                if char in "\r\x07\x0c":
                    mark = piece.at + piece.width * (low + offset - piece.first)
                    yield self._paragraph(text, mark, bold, ends_cell=char == "\x07")
                    text, bold = "", True
                elif char in "\x13\x14\x15":
                    _follow(codes, char)
                elif not gone and not any(codes):
                    text += _shown(char)
                    bold = bold and (char.isspace() or looks.get(_BOLD) in _ON)
        if text:
            yield Paragraph(text)

    def _runs(self, first: int, last: int) -> Iterator[tuple[int, int, _Stored]]:
        """Stretches of characters that lie in one piece and look alike."""
        for piece in self._pieces:
            low, end = max(first, piece.first), min(last, piece.last)
            while low < end:
                at = piece.at + piece.width * (low - piece.first)
                alike = max(1, (self._looks.end(at) - at) // piece.width)
                high = min(end, low + alike)
                yield low, high, piece
                low = high

    def _paragraph(self, text: str, mark: int, bold: bool, *, ends_cell: bool) -> Paragraph:
        frame = self._frames.at(mark)
        number = self._frames.style(mark)
        style = self._named[number] if number < len(self._named) else ""
        listed = int.from_bytes(frame.get(_LIST, b""), "little")
        outline = frame[_OUTLINE][0] if _OUTLINE in frame else _BODY
        row = _cells(frame.get(CELLS, b"")) if frame.get(_ENDS_ROW) in _ON else None
        return Paragraph(
            text,
            style,
            outline + 1 if outline < _BODY else 0,
            0 < listed < _NO_LIST,
            bold and bool(text.strip()),
            frame.get(_IN_TABLE) in _ON,
            ends_cell,
            row,
        )

    def _plex(self, at: int) -> bytes:
        start, size = struct.unpack_from("<II", self.main, at)
        return self.table[start : start + size]


def _pieces_of(clx: bytes) -> Iterator[_Stored]:
    at = 0
    while clx[at] == 1:  # changes that a quick save left; they do not tell the order
        at += 3 + int(struct.unpack_from("<H", clx, at + 1)[0])
    (size,) = struct.unpack_from("<I", clx, at + 1)
    count, at = (size - 4) // 12, at + 5
    ends = struct.unpack_from(f"<{count + 1}I", clx, at)
    for n, (first, last) in enumerate(pairwise(ends)):
        (where,) = struct.unpack_from("<I", clx, at + 4 * (count + 1) + 8 * n + 2)
        narrow = bool(where & 0x40000000)
        where &= 0x3FFFFFFF
        yield _Stored(first, last, where // 2 if narrow else where, 1 if narrow else 2)


def _styles_of(sheet: bytes) -> list[str]:
    """Each style's name; one of its own that is based on a heading bears the heading's."""
    size, count, base = struct.unpack_from("<HHH", sheet)
    at, found, parents = 2 + size, [], []
    for _ in range(count):
        (length,) = struct.unpack_from("<H", sheet, at)
        one = sheet[at + 2 : at + 2 + length]
        at += 2 + length + length % 2
        name, parent = "", _NO_STYLE
        if length > base + 2:
            (parent,) = struct.unpack_from("<H", one, 2)
            (letters,) = struct.unpack_from("<H", one, base)
            name = one[base + 2 : base + 2 + 2 * letters].decode("utf-16-le", "replace")
        found.append(name)
        parents.append(parent >> 4)
    return [_inherited(n, found, parents) for n in range(count)]


def _inherited(number: int, names: list[str], parents: list[int]) -> str:
    name, seen = names[number], {number}
    while parents[number] < len(names) and parents[number] not in seen:
        number = parents[number]
        seen.add(number)
        if names[number].casefold().startswith("heading "):
            return names[number]
    return name


def _cells(operand: bytes) -> tuple[bool, ...]:
    """The cells of a row by its definition (TDefTableOperand): which only go on from above."""
    if len(operand) < 3:
        return ()
    count = operand[2]
    first = 3 + 2 * (count + 1)
    flags = (operand[first + 20 * n : first + 20 * n + 2] for n in range(count))
    return tuple(len(flag) == 2 and (flag[0] >> 5) & 3 == 1 for flag in flags)


def _follow(codes: list[bool], char: str) -> None:
    """A field begins with its code, then shows its result, then ends."""
    if char == "\x13":
        codes.append(True)
    elif codes and char == "\x14":
        codes[-1] = False
    elif codes:
        codes.pop()


def _shown(char: str) -> str:
    if char in "\x0b\n":
        return "\n"
    if char == "\x1e":
        return "-"
    return char if char == "\t" or char >= " " else ""
