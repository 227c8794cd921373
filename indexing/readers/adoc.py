"""AsciiDoc, line by line, for no library for Python reads it: headings, lists, tables, blocks."""

from __future__ import annotations

import re
from pathlib import Path

from indexing.clean import decode
from indexing.documents import Document
from indexing.fields import iso_date
from indexing.readers.adoc_references import with_references
from indexing.readers.lines import numeral, tidy
from indexing.readers.tables import make_table
from indexing.readers.writer import Writer

_HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+(.*\S)")
_ATTRIBUTE = re.compile(r":([\w-]+)!?:[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*(\*{1,5}|-|\.{1,5}|\d+\.|<\d+>|<\.>)[ \t]+(.*)")
_TERM = re.compile(r"(\S.*?)(?:::{1,3}|;;)(?:[ \t]+(.*))?$")
_FENCE = re.compile(r"(-{4,}|\.{4,}|={4,}|_{4,}|\*{4,}|\+{4,}|/{4,}|```.*|--|\|===|,===|:===)\s*")
_CODE = ("----", "....", "++++", "```")
_LINK = re.compile(r"(?:link:|xref:|mailto:)?([\w:/.#?&=%+~@-]*)\[([^\[\]]*)\]")
_IMAGE = re.compile(r"(?:image|icon):[^\s\[\]]+\[\"?([^\],\"]*)[^\]]*\]")
_OPTIONS = re.compile(r"(?:,\s*\w+=.*|\^)$", re.DOTALL)  # how a link is shown or opened
_FORMAT = re.compile(r"(?<![\w*_`#])(\*\*|__|``|##|\*|_|`|#|\^|~)(?=\S)(.+?)(?<=\S)\1(?![\w*_`#])")
_NOTE = re.compile(r"footnote:(?:\w*)\[([^\[\]]*)\]")
_SAID_BY = re.compile(r"\[(?:quote|verse)\s*,\s*([^\]]+)\]")
_REFERENCE = re.compile(r"(?<!\\)\{([\w-]{1,40})\}")
_CELL = re.compile(r"(?<!\\)(?:(\d{1,2})\+|\d*[.\d]*[+*]?)?[.<>^]*[aehlmsdv]?\|")
_LONGEST_VALUE = 200  # characters that an attribute may put into the text
_REVISION = re.compile(r"v?[\d.]*,?\s*(\d{4}-\d\d-\d\d).*")


def read_adoc(path: Path, raw: bytes) -> list[Document]:
    """A text in AsciiDoc; includes and passthroughs are left as they stand."""
    lines = tidy(decode(raw)).split("\n")
    page = _Page(with_references(lines))
    page.read()
    facts = page.facts
    author = facts.pop("author", "")
    date = iso_date(facts.pop("revdate", "") or facts.pop("date", ""))
    return [page.writer.document(path.stem, page.title, author=author, date=date)]


class _Page:
    """Reads lines into blocks."""

    def __init__(self, lines: list[str]) -> None:
        self.writer = Writer()
        self.title = ""
        self.facts: dict[str, str] = {}
        self._lines = lines
        self._at = 0
        self._held: list[str] = []  # lines of the block that is open
        self._kind = "paragraph"
        self._lists: dict[str, int] = {}  # the marks of open lists, outermost first; items so far
        self._attached = False  # the next block belongs to an item
        self._said_by = ""  # whose words the next block quotes

    def read(self) -> None:
        """All of them."""
        self._header()
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            self._line(line)
        self._end()

    def _header(self) -> None:
        """The title, its author line and attributes."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not self.title and (found := _HEADING.fullmatch(line)) and len(found.group(1)) == 1:
                self.title = _plain(found.group(2))
                after = self._lines[self._at + 1 : self._at + 3]
                if after and after[0] and re.fullmatch(r"[^\W\d][^:=|]*(?:<[^>]+>)?", after[0]):
                    self.facts["author"] = after[0].partition("<")[0].strip()
                    self.writer.add("field", f"Author: {self.facts['author']}")
                    self._at += 1
                    if len(after) > 1 and (dated := _REVISION.fullmatch(after[1])):
                        self.facts["revdate"] = dated.group(1)
                        self.writer.add("field", f"Date: {dated.group(1)}")
                        self._at += 1
            elif found := _ATTRIBUTE.fullmatch(line):
                self.facts.setdefault(found.group(1).casefold(), found.group(2))
            elif not line.startswith("//") or line.startswith("////"):
                break
            self._at += 1

    def _line(self, line: str) -> None:
        line = self._filled(line)
        if not line.strip() or line.strip() == "+":
            self._end()
            self._attached = line.strip() == "+" or (self._attached and not line.strip())
        elif line.startswith("//") and not line.startswith("////"):
            return
        elif fence := _FENCE.fullmatch(line):
            self._end_lists()
            self._fence(fence.group(1))
        elif found := _HEADING.fullmatch(line):
            self._attached = False
            self._end_lists()
            self.writer.add(
                "heading", _plain(found.group(2)), level=max(1, len(found.group(1)) - 1)
            )
        elif re.fullmatch(r"\[.*\]", line) or _ATTRIBUTE.fullmatch(line):
            self._end()
            self._note(line)
        elif line.startswith(".") and re.match(r"\.[^\s.]", line):
            self._end()
            self.writer.add("caption", _plain(line[1:]))
        elif found := _ITEM.fullmatch(line):
            self._end()
            mark = found.group(1)
            self._kind = "item"
            self._held = [f"{self._counted(mark)}{found.group(2)}"]
        elif (found := _TERM.fullmatch(line)) and (not self._held or self._kind == "item"):
            self._end()
            self._kind = "item"
            self._held = [f"{found.group(1)}: {found.group(2) or ''}".strip()]
        elif found := re.fullmatch(r"(?:image|video|audio)::\S*\[([^\],]*).*\]", line):
            self._end()
            self.writer.add("caption", found.group(1).strip("\"'"))
        elif re.match(r"(?:include|toc|ifdef|ifndef|endif|ifeval)::", line):
            self._end()
        else:
            if not self._held:
                self._end_lists()
            self._held.append(line.removesuffix(" +") + ("\n" if line.endswith(" +") else ""))

    def _note(self, line: str) -> None:
        """What a line says of the text or of the block to come."""
        if found := _ATTRIBUTE.fullmatch(line):
            self.facts.setdefault(found.group(1).casefold(), found.group(2))
        elif quoted := _SAID_BY.fullmatch(line):
            self._said_by = quoted.group(1).strip()

    def _filled(self, line: str) -> str:
        """A line with the values of the attributes that it names."""
        if "{" not in line:
            return line

        def value(found: re.Match[str]) -> str:
            said = self.facts.get(found.group(1).casefold(), "")
            return said if 0 < len(said) <= _LONGEST_VALUE else found.group()

        return _REFERENCE.sub(value, line)

    def _counted(self, mark: str) -> str:
        """What an item is shown to begin with: ".", the third of its list, with "3. ", ".." inside
        it with "a. "; a number stays as it is written.
        """
        kind = "1." if mark[0].isdigit() else mark
        if kind in self._lists:
            inner = list(self._lists)[list(self._lists).index(kind) + 1 :]
            for closed in inner:
                del self._lists[closed]
        self._lists[kind] = self._lists.get(kind, 0) + 1
        if mark[0] != ".":
            return f"{mark} " if mark[0].isdigit() else ""
        return f"{numeral(self._lists[kind], 'alpha' if len(mark) == 2 else '')}. "

    def _end_lists(self) -> None:
        """A block that belongs to no item ends the lists above it."""
        self._end()
        if not self._attached:
            self._lists = {}
        self._attached = False

    def _fence(self, mark: str) -> None:
        """A delimited block: code as it stands, a table, or blocks of its own."""
        start = self._at
        close = "```" if mark.startswith("```") else mark
        while self._at < len(self._lines) and self._lines[self._at].rstrip() != close:
            self._at += 1
        inner = self._lines[start : self._at]
        self._at += 1
        if mark in ("|===", ",===", ":==="):
            self._table(inner, mark[0])
        elif mark[:4] in _CODE or mark.startswith("```"):
            self.writer.add("code", "\n".join(inner))
        elif not mark.startswith("////"):
            lines, at, lists = self._lines, self._at, self._lists
            self._lines, self._at, self._lists = inner, 0, {}
            while self._at < len(self._lines):
                self._at += 1
                self._line(self._lines[self._at - 1])
            self._end()
            self._lines, self._at, self._lists = lines, at, lists
        self._name_source()

    def _table(self, lines: list[str], mark: str) -> None:
        if mark != "|":
            plain = [line.split(mark) for line in lines if line.strip()]
            self.writer.add_table(make_table(plain))
            return
        rows: list[list[str]] = []
        first_empty = bool(lines) and len(lines) > 1 and not lines[1].strip()
        for line in map(self._filled, lines):
            cells = _cells(line)
            if len(cells) > 1:
                rows.append(cells[1:])
            elif rows and line.strip():
                rows[-1][-1] += " " + cells[0]
        width = max(map(len, rows), default=0)
        flat = [cell for row in rows for cell in row]
        if width and any(len(row) < width for row in rows) and len(flat) % len(rows[0]) == 0:
            width = len(rows[0]) if len(rows[0]) > 1 else width
            rows = [flat[n : n + width] for n in range(0, len(flat), width)]
        self.writer.add_table(make_table(rows, header=True if first_empty else None))

    def _end(self) -> None:
        if self._held:
            text = _plain(" ".join(self._held))
            self.writer.add(self._kind, text)
            for note in _NOTE.findall(" ".join(self._held)):
                self.writer.add("note", _plain(note))
            self._name_source()
        self._held, self._kind = [], "paragraph"

    def _name_source(self) -> None:
        if self._said_by:
            self.writer.add("paragraph", f"— {self._said_by}")
        self._said_by = ""


def _cells(line: str) -> list[str]:
    """What stands before the first bar and behind each; a cell over columns leaves the others."""
    cells, at, more = [], 0, 0
    for found in _CELL.finditer(line):
        cells += [_plain(line[at : found.start()].strip()), *[""] * more]
        more = int(found.group(1)) - 1 if found.group(1) else 0
        at = found.end()
    return [*cells, _plain(line[at:].strip()), *[""] * more]


def _plain(text: str) -> str:
    """Text without the marks of its format."""
    text = _NOTE.sub("", text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(_linked, text)
    for _ in range(2):
        text = _FORMAT.sub(r"\2", text)
    return text


def _linked(found: re.Match[str]) -> str:
    """What a link is called, else where it leads."""
    return _OPTIONS.sub("", found.group(2)) or found.group(1)
