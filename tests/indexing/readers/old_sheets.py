"""Workbooks of the older form, record by record ([MS-XLS])."""

from __future__ import annotations

import struct

from tests.indexing.readers.old_word import container

PERCENT, DAY = 1, 2  # numbers of the looks that `workbook` tells
BEGIN = {"book": 0x0005, "sheet": 0x0010}
HIDDEN = 1


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def begin(kind: str) -> bytes:
    return record(0x0809, struct.pack("<4H2I", 0x0600, BEGIN[kind], 0x0DBB, 0x07CC, 0, 6))


def string(text: str, size: str) -> bytes:
    return struct.pack(f"<{size}B", len(text), 1) + text.encode("utf-16-le")


def cell(row: int, column: int, value: str | float, look: int = 0) -> bytes:
    at = struct.pack("<3H", row, column, look)
    if isinstance(value, str):
        return record(0x0204, at + string(value, "H"))
    return record(0x0203, at + struct.pack("<d", value))


def sheet(rows, looks=(), merged=()) -> bytes:
    """Its rows; `looks` by row and column, `merged` as first and last row and column."""
    looks = dict(looks)
    cells = [
        cell(n, m, value, looks.get((n, m), 0))
        for n, row in enumerate(rows)
        for m, value in enumerate(row)
        if value != ""
    ]
    joined = struct.pack("<H", len(merged)) + b"".join(struct.pack("<4H", *one) for one in merged)
    ends = record(0x00E5, joined) if merged else b""
    return begin("sheet") + b"".join(cells) + ends + record(0x000A, b"")


def workbook(sheets, hidden=(), locked=False) -> bytes:
    """A workbook of sheets by their names."""
    look = [record(0x00E0, struct.pack("<2H16x", 0, form)) for form in (0, 9, 14)]
    font = record(
        0x0031, struct.pack("<5H4B", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + string("A", "B")
    )
    lock = record(0x002F, struct.pack("<3H48x", 1, 1, 1)) if locked else b""
    front = begin("book") + lock + record(0x0042, struct.pack("<H", 1200)) + font + b"".join(look)
    told = {name: string(name, "B") for name in sheets}
    at = len(front) + sum(4 + 6 + len(name) for name in told.values()) + 4
    bound, body = b"", b""
    for name, content in sheets.items():
        place = struct.pack("<IBB", at + len(body), HIDDEN if name in hidden else 0, 0)
        bound += record(0x0085, place + told[name])
        body += content
    return container({"Workbook": front + bound + record(0x000A, b"") + body})
