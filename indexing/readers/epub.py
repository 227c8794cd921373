"""E-books: the pages of the spine, in order, each read as HTML."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote

from graphrag.errors import DocumentError
from indexing.clean import decode
from indexing.documents import Document
from indexing.readers.core_facts import facts_of
from indexing.readers.html import parsed, write_page
from indexing.readers.html_noise import Shown
from indexing.readers.html_page import HtmlPage
from indexing.readers.writer import Writer
from indexing.readers.zipped import Archive, Element, archive, attribute, descendants

FEWEST_LINKS = 3


def read_epub(path: Path, raw: bytes) -> list[Document]:
    """A book.

    Raises:
        DocumentError: it is damaged, protected, not a book, or unpacks to too much.
    """
    writer = Writer()
    with archive(raw, "an e-book") as parts:
        if "META-INF/rights.xml" in parts.names:
            raise DocumentError("it is encrypted (its rights are managed)")
        name = _package(parts)
        package = parts.xml(name)
        if package is None:
            raise DocumentError("it cannot be read as an e-book (it has no package)")
        for page in _spine(package, posixpath.dirname(name)):
            if page in parts.names:
                shown = parsed(decode(parts.read(page)))
                if not _is_contents(shown):
                    write_page(writer, shown)
        found = descendants(package, "metadata")
        title, author, date = facts_of(found[0]) if found else ("", "", "")
    return [writer.document(path.stem, title, author=author, date=date)]


def _is_contents(page: HtmlPage) -> bool:
    """Is it a list of links to the book's other pages?"""
    pieces = [
        piece for piece in page.pieces if isinstance(piece, Shown) and piece.kind != "heading"
    ]
    linked = [piece for piece in pieces if piece.linked > 0.8]
    return len(linked) >= FEWEST_LINKS and len(linked) > 0.8 * len(pieces)


def _package(parts: Archive) -> str:
    root = parts.xml("META-INF/container.xml")
    files = descendants(root, "rootfile") if root is not None else []
    if files:
        return attribute(files[0], "full-path")
    return next((name for name in sorted(parts.names) if name.endswith(".opf")), "")


def _spine(package: Element, folder: str) -> list[str]:
    """The files of the pages, without the table of contents."""
    files = {
        attribute(item, "id"): posixpath.normpath(
            posixpath.join(folder, unquote(attribute(item, "href")))
        )
        for item in descendants(package, "item")
        if "html" in attribute(item, "media-type")
        and "nav" not in attribute(item, "properties").split()
    }
    shown = (item for item in descendants(package, "itemref") if attribute(item, "linear") != "no")
    return [files[name] for item in shown if (name := attribute(item, "idref")) in files]
