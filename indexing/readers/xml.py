"""XML that no other reader knows: elements with text are blocks, records are rows.

Headings are known by the names that DocBook, JATS, TEI and others give them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from graphrag.errors import DocumentError
from indexing.documents import FileContent
from indexing.fields import iso_date
from indexing.readers.html import write_html
from indexing.readers.row_names import row_names
from indexing.readers.tables import Rows
from indexing.readers.writer import Writer
from indexing.readers.xml_source import tree_of
from indexing.readers.zipped import Element, attribute, local

_HEADINGS = frozenset("title head heading subtitle article-title h1 h2 h3 h4 h5 h6".split())
_CODE = frozenset("programlisting screen code literallayout verbatim pre".split())
_ITEMS = frozenset("listitem item li".split())
_INLINE = frozenset(
    "b i u em strong emphasis a link ulink xref sub sup span code literal italic bold hi term ref "
    "tt small quote q bibref ext-link".split()
)
DEEPEST = 200
_PAGES = {"description", "summary", "content", "encoded"}  # of feeds: HTML inside a text
_TAG = re.compile(r"</\w+>|<(?:br|p|img)\b[^>]*>", re.IGNORECASE)


def read_xml(path: Path, raw: bytes) -> FileContent:
    """A file in XML; one that is not well-formed as far as it can be read, and what is wrong.

    Raises:
        DocumentError: most of it cannot be read, or it nests too deeply.
    """
    root, wrong = tree_of(raw)
    lost = ((wrong, "it breaks the rules of XML: the rest is read"),) if wrong else ()
    writer = Writer()
    if local(root).lower() == "html":
        page = write_html(writer, etree.tostring(root, encoding="unicode", method="html"))
        return FileContent((writer.document(path.stem, page.title),), lost)
    _XmlTree(writer).write(root, 0)
    dates = (part.text or "" for part in root.iter() if local(part).lower() in ("date", "pubdate"))
    authors = (p for p in root.iter() if local(p).lower() in ("author", "creator"))
    author = " ".join("".join(next(authors, etree.Element("none")).itertext()).split())
    document = writer.document(path.stem, author=author[:200], date=iso_date(next(dates, "")))
    return FileContent((document,), lost)


class _XmlTree:
    """Writes the blocks of a tree."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def write(self, element: Element, level: int) -> None:
        """The blocks of an element and of what is in it."""
        if level > DEEPEST:
            raise DocumentError(f"its elements nest more than {DEEPEST} deep")
        parts = [part for part in element if local(part)]
        name = local(element).lower()
        if name in _HEADINGS:
            self._writer.add("heading", _text(element), level=max(1, level))
        elif name in _CODE:
            self._writer.add("code", "".join(element.itertext()))
        elif not parts or _is_prose(element, parts):
            kind = "item" if name in _ITEMS else "paragraph"
            self._writer.add(kind, _text(element) or _fields(element))
        elif (records := _records(parts)) is not None:
            self._attributes(element)
            self._writer.add_table(records, records=True)
        else:
            self._mixed(element, parts, level)

    def _mixed(self, element: Element, parts: Sequence[Element], level: int) -> None:
        self._attributes(element)
        self._writer.add("paragraph", element.text or "")
        leaves = [part for part in parts if not len(part)]
        plain = len(leaves) == len(parts) and not any((part.tail or "").strip() for part in parts)
        for part in parts:
            known = local(part).lower() in _HEADINGS | _CODE | _ITEMS | {"p", "para"}
            if plain and not known:
                self._writer.add("field", f"{local(part)}: {_text(part) or _fields(part)}")
            else:
                self.write(part, level + 1)
            self._writer.add("paragraph", part.tail or "")

    def _attributes(self, element: Element) -> None:
        """Attributes of an element that holds others are its header."""
        if said := _fields(element):
            self._writer.add("field", said)


def _is_prose(element: Element, parts: Sequence[Element]) -> bool:
    """Text with marked words in it."""
    inline = all(local(part).lower() in _INLINE for part in parts)
    spoken = bool((element.text or "").strip()) or any((p.tail or "").strip() for p in parts)
    return inline or (spoken and all(not len(part) for part in parts))


def _records(parts: Sequence[Element]) -> Rows | None:
    """Elements of one name, each with the same kind of leaves: rows of a table; else None."""
    if len(parts) < 2 or len({local(part) for part in parts}) > 1:
        return None
    if local(parts[0]).lower() in _ITEMS | {"p", "para", "section", "sec", "chapter", "div", "row"}:
        return None
    rows = [_leaves(part) for part in parts]
    if any(row is None for row in rows):
        return None
    columns = list(dict.fromkeys(key for row in rows if row for key in row))
    if not columns:
        return None
    cells = tuple(tuple((row or {}).get(column, "") for column in columns) for row in rows)
    table = Rows(tuple(columns), cells)
    return table if len(columns) > 1 or any(row_names(table)) else None


def _leaves(element: Element) -> dict[str, str] | None:
    """The attributes and plain parts of a record by their names; None where it is deeper."""
    found = {
        key.rpartition("}")[2]: " ".join(value.split()) for key, value in element.attrib.items()
    }
    for part in element:
        if not local(part):
            continue
        if len(part) or (part.tail or "").strip():
            return None
        text = _text(part) or _fields(part)
        held = found.get(local(part), "")
        found[local(part)] = f"{held}, {text}" if held and text else held or text
    own = (element.text or "").strip()
    if own and not len(element):
        found.setdefault(local(element), " ".join(own.split()))
    elif own:
        return None
    return found


def _fields(element: Element) -> str:
    """Its attributes as "name: value", but for those of the language of schemas."""
    said = (
        f"{key}: {' '.join(value.split())}"
        for key, value in element.attrib.items()
        if not key.startswith("{") and not attribute(element, "schemaLocation") == value
    )
    return "; ".join(dict.fromkeys(said))  # libxml repeats what stands twice


def _text(element: Element) -> str:
    said = "".join(element.itertext())
    if local(element).lower() in _PAGES and _TAG.search(said):
        page = Writer()
        write_html(page, said)
        said = " ".join(text for _, text in page.said())
    return " ".join(said.split())
