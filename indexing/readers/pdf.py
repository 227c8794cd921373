"""PDF by pdfium: characters with their places on the page (`pdf_chars`), put into reading order by
`pdf_lines`.

pdfium knows fonts, encodings and encryption with an empty password. What is a scan stays one: no
characters are recognised.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.pdf_blocks import write_pages
from indexing.readers.pdf_chars import Char, runs_of
from indexing.readers.pdf_lines import TextRun
from indexing.readers.writer import Writer

MOST_PAGES = 5_000
_NOBODY = re.compile(r"\(?(?:anonymous|unknown|unspecified|user|admin\w*|author)\)?", re.IGNORECASE)
_SIGNS = {0x02: "-", 0xFFFE: "-", 0xA0: " ", 0: " ", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl"}
_SIGNS |= {0xFB03: "ffi", 0xFB04: "ffl"}
_ASLANT = 0.6  # of its height: as wide is a character taken to be whose box stands aslant


def read_pdf(path: Path, raw: bytes) -> list[Document]:
    """The text of all pages, without running heads and page numbers.

    Raises:
        DocumentError: it is encrypted, damaged, not a PDF, or has no text layer.
    """
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError("it is encrypted and opens with a password only") from error
        raise DocumentError(f"it cannot be read as a PDF ({error})") from error
    with document:
        count = len(document)
        if count > MOST_PAGES:
            raise DocumentError(f"it has {count} pages; at most {MOST_PAGES} are read")
        facts = document.get_metadata_dict()
        headings = _bookmarks(document)
        pages = [_runs(document, number) for number in range(count)]
    if not any(pages):
        raise DocumentError(f"it has no text layer: its {count} pages are pictures")
    writer = Writer()
    write_pages(writer, pages, headings)
    author = facts.get("Author", "")
    author = "" if _NOBODY.fullmatch(author.strip()) else author
    return [writer.document(path.stem, facts.get("Title", ""), author=author)]


def _runs(document: pdfium.PdfDocument, number: int) -> list[TextRun]:
    """The runs of text of a page; none of a page that is damaged."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return []
    text = page.get_textpage()
    runs = runs_of(list(_chars(text.raw)))
    text.close()
    page.close()
    return runs


def _chars(page: Any) -> Iterator[Char]:
    """Characters that say something, each in the direction in which it is set."""
    box, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    drawn = pdfium_c.FS_MATRIX()
    to_drawn = ctypes.byref(drawn)
    spaces, seen, ends = 0, False, False
    for index in range(pdfium_c.FPDFText_CountChars(page)):
        code = pdfium_c.FPDFText_GetUnicode(page, index)
        said = _SIGNS.get(code) or chr(code)
        if said.isspace():
            ends = ends or said in "\r\n"
            seen = True
            spaces += said == " " and not pdfium_c.FPDFText_IsGenerated(page, index)
            continue
        pdfium_c.FPDFText_GetLooseCharBox(page, index, to_box)
        pdfium_c.FPDFText_GetCharOrigin(page, index, to_x, to_y)
        pdfium_c.FPDFText_GetMatrix(page, index, to_drawn)
        a, b, c, d = drawn.a, drawn.b, drawn.c, drawn.d
        angle = round(math.degrees(math.atan2(-b, a))) % 360  # leaning letters are not turned
        left, right, base = box.left, box.right, y.value
        tall = abs(box.top - box.bottom)
        if angle:
            along = math.radians(-angle)  # pdfium counts it with the clock
            turned = [
                at * math.cos(along) + up * math.sin(along)
                for at in (box.left, box.right)
                for up in (box.bottom, box.top)
            ]
            base = y.value * math.cos(along) - x.value * math.sin(along)
            tall = right - left if angle in (90, 270) else tall
            left, right = min(turned), max(turned)
            if angle % 90:  # a box round a character that is aslant tells nothing of its width
                left = x.value * math.cos(along) + y.value * math.sin(along)
                right = left + _ASLANT * tall
        size = drawn_size(pdfium_c.FPDFText_GetFontSize(page, index), (a, b, c, d), tall)
        bold = pdfium_c.FPDFText_GetFontWeight(page, index) >= 600
        yield Char(said, left, right, base, round(size, 1), angle, bold, spaces, seen, ends)
        spaces, seen, ends = 0, False, False


def drawn_size(told: float, drawn: tuple[float, float, float, float], tall: float) -> float:
    """How large the type is as it stands on the page.

    The box of a letter does not tell it: in a font of drawings, it is as tall as the letter.

    Args:
        told: the size of the font.
        drawn: the matrix by which it is drawn.
        tall: its box.
    """
    a, b, c, d = drawn
    size = told * abs(a * d - b * c) / (math.hypot(a, b) or 1)
    return size if size >= 0.4 * tall else 0.75 * tall


def _bookmarks(document: pdfium.PdfDocument) -> dict[str, int]:
    """Titles of the outline and their levels, from 1."""
    found: dict[str, int] = {}
    try:
        for bookmark in document.get_toc(max_depth=6):
            title = " ".join((bookmark.get_title() or "").split())
            if title:
                found.setdefault(title, bookmark.level + 1)
    except pdfium.PdfiumError:
        pass
    return found
