"""Presentations of the older form, record by record ([MS-PPT]), in their container."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from tests.indexing.readers.old_word import container

TITLE, BODY, NOTE, OTHER = 0, 1, 2, 4
SLIDE_NUMBER, NOTES_NUMBER = 256, 512  # of the first


@dataclass(frozen=True)
class Slide:
    """What stands in the outline, in boxes of its own, and in the notes."""

    outline: Sequence[tuple[int, str]]
    boxes: Sequence[str] = ()
    note: str = ""
    hidden: bool = False


def ppt(slides: Sequence[Slide], *, wide: bool = False, mark: int = 0xE391C05F) -> bytes:
    """The file: its slides and their notes, the document that lists them, two edits."""
    raw, places = b"", {}
    for number, slide in enumerate(slides):
        places[2 + 2 * number] = len(raw)
        raw += _slide(slide, number, wide)
        places[3 + 2 * number] = len(raw)
        raw += _record(0x03F0, _box(_text(NOTE, slide.note, wide)), whole=True)
    places[1] = len(raw)
    listed = b"".join(
        _entry(2 + 2 * number, SLIDE_NUMBER + number)
        + b"".join(_text(use, said, wide) for use, said in slide.outline)
        for number, slide in enumerate(slides)
    )
    noted = b"".join(_entry(3 + 2 * n, NOTES_NUMBER + n) for n in range(len(slides)))
    both = _record(0x0FF0, listed, whole=True) + _record(0x0FF0, noted, instance=2, whole=True)
    raw += _record(0x03E8, both, whole=True)
    old = len(raw)  # an edit before, by which all slides lay elsewhere
    raw += _edit(0, len(raw) + 36, 1)
    raw += _record(0x1772, struct.pack("<II", 1 << 20 | 2, 0))
    last = len(raw)
    raw += _edit(old, len(raw) + 36, 1)
    raw += _record(
        0x1772,
        struct.pack("<I", len(places) << 20 | 1)
        + b"".join(struct.pack("<I", places[name]) for name in sorted(places)),
    )
    user = _record(0x0FF6, struct.pack("<III", 20, mark, last) + bytes(12))
    return container({"PowerPoint Document": raw, "Current User": user})


def _slide(slide: Slide, number: int, wide: bool) -> bytes:
    shown = bytes(10) + bytes([0x04 if slide.hidden else 0]) + bytes(5)
    boxes = [_record(0x0F9E, struct.pack("<I", n)) for n in range(len(slide.outline))]
    boxes += [_text(OTHER, said, wide) for said in slide.boxes]
    drawn = _record(0x040C, b"".join(map(_box, boxes)), whole=True)
    about = _record(0x03EF, bytes(16) + struct.pack("<II", NOTES_NUMBER + number, 0))
    return _record(0x03EE, about + _record(0x03F9, shown) + drawn, whole=True)


def _box(inside: bytes) -> bytes:
    return _record(0xF004, _record(0xF00D, inside, whole=True), whole=True)


def _text(use: int, said: str, wide: bool) -> bytes:
    coded = said.encode("utf-16-le" if wide else "latin-1")
    head = _record(0x0F9F, struct.pack("<I", use))
    return head + _record(0x0FA0 if wide else 0x0FA8, coded)


def _entry(name: int, number: int) -> bytes:
    return _record(0x03F3, struct.pack("<5I", name, 0, 0, number, 0))


def _edit(before: int, directory: int, document: int) -> bytes:
    told = struct.pack("<IHBBIIII", 0, 0, 0, 3, before, directory, document, 99)
    return _record(0x0FF5, told + bytes(4))


def _record(kind: int, content: bytes, *, instance: int = 0, whole: bool = False) -> bytes:
    return struct.pack("<HHI", instance << 4 | (0xF if whole else 0), kind, len(content)) + content
