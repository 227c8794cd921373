"""Word documents, read off their XML (lxml): paragraphs, lists, tables, notes, text boxes once.

python-docx, made to write documents, refuses the strict form of the format and knows neither
footnotes nor text boxes; docx2txt gives every cell a paragraph and every text box twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.core_facts import core_facts
from indexing.readers.drawings import targets, write_drawings
from indexing.readers.tables import make_table
from indexing.readers.word_lists import Lists
from indexing.readers.word_styles import CONTENTS, IN_BOLD, heading_level, kind_of, may_head
from indexing.readers.word_text import BOX, GONE, below, cells_of, spanned, text_of
from indexing.readers.writer import Writer
from indexing.readers.zipped import (
    Archive,
    Element,
    archive,
    attribute,
    children,
    descendants,
    local,
)

_NOTES = ("footnotes", "endnotes")


def read_docx(path: Path, raw: bytes) -> list[Document]:
    """A Word document.

    Raises:
        DocumentError: it is damaged, not a Word document, or unpacks to too much.
    """
    writer = Writer()
    with archive(raw, "a Word document") as parts:
        main = _main_part(parts)
        root = parts.xml(main)
        if root is None:
            raise DocumentError("it cannot be read as a Word document (it has no main part)")
        folder = main.rpartition("/")[0]
        lists = Lists(parts.xml(f"{folder}/numbering.xml"), parts.xml(f"{folder}/styles.xml"))
        named = targets(parts, main)
        body = _WordBody(writer, _styles(parts, folder), lists)
        body.drawn = partial(write_drawings, writer, parts, named=named)
        body.write(root)
        for kind in _NOTES:
            _write_notes(writer, parts.xml(f"{folder}/{kind}.xml"), kind[:-1])
        title, author, date = core_facts(parts)
    return [writer.document(path.stem, title, author=author, date=date)]


def _main_part(parts: Archive) -> str:
    usual = "word/document.xml"
    if usual in parts.names:
        return usual
    return next(
        (n for n in sorted(parts.names) if re.fullmatch(r"word/document\d*\.xml", n)), usual
    )


def _styles(parts: Archive, folder: str) -> dict[str, str]:
    """Names of styles by their ids; "heading 2" for those with an outline level."""
    root = parts.xml(f"{folder}/styles.xml")
    found: dict[str, str] = {}
    based: dict[str, str] = {}
    for style in children(root, "style") if root is not None else []:
        identifier = attribute(style, "styleId")
        for part in style.iter():
            if local(part) == "name":
                found.setdefault(identifier, attribute(part, "val"))
            elif local(part) == "basedOn":
                based[identifier] = attribute(part, "val")
            elif local(part) == "outlineLvl" and attribute(part, "val") in "012345678":
                found[identifier] = f"heading {int(attribute(part, 'val')) + 1}"
    for identifier, parent in based.items():
        name = found.get(parent, "")
        if heading_level(name) and not heading_level(found.get(identifier, "")):
            found[identifier] = name
    return found


class _WordBody:
    """Writes the blocks of a body."""

    def __init__(self, writer: Writer, styles: dict[str, str], lists: Lists) -> None:
        self._writer = writer
        self._styles = styles
        self._lists = lists
        self.drawn: Callable[[Element], None] = lambda holder: None  # writes charts and diagrams
        self._initial = ""  # a large first letter, which has a paragraph of its own

    def write(self, holder: Element) -> None:
        """The blocks of an element that holds paragraphs and tables, and of what wraps them."""
        elements = [part for part in holder if local(part) != "p" or text_of(part).strip()]
        following = dict(pairwise(elements))
        for element in holder:
            name = local(element)
            if name == "p":
                self._paragraph(element, heads=_heads_in_bold(element, following.get(element)))
            elif name == "tbl":
                self._table(element)
            elif name == "sdt" and _is_contents(element):
                continue
            elif name not in GONE:
                self.write(element)

    def _paragraph(self, element: Element, *, heads: bool = False) -> None:
        properties = next(iter(children(element, "pPr")), None)
        style = self._style(properties)
        if _is_initial(properties):
            self._initial += text_of(element).strip()
        elif (kind := kind_of(style)) != CONTENTS:
            text = self._initial + text_of(element)
            self._initial = ""
            if kind in ("", "item"):
                mark = self._lists.mark(properties) if text.strip() else ""
                kind = "item" if kind or _is_item(properties) else "paragraph"
                if kind == "paragraph" and heads:
                    self._writer.add("heading", mark + text, level=IN_BOLD)
                else:
                    self._writer.add(kind, mark + text)
            else:
                level = 1 if kind == "title" else heading_level(style)
                self._writer.add(kind, text, level=level)
        for box in _boxes(element):
            self.write(box)
        for drawing in descendants(element, "drawing"):
            self.drawn(drawing)

    def _style(self, properties: Element | None) -> str:
        if properties is None:
            return ""
        for part in properties:
            if local(part) == "outlineLvl" and attribute(part, "val") in tuple("012345678"):
                return f"heading {int(attribute(part, 'val')) + 1}"
        for part in children(properties, "pStyle"):
            identifier = attribute(part, "val")
            return self._styles.get(identifier, re.sub(r"(?<=[a-z])(?=\d)", " ", identifier))
        return ""

    def _table(self, element: Element) -> None:
        rows = list(below(element, "tr"))
        cells = [cells_of(row) for row in rows]
        if max(map(len, cells), default=0) < 2:  # a box round paragraphs
            for row in rows:
                for cell in below(row, "tc"):
                    self.write(cell)
            return
        marked = bool(rows) and any(local(part) == "tblHeader" for part in rows[0].iter())
        self._writer.add_table(make_table(spanned(cells), header=True if marked else None))


def _heads_in_bold(element: Element, after: Element | None) -> bool:
    """Whether a paragraph is a heading typed without a style: short, all of it in bold, no end of a
    sentence, above one that is not in bold.
    """
    if not may_head(text_of(element).strip()):
        return False
    follows = after is not None and local(after) == "p" and not _in_bold(after)
    return follows and _in_bold(element)


def _in_bold(element: Element) -> bool:
    """Whether every run of it that says anything is in bold."""
    runs = [run for run in below(element, "r") if text_of(run).strip()]
    return bool(runs) and all(
        any(attribute(bold, "val") not in ("0", "false") for bold in children(part, "b"))
        for run in runs
        for part in (next(iter(children(run, "rPr")), run),)
    )


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes in a paragraph: of two forms of one box, the first."""
    for child in element:
        name = local(child)
        if name == BOX:
            yield child
        elif name not in GONE and name != "p":
            yield from _boxes(child)


def _is_contents(element: Element) -> bool:
    galleries = (part for part in element.iter() if local(part) == "docPartGallery")
    return any("contents" in attribute(part, "val").casefold() for part in galleries)


def _is_item(properties: Element | None) -> bool:
    return properties is not None and bool(children(properties, "numPr"))


def _is_initial(properties: Element | None) -> bool:
    """The frame of a first letter that is as high as several lines."""
    frames = children(properties, "framePr") if properties is not None else []
    return any(attribute(frame, "dropCap") not in ("", "none") for frame in frames)


def _write_notes(writer: Writer, root: Element | None, name: str) -> None:
    for note in children(root, name) if root is not None else []:
        if attribute(note, "type") in ("", "normal"):
            paragraphs = (text_of(p).strip() for p in note.iter() if local(p) == "p")
            writer.add("note", " ".join(text for text in paragraphs if text))
