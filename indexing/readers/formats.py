"""One reader a format: bytes in, text with its parts out.

PDF and Word go through llama-index's readers. Its readers for the other formats lose what we need
(they take UTF-8 only, drop headings, run table cells and HTML blocks together), so those are ours.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graphrag.errors import DocumentError
from indexing.clean import clean, decode
from indexing.documents import Block, Document, FileContent
from indexing.readers.html import html_text
from indexing.readers.json_lines import LINES, read_lines
from indexing.readers.lines import tidy, unwrap
from indexing.readers.markdown import markdown_text
from indexing.readers.office import docx_text, pdf_text

TITLE_CHARACTERS = 100
_MOST_CELL = 1 << 20  # characters
_SENTENCE_END = re.compile(r"[.!?;:,]$")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch [start, end) of a document that passages do not cross, with its own title."""

    name: str  # follows the document's id in a passage's id; "" for a whole document
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """What a reader found; an empty title means the format gave none."""

    title: str
    text: str
    parts: tuple[Part, ...] = ()

    def named(self, name: str, stem: str) -> tuple[Document, tuple[Part, ...]]:
        """The document, titled by the format, its first line if short, or the file's name."""
        title, text = clean(self.title), tidy(clean(self.text)) if not self.parts else self.text
        first, _, rest = text.partition("\n")
        if not title and not self.parts and 0 < len(first) <= TITLE_CHARACTERS and rest:
            if not _SENTENCE_END.search(first):
                title, text = first, rest.lstrip("\n")
        title = " ".join(title.split()) or clean(stem).replace("_", " ").strip()
        parts = self.parts or (Part("", title, 0, len(text)),)
        return Document(name, title, text), parts


def read_text(path: Path, raw: bytes) -> Text:
    """Plain text."""
    return Text("", unwrap(clean(decode(raw))))


def read_markdown(path: Path, raw: bytes) -> Text:
    """Markdown as the text a reader sees; the title is the first heading."""
    title, text = markdown_text(decode(raw))
    return Text(title, text)


def read_html(path: Path, raw: bytes) -> Text:
    """HTML as it is shown; the title is <title> or the first <h1>."""
    title, text = html_text(raw)
    return Text(title, text)


def read_pdf(path: Path, raw: bytes) -> Text:
    """All pages of a PDF."""
    return Text("", unwrap(clean(pdf_text(path))))


def read_docx(path: Path, raw: bytes) -> Text:
    """A Word document."""
    return Text("", unwrap(clean(docx_text(path, raw))))


def read_csv(path: Path, raw: bytes) -> Text:
    """A table: every row is a part, titled by its column "title" or "name", or the first one."""
    text = clean(re.sub(r"\r\n?", "\n", decode(raw)))
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:4096], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(_MOST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text), dialect))
    except csv.Error as error:
        raise DocumentError(f"it is not a table of comma-separated values ({error})") from error
    if not rows:
        return Text("", "")
    header = [cell.strip() or f"column {n}" for n, cell in enumerate(rows[0], 1)]
    lower = [cell.lower() for cell in header]
    key = next((lower.index(name) for name in ("title", "name") if name in lower), 0)
    found = []
    for number, row in enumerate(rows[1:], 1):
        cells = [" ".join(cell.split()) for cell in row]
        full = [f"{head}: {cell}" for head, cell in zip(header, cells, strict=False) if cell]
        if full:
            title = cells[key] if key < len(cells) else ""
            found.append((str(number), title or path.stem, "; ".join(full) + "."))
    return _joined(found)


def _joined(found: list[tuple[str, str, str]]) -> Text:
    """One text of (name, title, text) rows, each a part."""
    parts, start = [], 0
    for name, title, text in found:
        parts.append(Part(name, title, start, start + len(text)))
        start += len(text) + 1
    return Text("", "\n".join(text for _, _, text in found), tuple(parts))


def read(path: Path, raw: bytes) -> FileContent:
    """The documents in a file: one, or one a line where its lines are documents of their own.

    Raises:
        DocumentError: it cannot be read as what its name says.
    """
    if path.suffix.lower() in LINES:
        return read_lines(path, raw)
    document, parts = READERS[path.suffix.lower()](path, raw).named("", path.stem)
    rows = (Block("row", p.start, p.end, name=p.title) for p in parts if p.name)
    return FileContent((Document("", document.title, document.text, tuple(rows)),))


READERS: dict[str, Callable[[Path, bytes], Text]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".csv": read_csv,
}
KINDS = (*READERS, *LINES)
