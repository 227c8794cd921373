"""PDF by pdfium: characters with their places on the page (`pdf_chars`), put into reading order by
`pdf_lines`.

pdfium knows fonts, encodings and encryption with an empty password. What is a
scan stays one: no characters are recognised.
"""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.pdf_blocks import write_pages
from indexing.readers.pdf_chars import runs_of
from indexing.readers.pdf_lines import TextRun
from indexing.readers.writer import Writer

MOST_PAGES = 5_000
_NOBODY = re.compile(r"\(?(?:anonymous|unknown|unspecified|user|admin\w*|author)\)?", re.IGNORECASE)


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
    runs = runs_of(text)
    text.close()
    page.close()
    return runs


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
