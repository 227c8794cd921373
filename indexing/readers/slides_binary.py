"""The records of a presentation of 1997 to 2003: which slides it shows, what is written on them.

[MS-PPT]: a stream of records, each a head of eight bytes and its content, which may be records
again. The last edit says where each slide's record lies; boxes on it hold their text themselves or
point to the outline, where the slide's title and body stand.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_EDIT, _DIRECTORY = 0x0FF5, 0x1772
_LIST, _ENTRY = 0x0FF0, 0x03F3  # the slides or the notes of the presentation
_SLIDES, _NOTES = 0, 2  # of which a list is
_SLIDE, _SHOWN = 0x03EF, 0x03F9
_HEAD, _WIDE, _NARROW, _OUTLINE = 0x0F9F, 0x0FA0, 0x0FA8, 0x0F9E
_TEXTBOX = 0xF00D
_HIDDEN = 0x04  # flag of how a slide is shown
_LOCKED = 0xF3D1C4DF
_MOST_EDITS = 1_000
_DEEPEST = 40  # records in records


class SlideRecord(NamedTuple):
    """A record: its kind, the number of its kind, where its content begins and ends."""

    kind: int
    instance: int
    start: int
    end: int
    holds_records: bool


class Said(NamedTuple):
    """A text and what the slide's layout uses it for: 0 title, 1 body, 2 notes, 4 other …"""

    use: int
    text: str


@dataclass(frozen=True)
class _Entry:
    """A slide in the presentation's list: where it lies, its number, its outline."""

    place: int
    number: int
    outline: list[Said]


class LockedError(ValueError):
    """It is encrypted."""


class SlidesBinary:
    """A presentation's slides in their order.

    Args:
        raw: the stream "PowerPoint Document".
        user: the stream "Current User".

    Raises:
        LockedError: it is encrypted.
        ValueError, struct.error: it is damaged.
    """

    def __init__(self, raw: bytes, user: bytes) -> None:
        self._raw = raw
        mark, edit = struct.unpack_from("<II", user, 12)
        if mark == _LOCKED:
            raise LockedError("it is encrypted")
        self._places, document = self._edits(edit)
        whole = self._record(self._places[document])
        self._slides, self._notes = list[_Entry](), list[_Entry]()
        for part in self._inside(whole):
            if part.kind == _LIST and part.instance in (_SLIDES, _NOTES):
                told = self._slides if part.instance == _SLIDES else self._notes
                told += self._entries(part)

    def slides(self) -> Iterator[tuple[list[Said], list[Said]]]:
        """What is written on each slide, and in its notes; nothing for one that is not shown."""
        notes = {entry.number: entry for entry in self._notes}
        for entry in self._slides:
            record = self._record(entry.place)
            noted, hidden = 0, False
            for part in self._inside(record):
                if part.kind == _SLIDE:
                    (noted,) = struct.unpack_from("<I", self._raw, part.start + 16)
                elif part.kind == _SHOWN:
                    hidden = bool(self._raw[part.start + 10] & _HIDDEN)
            below = notes.get(noted)
            if hidden:
                yield [], []
            else:
                yield self._boxes(entry), self._boxes(below) if below else []

    def _edits(self, place: int) -> tuple[dict[int, int], int]:
        """Where each object lies by the last edit that has it, and which one is the document."""
        places: dict[int, int] = {}
        document = 0
        for _ in range(_MOST_EDITS):
            edit = self._record(place)
            if edit.kind != _EDIT:
                raise ValueError("its last edit is not where it says")
            before, directory, whole = struct.unpack_from("<III", self._raw, edit.start + 8)
            document = document or whole
            for name, at in self._directory(self._record(directory)):
                places.setdefault(name, at)
            if not before:
                return places, document
            place = before
        raise ValueError("its edits have no end")

    def _directory(self, record: SlideRecord) -> Iterator[tuple[int, int]]:
        if record.kind != _DIRECTORY:
            raise ValueError("the directory of its parts is not where it says")
        at = record.start
        while at + 4 <= record.end:
            (head,) = struct.unpack_from("<I", self._raw, at)
            count = head >> 20
            for number in range(min(count, (record.end - at) // 4 - 1)):
                (place,) = struct.unpack_from("<I", self._raw, at + 4 + 4 * number)
                yield (head & 0xFFFFF) + number, place
            at += 4 + 4 * count

    def _entries(self, slides: SlideRecord) -> list[_Entry]:
        found: list[_Entry] = []
        use = 0
        for part in self._inside(slides):
            if part.kind == _ENTRY:
                name, _, _, number = struct.unpack_from("<4I", self._raw, part.start)
                found.append(_Entry(self._places[name], number, []))
            elif found and part.kind == _HEAD:
                (use,) = struct.unpack_from("<I", self._raw, part.start)
                found[-1].outline.append(Said(use, ""))
            elif found and found[-1].outline and part.kind in (_WIDE, _NARROW):
                found[-1].outline[-1] = Said(use, self._text(part))
        return found

    def _boxes(self, entry: _Entry) -> list[Said]:
        """The texts of its boxes in their order."""
        found: list[Said] = []
        for box in self._all(self._record(entry.place), _TEXTBOX):
            use = 4
            for part in self._inside(box):
                if part.kind == _HEAD:
                    (use,) = struct.unpack_from("<I", self._raw, part.start)
                elif part.kind in (_WIDE, _NARROW):
                    found.append(Said(use, self._text(part)))
                elif part.kind == _OUTLINE:
                    (number,) = struct.unpack_from("<I", self._raw, part.start)
                    found += entry.outline[number : number + 1]
        return found

    def _all(self, record: SlideRecord, kind: int, depth: int = 0) -> Iterator[SlideRecord]:
        for part in self._inside(record):
            if part.kind == kind:
                yield part
            elif part.holds_records and depth < _DEEPEST:
                yield from self._all(part, kind, depth + 1)

    def _inside(self, record: SlideRecord) -> Iterator[SlideRecord]:
        at = record.start
        while at + 8 <= record.end:
            part = self._record(at)
            yield part
            at = part.end

    def _record(self, place: int) -> SlideRecord:
        flags, kind, size = struct.unpack_from("<HHI", self._raw, place)
        end = place + 8 + size
        if end > len(self._raw):
            raise ValueError("it is cut off")
        return SlideRecord(kind, flags >> 4, place + 8, end, flags & 0xF == 0xF)

    def _text(self, record: SlideRecord) -> str:
        """Two bytes a character, or one, which is then the first of the two."""
        raw = self._raw[record.start : record.end]
        wide = record.kind == _WIDE
        return raw.decode("utf-16-le", "replace") if wide else raw.decode("latin-1")
