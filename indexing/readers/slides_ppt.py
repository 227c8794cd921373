"""Presentations of 1997 to 2003 (.ppt): the same blocks as of a .pptx.

olefile opens the container, `slides_binary` reads the records in it; no kept library for Python
does. Rows of tables are read cell by cell, charts and drawings are not.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

import olefile

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.ole_facts import LOCKED_TOLD, made_on, said
from indexing.readers.slides_binary import LockedError, Said, SlidesBinary
from indexing.readers.writer import Writer

_STREAMS = ("PowerPoint Document", "Current User")
_TITLES, _BODIES, _NOTE = (0, 6), (1, 7, 8), 2
_FIELD = "*"  # stands for the slide's number, or for a date


def read_ppt(path: Path, raw: bytes) -> list[Document]:
    """A presentation of the older form, slide by slide.

    Raises:
        DocumentError: it is none, damaged, or locked by a password.
    """
    writer = Writer()
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as streams:
            if streams.exists("EncryptedPackage"):
                raise DocumentError(LOCKED_TOLD)
            if not all(map(streams.exists, _STREAMS)):
                raise DocumentError(
                    "it cannot be read as a presentation (it is another program's file)"
                )
            slides = SlidesBinary(*(streams.openstream(name).read() for name in _STREAMS))
            facts = streams.get_metadata()
        for number, (shown, noted) in enumerate(slides.slides(), 1):
            writer.page = number
            _write_slide(writer, shown, noted)
    except LockedError as error:
        raise DocumentError(LOCKED_TOLD) from error
    except (OSError, struct.error, LookupError, ValueError, RecursionError) as error:
        raise DocumentError(f"it cannot be read as a presentation ({error})") from error
    title, author = (said(fact, facts.codepage) for fact in (facts.title, facts.author))
    return [writer.document(path.stem, title, author=author, date=made_on(facts))]


def _write_slide(writer: Writer, shown: list[Said], noted: list[Said]) -> None:
    for one in shown:
        if one.use in _TITLES:
            writer.add("heading", " ".join(_lines(one.text)).replace("\n", " "), level=1)
    for one in shown:
        if one.use not in _TITLES:
            for line in _lines(one.text):
                writer.add("item" if one.use in _BODIES else "paragraph", line)
    for one in noted:
        if one.use == _NOTE:
            writer.add("note", "\n".join(_lines(one.text)))


def _lines(text: str) -> list[str]:
    """Its paragraphs, broken lines in them as such."""
    lines = (line.replace("\x0b", "\n").strip() for line in text.split("\r"))
    return [line for line in lines if line and line != _FIELD]
