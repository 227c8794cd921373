"""Notebooks: their cells of Markdown as text, their cells of code as code, what these printed.

The format is JSON; nbformat would bring a validator and a trust database for reading three keys.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from graphrag.errors import DocumentError
from indexing.clean import decode
from indexing.documents import Document
from indexing.readers.html import write_html
from indexing.readers.markdown import write_markdown
from indexing.readers.writer import Writer

MOST_PRINTED = 4_000  # characters of what a cell printed
_COLOURS = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")  # what a terminal takes for them


def read_notebook(path: Path, raw: bytes) -> list[Document]:
    """A notebook.

    Raises:
        DocumentError: it is none.
    """
    try:
        book = json.loads(decode(raw))
        sheets = book.get("worksheets") or [book]
        cells = [cell for sheet in sheets for cell in sheet["cells"]]
        writer = Writer()
        for cell in cells:
            _write(writer, cell)
        facts = book.get("metadata", {})
        authors = facts.get("authors") or []
        author = ", ".join(str(a.get("name", "")) for a in authors if isinstance(a, dict))
        return [writer.document(path.stem, _text(facts.get("title")), author=author)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DocumentError(f"it cannot be read as a notebook ({error!r})") from error


def _write(writer: Writer, cell: dict[str, Any]) -> None:
    source = _text(cell.get("source", cell.get("input")))
    match cell.get("cell_type"):
        case "markdown":
            write_markdown(writer, source)
        case "heading":
            writer.add("heading", source, level=int(cell.get("level", 1)))
        case "code":
            writer.add("code", source)
            for output in cell.get("outputs", []):
                _write_output(writer, output)
        case _:
            writer.add("paragraph", source)


def _write_output(writer: Writer, output: dict[str, Any]) -> None:
    """What a cell printed: a table or text with marks by these, an error by its name."""
    data = output.get("data", {})
    page, marked = _text(data.get("text/html")), _text(data.get("text/markdown"))
    if "<table" in page:
        write_html(writer, page)
    elif marked:
        write_markdown(writer, marked)
    elif name := _text(output.get("ename")):
        writer.add("code", f"{name}: {_text(output.get('evalue'))}"[:MOST_PRINTED])
    else:
        said = _text(output.get("text")) or _text(data.get("text/plain"))
        writer.add("code", _COLOURS.sub("", said)[:MOST_PRINTED])


def _text(value: object) -> str:
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""
