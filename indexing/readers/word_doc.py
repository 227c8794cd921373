"""Word documents of 1997 to 2003 (.doc): the same blocks as of a .docx.

olefile opens the container; no kept library for Python reads the text in it (antiword and
LibreOffice do, as programs of their own), so `word_binary` does. How a numbered list counts, charts
and drawings are not read.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import olefile

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.ole_facts import LOCKED_TOLD, made_on, said
from indexing.readers.tables import make_table
from indexing.readers.word_binary import Paragraph, WordBinary
from indexing.readers.word_styles import CONTENTS, IN_BOLD, heading_level, kind_of, may_head
from indexing.readers.word_text import in_one_line, spanned
from indexing.readers.writer import Writer

_FIRST = 0xC1  # of the format's versions: Word 97
_LOCKED, _SECOND_TABLE = 0x0100, 0x0200
_TEXT, _FOOTNOTES, _ENDNOTES, _BOXES = 0, 1, 5, 6


def read_doc(path: Path, raw: bytes) -> list[Document]:
    """A Word document of the older form.

    Raises:
        DocumentError: it is none, damaged, locked by a password, or older than 1997.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as streams:
            binary = WordBinary(*_streams(streams))
            facts = streams.get_metadata()
        writer = Writer()
        _write(writer, list(binary.story(_TEXT)))
        for number in (_FOOTNOTES, _ENDNOTES):
            for note in binary.story(number):
                writer.add("note", note.text)
        _write(writer, list(binary.story(_BOXES)))
    except (OSError, struct.error, IndexError, ValueError, RecursionError) as error:
        raise DocumentError(f"it cannot be read as a Word document ({error})") from error
    title, author = (said(fact, facts.codepage) for fact in (facts.title, facts.author))
    return [writer.document(path.stem, title, author=author, date=made_on(facts))]


def _streams(streams: olefile.OleFileIO) -> tuple[bytes, bytes]:
    if streams.exists("EncryptedPackage"):
        raise DocumentError(LOCKED_TOLD)
    if not streams.exists("WordDocument"):
        raise DocumentError("it cannot be read as a Word document (it is another program's file)")
    main = streams.openstream("WordDocument").read()
    version, flags = struct.unpack_from("<xxH6xH", main)
    if flags & _LOCKED:
        raise DocumentError(LOCKED_TOLD)
    if version < _FIRST:
        raise DocumentError("it is of a Word older than 1997; save it as .docx")
    return main, streams.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()


def _write(writer: Writer, paragraphs: Sequence[Paragraph]) -> None:
    for in_table, group in groupby(paragraphs, key=lambda paragraph: paragraph.in_table):
        held = list(group)
        if in_table:
            _write_table(writer, held)
        else:
            _write_text(writer, [one for one in held if one.text.strip()])


def _write_text(writer: Writer, paragraphs: Sequence[Paragraph]) -> None:
    for number, paragraph in enumerate(paragraphs):
        kind, text = kind_of(paragraph.style), paragraph.text
        level = paragraph.outline or heading_level(paragraph.style)
        if kind == CONTENTS:
            continue
        if level:
            writer.add("heading", text, level=level)
        elif kind not in ("", "item"):
            writer.add(kind, text, level=int(kind == "title"))
        elif kind or paragraph.is_item:
            writer.add("item", text)
        else:
            after = paragraphs[number + 1 : number + 2]
            heads = paragraph.in_bold and bool(after) and not after[0].in_bold
            if heads and may_head(text.strip()):
                writer.add("heading", text, level=IN_BOLD)
            else:
                writer.add("paragraph", text)


def _write_table(writer: Writer, paragraphs: Iterable[Paragraph]) -> None:
    """Its rows; of a box round paragraphs these."""
    rows: list[list[tuple[str, int, bool]]] = []
    cells: list[list[Paragraph]] = [[]]
    inside: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.row is not None:
            goes_on = [*paragraph.row, *[False] * len(cells)]
            texts = [in_one_line(one.text for one in cell) for cell in cells[:-1]]
            rows.append([(text, 1, on) for text, on in zip(texts, goes_on, strict=False)])
            cells = [[]]
            continue
        cells[-1].append(paragraph)
        inside.append(paragraph)
        if paragraph.ends_cell:
            cells.append([])
    if max(map(len, rows), default=0) < 2:
        _write_text(writer, [one for one in inside if one.text.strip()])
    else:
        writer.add_table(make_table(spanned(rows)))
