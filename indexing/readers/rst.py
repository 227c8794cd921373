"""reStructuredText by docutils (`rst_tree`), with the directives and roles of Sphinx."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from docutils import nodes

from indexing.clean import decode
from indexing.documents import Document
from indexing.fields import iso_date
from indexing.readers.lines import numeral
from indexing.readers.rst_tree import tree_of
from indexing.readers.tables import make_table
from indexing.readers.writer import Writer

_HEADER = re.compile(r"\s*(?:[A-Z][\w-]{1,30}:[ \t][^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}(?=\s*\n)")
_GONE = (
    *(nodes.comment, nodes.system_message, nodes.substitution_definition, nodes.target),
    *(nodes.raw, nodes.pending),
)


def read_rst(path: Path, raw: bytes) -> list[Document]:
    """A text in reStructuredText.

    Raises:
        DocumentError: docutils gives it up.
    """
    header, source = _header(decode(raw).replace("\r\n", "\n"))
    tree = tree_of(source, path.name)
    writer = Writer()
    for name, said in header.items():
        writer.add("field", f"{name}: {said}")
    page = _RstTree(writer)
    page.facts.update((name.casefold(), said) for name, said in header.items())
    page.write(tree)
    facts = page.facts
    return [
        writer.document(
            path.stem,
            facts.pop("title", ""),
            author=facts.pop("author", "") or facts.pop("authors", ""),
            date=iso_date(facts.get("date", "") or facts.get("created", "")),
            fields=facts,
        )
    ]


def _header(source: str) -> tuple[dict[str, str], str]:
    """The fields of a mail's kind of header, as proposals of Python have one, and what follows."""
    found = _HEADER.match(source)
    if not found:
        return {}, source
    lines = re.sub(r"\n[ \t]+", " ", found.group().strip()).split("\n")
    pairs = (line.partition(":") for line in lines)
    return {name: said.strip() for name, _, said in pairs}, source[found.end() :]


class _RstTree:
    """Writes the blocks of docutils' tree."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.facts: dict[str, str] = {}

    def write(self, node: nodes.Node, level: int = 0, kind: str = "paragraph") -> None:
        """The blocks below a node."""
        for child in node.children:
            self._one(child, level, kind)

    def _one(self, node: nodes.Node, level: int, kind: str) -> None:
        if isinstance(node, _GONE) or "contents" in _classes(node):
            return
        match node:
            case nodes.section():
                self.write(node, level + 1)
            case nodes.enumerated_list() | nodes.bullet_list():
                self._list(node, level)
            case nodes.definition_list_item() | nodes.option_list_item():
                self._definition(node, level)
            case nodes.field():
                self._field(node)
            case nodes.footnote() | nodes.citation():
                self.write(node, level, "note")
            case nodes.block_quote():
                self.write(node, level, "quote")
            case nodes.table():
                self._table(node)
            case _:
                self._leaf(node, level, kind)

    def _leaf(self, node: nodes.Node, level: int, kind: str) -> None:
        match node:
            case nodes.title() | nodes.subtitle() | nodes.rubric():
                self._writer.add("heading", node.astext(), level=max(level, 1))
            case nodes.paragraph() | nodes.line() | nodes.attribution():
                self._writer.add(kind, " ".join(_text(node).split()))
            case nodes.literal_block() | nodes.doctest_block() | nodes.math_block():
                self._writer.add("code", node.astext())
            case nodes.caption():
                self._writer.add("caption", _text(node))
            case nodes.image():
                self._writer.add("caption", node.get("alt", ""))
            case nodes.Element() if not isinstance(node, nodes.label):
                self.write(node, level, kind)

    def _list(self, node: nodes.Element, level: int) -> None:
        start = int(node.get("start", 1))
        for number, item in enumerate(node.children, start):
            mark = f"{numeral(number, node['enumtype'])}. " if "enumtype" in node else ""
            for position, child in enumerate(item.children):
                if position == 0 and isinstance(child, nodes.paragraph):
                    self._writer.add("item", mark + " ".join(_text(child).split()))
                else:
                    self._one(child, level, "paragraph")

    def _definition(self, node: nodes.Element, level: int) -> None:
        """ "term: definition", and what more there is to it."""
        heads = (nodes.term, nodes.classifier, nodes.option_group)
        term = ", ".join(_text(child) for child in node.children if isinstance(child, heads))
        for child in node.children:
            if isinstance(child, heads):
                continue
            first, *rest = child.children or [nodes.paragraph()]
            if isinstance(first, nodes.paragraph):
                self._writer.add("item", f"{term}: {' '.join(_text(first).split())}".rstrip(": "))
            else:
                self._writer.add("item", term)
                self._one(first, level, "paragraph")
            for other in rest:
                self._one(other, level, "paragraph")

    def _field(self, node: nodes.field) -> None:
        name, body = node.children[0].astext(), " ".join(_text(node.children[1]).split())
        if not any(kind == "paragraph" for kind, _ in self._writer.said()):
            self.facts.setdefault(name.casefold(), body)
        self._writer.add("field", f"{name}: {body}")

    def _table(self, node: nodes.table) -> None:
        for title in node.findall(nodes.title):
            self._writer.add("caption", _text(title))
        heads = [row for part in node.findall(nodes.thead) for row in part.children]
        rows = [*heads, *(row for part in node.findall(nodes.tbody) for row in part.children)]
        self._writer.add_table(make_table(_cells(rows), header=bool(heads)))


def _cells(rows: Sequence[nodes.row]) -> list[list[str]]:
    """Texts of the rows of a table: a cell over several columns stands in the first of them, one
    over several rows in each.
    """
    down: dict[int, tuple[int, str]] = {}  # by column: rows to come, text
    filled = []
    for row in rows:
        line: list[str] = []
        for cell in (*row.children, None):
            while len(line) in down:
                left, said = down.pop(len(line))
                down |= {len(line): (left - 1, said)} if left > 1 else {}
                line.append(said)
            if cell is None:
                break
            text = " ".join(_text(cell).split())
            for said in (text, *[""] * int(cell.get("morecols", 0))):
                if cell.get("morerows", 0):
                    down[len(line)] = (int(cell["morerows"]), said)
                line.append(said)
        filled.append(line)
    return filled


def _classes(node: nodes.Node) -> list[str]:
    return list(node.get("classes", [])) if isinstance(node, nodes.Element) else []


def _text(node: nodes.Node) -> str:
    """Its text; a problem of markup as it stands in the source, images by their other text."""
    return str(node.astext()).replace("\x00", "")
