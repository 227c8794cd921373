"""Word documents of the older form, byte by byte: a head, pieces of text, styles, looks; and the
container of streams that they lie in ([MS-DOC], [MS-CFB]).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SECTOR = 512
TEXT_AT = 2048  # where the text begins in the stream
BOLD, HIDDEN, DELETED = b"\x35\x08\x01", b"\x3c\x08\x01", b"\x00\x08\x01"
IN_TABLE, ENDS_ROW = b"\x16\x24\x01", b"\x17\x24\x01"


@dataclass(frozen=True)
class P:
    """A paragraph: its runs (text and how it looks), the mark at its end, its style and frame."""

    runs: str | Sequence[tuple[str, bytes]]
    mark: str = "\r"
    style: int = 0
    frame: bytes = b""

    def told(self) -> list[tuple[str, bytes]]:
        runs = [(self.runs, b"")] if isinstance(self.runs, str) else list(self.runs)
        return [*runs, (self.mark, b"")]


def row(*cells: str, goes_on: Sequence[int] = ()) -> list[P]:
    """A row of a table; `goes_on` are the cells that belong to the one above."""
    flags = [0x20 if n in goes_on else 0 for n in range(len(cells))]
    told = bytes([len(cells)]) + bytes(2 * len(cells) + 2)
    told += b"".join(bytes([flag]) + bytes(19) for flag in flags)
    told = b"\x08\xd6" + struct.pack("<H", len(told) + 1) + told
    found = [P(cell, "\x07", frame=IN_TABLE) for cell in cells]
    return [*found, P("", "\x07", frame=IN_TABLE + ENDS_ROW + told)]


def doc(
    paragraphs: Sequence[P],
    *,
    notes: Sequence[P] = (),
    styles: Sequence[tuple[str, int]] = (("Normal", 0xFFF),),
    wide: bool = False,
    pieces: int = 1,
    version: int = 0xC1,
    flags: int = 0,
) -> bytes:
    """The file.

    Args:
        styles: name and number of the one that it is based on.
        wide: two bytes a character.
        pieces: into how many the text is cut; they lie in the file the last first.
    """
    both = [*paragraphs, *notes]
    text = "".join(said for one in both for said, _ in one.told())
    size = 2 if wide else 1
    coded = text.encode("utf-16-le" if wide else "cp1252")
    cuts = [len(text) * n // pieces for n in range(pieces + 1)]
    spans = list(pairwise(cuts))
    places, stored = {}, b""
    for span in reversed(spans):
        places[span] = TEXT_AT + len(stored)
        stored += coded[size * span[0] : size * span[1]]

    def at(character: int) -> int:
        span = next(one for one in spans if one[0] <= character < one[1])
        return places[span] + size * (character - span[0])

    looks, frames, first = [], [], 0
    for one in both:
        said = struct.pack("<H", one.style) + one.frame
        for run, look in one.told():
            looks += [(at(n), at(n) + size, look) for n in range(first, first + len(run))]
            frames += [(at(n), at(n) + size, said) for n in range(first, first + len(run))]
            first += len(run)
    body = stored.ljust(-len(stored) % SECTOR + len(stored), b"\0")
    pages = (TEXT_AT + len(body)) // SECTOR
    looked, framed = _pages(_joined(looks), 1), _pages(_joined(frames), 13)
    table = _Table()
    clx = b"\x02" + struct.pack("<I", 4 + 12 * len(spans))
    clx += struct.pack(f"<{len(cuts)}I", *cuts)
    for span in spans:
        where = places[span] if wide else 2 * places[span] | 0x40000000
        clx += struct.pack("<HIH", 0, where, 0)
    head = bytearray(TEXT_AT)
    struct.pack_into("<HH", head, 0, 0xA5EC, version)
    struct.pack_into("<H", head, 10, 0x0200 | flags)
    sizes = [
        sum(len(said) for one in part for said, _ in one.told()) for part in (paragraphs, notes)
    ]
    struct.pack_into("<2I", head, 0x4C, *sizes)
    for place, part in (
        (0x1A2, clx),
        (0xA2, _sheet(styles)),
        (0xFA, _plex(looked, pages)),
        (0x102, _plex(framed, pages + len(looked))),
    ):
        struct.pack_into("<II", head, place, *table.add(part))
    drawn = b"".join(page for _, _, page in [*looked, *framed])
    return container({"WordDocument": bytes(head) + body + drawn, "1Table": table.raw})


class _Table:
    def __init__(self) -> None:
        self.raw = b""

    def add(self, part: bytes) -> tuple[int, int]:
        start = len(self.raw)
        self.raw += part
        return start, len(part)


def _joined(looks: list[tuple[int, int, bytes]]) -> list[tuple[int, int, bytes]]:
    """In the order of the file, neighbours that look alike as one."""
    found: list[tuple[int, int, bytes]] = []
    for start, end, look in sorted(looks):
        if found and found[-1][1:] == (start, look):
            found[-1] = (found[-1][0], end, look)
        else:
            found.append((start, end, look))
    return found


def _pages(looks: list[tuple[int, int, bytes]], entry: int) -> list[tuple[int, int, bytes]]:
    """Pages of a few stretches each: where each page begins and ends, and the page."""
    found = []
    for n in range(0, len(looks), 4):
        some = looks[n : n + 4]
        page = bytearray(SECTOR)
        page[-1] = len(some)
        struct.pack_into(f"<{len(some) + 1}I", page, 0, *(s for s, _, _ in some), some[-1][1])
        free = SECTOR - 2
        for number, (_, _, look) in enumerate(some):
            if not look:
                continue
            odd = len(look) % 2
            size = (
                [len(look)]
                if entry == 1
                else [(len(look) + 1) // 2]
                if odd
                else [0, len(look) // 2]
            )
            told = bytes(size) + look
            free = (free - len(told)) // 2 * 2
            page[free : free + len(told)] = told
            page[4 * (len(some) + 1) + entry * number] = free // 2
        found.append((some[0][0], some[-1][1], bytes(page)))
    return found


def _plex(pages: list[tuple[int, int, bytes]], first: int) -> bytes:
    bounds = [start for start, _, _ in pages] + [pages[-1][1]]
    numbers = range(first, first + len(pages))
    return struct.pack(f"<{len(bounds)}I", *bounds) + struct.pack(f"<{len(pages)}I", *numbers)


def _sheet(styles: Sequence[tuple[str, int]]) -> bytes:
    sheet = struct.pack("<HHH", 4, len(styles), 10)
    for name, parent in styles:
        one = struct.pack("<HH6xH", 0, parent << 4, len(name)) + name.encode("utf-16-le") + b"\0\0"
        sheet += struct.pack("<H", len(one)) + one
    return sheet


def container(streams: dict[str, bytes]) -> bytes:
    """A compound file; each stream is padded to a length that lies in sectors of its own."""
    padded = {
        name: raw.ljust(max(4096, -(-len(raw) // SECTOR) * SECTOR), b"\0")
        for name, raw in streams.items()
    }
    fat = [0xFFFFFFFD, 0xFFFFFFFE]  # the table of sectors, the directory
    entries = [_entry("Root Entry", 5, 1 if streams else -1, 0xFFFFFFFE, 0)]
    body = b""
    for number, (name, raw) in enumerate(padded.items(), 1):
        first, count = len(fat), len(raw) // SECTOR
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        right = number + 1 if number < len(padded) else -1
        entries.append(_entry(name, 2, -1, first, len(raw), right))
        body += raw
    entries += [bytes(128)] * (-len(entries) % 4)
    fat += [0xFFFFFFFF] * (128 - len(fat))
    head = struct.pack("<8s16x4H", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9)
    head += struct.pack("<H10xI", 6, 1) + struct.pack(
        "<II4xIIII", 1, 0, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return b"".join((head, struct.pack("<128I", *fat), *entries, body))


def _entry(name: str, kind: int, child: int, first: int, size: int, right: int = -1) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBiii36xIQ", coded, len(coded), kind, 1, -1, right, child, first, size)
