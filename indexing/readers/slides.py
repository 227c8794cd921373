"""Presentations, read off their XML (lxml): a slide is a section with its title, text and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.core_facts import core_facts
from indexing.readers.drawings import targets, write_drawings
from indexing.readers.tables import make_table
from indexing.readers.writer import Writer
from indexing.readers.zipped import Archive, Element, archive, attribute, children, local

_LEFT_OUT = ("sldNum", "dt", "ftr", "hdr", "sldImg")  # placeholders that are no text of the slide
_NUMBER = re.compile(r"ppt/slides/slide(\d+)\.xml")


def read_pptx(path: Path, raw: bytes) -> list[Document]:
    """A presentation, slide by slide in the order in which they are shown.

    Raises:
        DocumentError: it is damaged, not a presentation, or unpacks to too much.
    """
    writer = Writer()
    with archive(raw, "a presentation") as parts:
        names = _in_order(parts)
        if not names:
            raise DocumentError("it cannot be read as a presentation (it has no slides)")
        for number, name in enumerate(names, 1):
            writer.page = number
            root = parts.xml(name)
            if root is not None and attribute(root, "show") != "0":
                _write_slide(writer, parts, name, root)
                for note in _related(parts, name, "notesSlide"):
                    _write_notes(writer, parts.xml(note))
        title, author, date = core_facts(parts)
    return [writer.document(path.stem, title, author=author, date=date)]


def _in_order(parts: Archive) -> list[str]:
    slides = {name: int(m.group(1)) for name in parts.names if (m := _NUMBER.fullmatch(name))}
    root, known = parts.xml("ppt/presentation.xml"), targets(parts, "ppt/presentation.xml")
    ordered = []
    for part in root.iter() if root is not None else ():
        if local(part) == "sldId":
            ids = [v for key, v in part.attrib.items() if key.endswith("}id")]
            ordered += [known[i] for i in ids if known.get(i) in slides]
    return list(dict.fromkeys([*ordered, *sorted(slides, key=slides.__getitem__)]))


def _related(parts: Archive, name: str, kind: str) -> list[str]:
    return [part for part in targets(parts, name).values() if f"/{kind}s/" in part]


def _write_slide(writer: Writer, parts: Archive, name: str, root: Element) -> None:
    shapes, named = list(_shapes(root)), targets(parts, name)
    titles = [shape for shape in shapes if _placeholder(shape) in ("title", "ctrTitle")]
    for shape in titles:
        writer.add("heading", " ".join(_paragraphs(shape)), level=1)
    for shape in shapes:
        if shape in titles or _placeholder(shape) in _LEFT_OUT:
            continue
        if local(shape) == "graphicFrame":
            for table in (part for part in shape.iter() if local(part) == "tbl"):
                _write_table(writer, table)
            write_drawings(writer, parts, shape, named)
        else:
            kind = "paragraph" if _placeholder(shape) in ("subTitle", "") else "item"
            for text in _paragraphs(shape):
                writer.add(kind, text)


def _shapes(root: Element) -> Iterator[Element]:
    """Shapes with text and frames with tables, those in groups too, in their order."""
    for element in root.iter():
        if local(element) in ("sp", "graphicFrame"):
            yield element


def _placeholder(shape: Element) -> str:
    """What the slide's layout uses it for; empty where it is a box of its own."""
    for part in shape.iter():
        if local(part) == "ph":
            return attribute(part, "type") or "body"
    return ""


def _paragraphs(shape: Element) -> Iterator[str]:
    for paragraph in (part for part in shape.iter() if local(part) == "p"):
        said = []
        counted = list(_numbers(paragraph))
        for part in paragraph.iter():
            name = "" if part in counted else local(part)
            said.append((part.text or "") if name == "t" else "\n" if name == "br" else "")
        text = "".join(said).strip()
        if text:
            yield text


def _numbers(paragraph: Element) -> Iterator[Element]:
    """What holds the slide's number: it is no text, though its box may be any."""
    for field in (part for part in paragraph.iter() if local(part) == "fld"):
        if attribute(field, "type") == "slidenum":
            yield from field.iter()


def _write_table(writer: Writer, table: Element) -> None:
    rows: list[list[str]] = []
    for row in children(table, "tr"):
        line: list[str] = []
        for cell in children(row, "tc"):  # one that others are merged into stands in each row
            over = attribute(cell, "vMerge") in ("1", "true") and rows and len(line) < len(rows[-1])
            line.append(rows[-1][len(line)] if over else " ".join(_paragraphs(cell)))
        rows.append(line)
    marked = any(attribute(part, "firstRow") == "1" for part in children(table, "tblPr"))
    writer.add_table(make_table(rows, header=True if marked else None))


def _write_notes(writer: Writer, root: Element | None) -> None:
    for shape in _shapes(root) if root is not None else ():
        if _placeholder(shape) not in _LEFT_OUT:
            writer.add("note", "\n".join(_paragraphs(shape)))
