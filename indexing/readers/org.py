"""Org, Emacs' outlines, line by line: headings, lists, tables, drawers, blocks
(https://orgmode.org/worg/org-syntax.html)."""

from __future__ import annotations

import re
from pathlib import Path

from indexing.clean import decode
from indexing.documents import Document
from indexing.fields import iso_date
from indexing.readers.lines import tidy
from indexing.readers.org_text import plain
from indexing.readers.tables import make_table
from indexing.readers.writer import Writer

_HEADING = re.compile(r"(\*+)[ \t]+(.*\S)")
_TAGS = re.compile(r"[ \t]+:((?:[\w@#%]{1,40}:){1,20})$")
_PRIORITY = re.compile(r"\[#\w\]\s*")
_KEYWORD = re.compile(r"[ \t]*#\+(\w[\w-]*)(?:\[[^\]]*\])?:[ \t]*(.*)")
_BEGIN = re.compile(r"[ \t]*#\+begin_(\w+)\b.*", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*:([\w-]+):[ \t]*")
_END_DRAWER = re.compile(r"[ \t]*:end:[ \t]*", re.IGNORECASE)
_PROPERTY = re.compile(r"[ \t]*:([\w+-]+):[ \t]+(\S.*)")
_PLANNED = re.compile(r"\b(CLOSED|DEADLINE|SCHEDULED):[ \t]*([<\[][^<>\[\]]+[>\]])")
_ITEM = re.compile(r"([ \t]*)(?:[-+]|(?<=[ \t])\*|(\d{1,3}|[A-Za-z])[.)])(?:[ \t]+(.*)|$)")
_COUNTER = re.compile(r"\[@\w+\][ \t]*")
_TERM = re.compile(r"(.*?\S)[ \t]+::(?:[ \t]+(.*)|$)")
_NOTE = re.compile(r"\[fn:[\w-]+\][ \t]*(.*)")
_RULE = re.compile(r"[ \t]*-{5,}[ \t]*")
_COOKIE = re.compile(
    r"<[lcr]?\d*>|[<>/]"
)  # how wide a column is shown, what columns belong together
_UNSEEN = ("comment", "export", "html", "latex")  # blocks for other programs
_ASIDE = ("comment", "noexport", "toc")  # tags that say nothing of the matter
_FACTS = ("title", "author", "date")
_OWN = ("id", "custom_id", "category", "visibility", "created_by", "header-args", "unnumbered")


def read_org(path: Path, raw: bytes) -> list[Document]:
    """A text of Org; what it includes or would compute is left out."""
    page = _OrgPage(tidy(decode(raw)).split("\n"))
    page.read()
    facts = page.facts
    date = iso_date(plain(facts.get("date", "")))
    title, author = plain(facts.get("title", "")), plain(facts.get("author", ""))
    return [page.writer.document(path.stem, title, author=author, date=date)]


class _OrgPage:
    """Reads lines into blocks."""

    def __init__(self, lines: list[str]) -> None:
        self.writer = Writer()
        self.facts: dict[str, str] = {}
        self._lines = lines
        self._at = 0
        self._held: list[str] = []  # lines of the block that is open
        self._kind = "paragraph"
        self._indent = 0  # where the text of the open item may go on

    def read(self) -> None:
        """All of them."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            self._line(line)
        self._end()

    def _line(self, line: str) -> None:
        if not line.strip() or _RULE.fullmatch(line):
            self._end()
        elif found := _HEADING.fullmatch(line):
            self._end()
            self._heading(len(found.group(1)), found.group(2))
        elif found := _BEGIN.fullmatch(line):
            self._end()
            self._block(found.group(1).casefold())
        elif found := _KEYWORD.fullmatch(line):
            self._end()
            self._keyword(found.group(1).casefold(), found.group(2))
        elif re.match(r"[ \t]*#(?: |$)", line):
            self._end()
        elif line.lstrip().startswith("|"):
            self._end()
            self._table(line)
        elif re.match(r"[ \t]*:(?: |$)", line):
            self._end()
            self._fixed(line)
        elif found := _DRAWER.fullmatch(line):
            self._end()
            self._drawer(found.group(1).casefold())
        elif planned := _PLANNED.findall(line):
            self._end()
            for name, when in planned:
                self.writer.add("field", f"{name.capitalize()}: {plain(when)}")
        else:
            self._text(line)

    def _heading(self, level: int, said: str) -> None:
        """A heading; what it is marked with stands in a field below it."""
        tags = _TAGS.search(said)
        said = _PRIORITY.sub("", said[: tags.start()] if tags else said, count=1)
        self.writer.add("heading", plain(said.removeprefix("COMMENT ")), level=level)
        telling = [tag for tag in (tags.group(1) if tags else "").split(":") if tag]
        telling = [tag for tag in telling if tag.casefold() not in _ASIDE]
        if telling:
            self.writer.add("field", f"Tags: {', '.join(telling)}")

    def _keyword(self, name: str, said: str) -> None:
        if name in _FACTS:
            joined = f"{self.facts.get(name, '')} {said}".strip()
            self.facts[name] = joined
            if name != "title":
                self.writer.add("field", f"{name.capitalize()}: {plain(said)}")
        elif name in ("caption", "subtitle", "description"):
            self.writer.add("caption" if name == "caption" else "paragraph", plain(said))

    def _block(self, kind: str) -> None:
        """What stands between "#+begin_…" and its end: code, quoted, or text."""
        inner: list[str] = []
        close = re.compile(rf"[ \t]*#\+end_{re.escape(kind)}\b.*", re.IGNORECASE)
        while self._at < len(self._lines) and not close.fullmatch(self._lines[self._at]):
            inner.append(self._lines[self._at])
            self._at += 1
        self._at += 1
        if kind in _UNSEEN:
            return
        if kind in ("src", "example"):
            self.writer.add("code", "\n".join(line.removeprefix(",") for line in inner))
            return
        lines, at = self._lines, self._at
        self._lines, self._at = inner, 0
        while self._at < len(self._lines):
            self._at += 1
            self._line(self._lines[self._at - 1])
            if kind == "quote" and self._kind == "paragraph":
                self._kind = "quote"
        self._end()
        self._lines, self._at = lines, at

    def _drawer(self, name: str) -> None:
        """Properties are fields, but for those that only programs use; so is no log of times."""
        while self._at < len(self._lines) and not _END_DRAWER.fullmatch(self._lines[self._at]):
            line = self._lines[self._at]
            if _HEADING.fullmatch(line):
                return  # it has no end
            self._at += 1
            if name == "properties" and (found := _PROPERTY.fullmatch(line)):
                key = found.group(1).casefold()
                if key not in _OWN and not key.startswith("export_"):
                    self.writer.add("field", f"{found.group(1)}: {plain(found.group(2))}")
            elif name not in ("properties", "logbook"):
                self._line(line)
        self._end()
        self._at += 1

    def _fixed(self, line: str) -> None:
        lines = [line]
        while self._at < len(self._lines) and re.match(r"[ \t]*:(?: |$)", self._lines[self._at]):
            lines.append(self._lines[self._at])
            self._at += 1
        self.writer.add("code", "\n".join(re.sub(r"^[ \t]*: ?", "", line) for line in lines))

    def _table(self, line: str) -> None:
        """Rows; a rule below the first one or ones heads the columns."""
        rows: list[list[str]] = []
        ruled: list[int] = []
        self._at -= 1
        while self._at < len(self._lines) and (line := self._lines[self._at].strip())[:1] == "|":
            self._at += 1
            if line.startswith("|-"):
                ruled.append(len(rows))
                continue
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not any(cells) or any(not _COOKIE.fullmatch(cell) for cell in cells if cell):
                rows.append([plain(cell) for cell in cells])
        heads = [position for position in ruled if position]
        self.writer.add_table(make_table(rows, header=heads[:1] == [1] or None))

    def _text(self, line: str) -> None:
        """A line of an item, a note or a paragraph."""
        indent = len(line) - len(line.lstrip())
        if found := _ITEM.fullmatch(line):
            self._end()
            mark = re.match(r"[ \t]*(\w+[.)])", line)
            said = _COUNTER.sub("", found.group(3) or "", count=1)
            if term := _TERM.fullmatch(said):
                said = f"{term.group(1)}: {term.group(2) or ''}"
            self._kind, self._indent = "item", indent
            self._held = [f"{mark.group(1)} {said}" if mark else said]
        elif found := _NOTE.fullmatch(line):
            self._end()
            self._kind, self._held = "note", [found.group(1)]
        else:
            if self._held and self._kind == "item" and indent <= self._indent:
                self._end()
            self._held.append(line.strip())

    def _end(self) -> None:
        if self._held:
            said = " ".join(f"{line.removesuffix(chr(92) * 2)}\n" if line.endswith("\\\\") else line
                            for line in self._held)  # fmt: skip
            self.writer.add(self._kind, plain(said))
        self._held, self._kind = [], "paragraph"
