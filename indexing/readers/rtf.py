"""Rich text by striprtf: paragraphs; its title and author are read off the file's header."""

from __future__ import annotations

import re
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.tables import make_table
from indexing.readers.text import heading_of
from indexing.readers.writer import Writer

_FACT = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,500})\}")


def read_rtf(path: Path, raw: bytes) -> list[Document]:
    """A rich text.

    Raises:
        DocumentError: it is none, or damaged.
    """
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise DocumentError("it cannot be read as rich text (it does not begin as one)")
    source = raw.decode("latin-1")
    try:
        text = rtf_to_text(source, errors="replace")
    except (ValueError, IndexError, LookupError, RecursionError, AttributeError) as error:
        raise DocumentError(f"it cannot be read as rich text ({error})") from error
    writer = Writer()
    rows: list[list[str]] = []
    lines = text.split("\n")
    for line in [*lines, ""]:
        if line.count("|") > 1 and line.rstrip().endswith("|"):
            rows.append(line.rstrip().rstrip("|").split("|"))  # striprtf's form of a row
            continue
        if rows:
            writer.add_table(make_table(rows))
            rows = []
        writer.add("paragraph", line)
    facts = dict(_FACT.findall(source[:20_000]))
    title = facts.get("title", "").strip() or heading_of(lines)
    return [writer.document(path.stem, title, author=facts.get("author", "").strip())]
