"""PDF and Word through llama-index's readers, with limits on what an archive may unpack to."""

from __future__ import annotations

import io
import logging
import struct
import xml.etree.ElementTree as ET
import zipfile
import zlib
from pathlib import Path
from typing import Any

from tenacity import RetryError

from graphrag.errors import DocumentError

MOST_UNPACKED = 200 << 20  # bytes
MOST_RATIO = 200  # unpacked to packed


def pdf_text(path: Path) -> str:
    """The text of all pages.

    Raises:
        DocumentError: it is encrypted, damaged or not a PDF.
    """
    PDFReader = _reader("PDFReader")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are of no use to a user
    try:
        pages = PDFReader().load_data(path)
    except RetryError as error:
        cause = error.last_attempt.exception()
        reason = str(cause) or type(cause).__name__
        what = "is encrypted" if "decrypt" in reason.lower() else "cannot be read as a PDF"
        raise DocumentError(f"it {what} ({reason})") from error
    return "\n\n".join(page.text for page in pages)


def docx_text(path: Path, raw: bytes) -> str:
    """The text of a Word document, paragraphs apart by a blank line.

    Raises:
        DocumentError: it is damaged, not a Word document, or unpacks to too much.
    """
    DocxReader = _reader("DocxReader")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
        if unpacked > min(MOST_UNPACKED, MOST_RATIO * len(raw)):
            raise DocumentError(f"it unpacks to {unpacked >> 20} MB, more than a document needs")
        return "\n".join(document.text for document in DocxReader().load_data(path))
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        ET.ParseError,
        KeyError,
        ValueError,
        RuntimeError,
    ) as error:
        raise DocumentError(f"it cannot be read as a Word document ({error})") from error


def _reader(name: str) -> Any:
    """One of llama-index's readers. Importing them sets up logging for the whole process, which is
    undone: other people's log lines would end up on a user's terminal.
    """
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    from llama_index.readers import file

    root.handlers[:] = handlers
    root.setLevel(level)
    return getattr(file, name)
