"""A page's pieces in the order in which they are shown, told tag by tag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from graphrag.errors import DocumentError
from indexing.readers.html_line import SaidSoFar, lines
from indexing.readers.html_noise import (
    Doubted,
    Shown,
    called_navigation,
    hidden_names,
    unseen,
)
from indexing.readers.html_table import Grid
from indexing.readers.tables import Rows

DEEPEST = 2000  # open elements; an end tag without a start costs a look at each of them
_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table td th tr "
    "tbody thead tfoot ul center".split()
)
_KINDS = {"blockquote": "quote", "caption": "caption", "figcaption": "caption", "pre": "pre"}
_KINDS |= {f"h{level}": "heading" for level in range(1, 7)}
_KINDS |= dict.fromkeys(("li", "dt", "dd"), "item")
_ARRANGES = ("presentation", "none")  # what tables of mails are called that hold no data
_HOLDERS = frozenset(("table", "ul", "ol", "dl", "body"))


class HtmlPage:
    """Collects title, facts and pieces; lxml calls start, end and data.

    Args:
        kept: the numbers of elements that are called navigation and are none.
    """

    def __init__(self, kept: frozenset[int] = frozenset()) -> None:
        self.mistaken: set[int] = set()  # such elements that were found
        self._kept = kept
        self._number = 0  # of elements so far
        self._doubted: Doubted | None = None  # the one that is not shown for its name
        self.title = ""
        self.facts: dict[str, str] = {}  # what its <meta> say
        self.pieces: list[Shown | Rows] = []
        self._line = SaidSoFar()
        self._open: list[str] = []  # elements
        self._unseen = 0  # open elements from the outermost one that is not shown
        self._titled = False  # the outermost one is the page's title
        self._tables: list[Grid] = []
        self._items: list[int | None] = []  # for every open list, the number of its next item
        self._mark = ""  # of the item that begins
        self._term = ""  # of a definition that is to come
        self._css = ""
        self._hidden: frozenset[str] = frozenset()  # classes and ids that its styles hide
        self._pre = 0  # open elements whose white space counts
        self._code = False  # the last of them holds code

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        self._open.append(tag)
        if len(self._open) > DEEPEST:
            raise DocumentError(f"its tags nest more than {DEEPEST} deep")
        if tag == "meta" and "content" in attributes:
            name = attributes.get("name") or attributes.get("property") or ""
            self.facts.setdefault(name.casefold(), attributes["content"])
        self._number += 1
        if self._unseen or unseen(tag, attributes) or self._is_hidden(attributes):
            self._unseen += 1
            if self._doubted:
                self._doubted.open(tag)
            self._titled |= tag == "title" and self._unseen == 1 and not self.title
            return
        if called_navigation(tag, attributes) and self._number not in self._kept:
            self._unseen, self._doubted = 1, Doubted(self._number)
            return
        if tag == "br":
            self._line.break_off()
        elif tag in _BLOCKS:
            self._open.pop()  # what was said so far stands in the element around this one
            self._flush()
            self._open.append(tag)
            self._begin(tag, attributes)
        elif tag == "a":
            self._line.link = attributes.get("href", "")
        if tag == "pre":
            self._pre, self._code = self._pre + 1, False
        self._code |= tag == "code"

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag == "style":
            self._hidden = hidden_names(self._css, self._hidden)
            self._css = ""
        if self._unseen:
            self._unseen -= 1
            self._titled &= self._unseen > 0
            if self._doubted:
                self._doubted.close(tag)
                if not self._unseen:
                    self.mistaken.update(self._doubted.mistaken())
                    self._doubted = None
        elif tag in _BLOCKS:
            self._flush()
            self._finish(tag)
        elif tag == "a":
            self._line.link = None
        self._pre -= tag == "pre" and self._pre > 0 and not self._unseen
        if self._open:
            self._open.pop()

    def data(self, text: str) -> None:
        """Text between two tags."""
        if self._titled:
            self.title += text
        elif self._open and self._open[-1] == "style":
            self._css += text
        elif self._doubted:
            self._doubted.say(text)
        elif not self._unseen and (self._line or not text.isspace()):
            raised = "sup" in self._open[-4:]
            self._line.say(text, as_written=self._pre > 0, raised=raised)

    def close(self) -> None:
        """The page ends."""
        self._flush()
        while self._tables:
            self._end_table()
        if self._term:
            self._add("item", self._term)

    def _is_hidden(self, attributes: Mapping[str, str]) -> bool:
        """By its class or id, as the page's own style sheet says."""
        if not self._hidden or not attributes:
            return False
        names = {f".{name}" for name in attributes.get("class", "").split()}
        return not self._hidden.isdisjoint(names | {f"#{attributes.get('id', '')}"})

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        grid = self._tables[-1] if self._tables else None
        match tag:
            case "table":
                if grid is not None and not grid.named:
                    self._lay_out(grid)
                self._tables.append(Grid(laid_out=attributes.get("role", "") in _ARRANGES))
            case "thead" | "tbody" | "tfoot" if grid:
                grid.in_head = tag == "thead"
            case "tr" if grid:
                grid.row()
            case "td" | "th" if grid:
                grid.cell(tag == "th", attributes)
            case "ul" | "ol":
                number = attributes.get("start", "1")
                first = int(number) if number.isdecimal() and len(number) < 6 else 1
                self._items.append(first if tag == "ol" else None)
            case "li" if self._items:
                counted = self._items[-1]
                self._mark = "" if counted is None else f"{counted}. "
                if counted is not None:
                    self._items[-1] = counted + 1
            case _ if grid is not None and not grid.named and _parts(tag):
                self._lay_out(grid)

    def _finish(self, tag: str) -> None:
        if tag == "table" and self._tables:
            self._end_table()
        elif tag in ("ul", "ol") and self._items:
            self._items.pop()
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].is_open = False
        elif tag == "thead" and self._tables:
            self._tables[-1].in_head = False
        elif tag in ("dl", "dd"):
            self._term, term = "", self._term
            if term:
                self._add("item", term)

    def _lay_out(self, grid: Grid) -> None:
        """A table with tables, headings or code in it only arranges them."""
        if not grid.laid_out:
            for text in grid.paragraphs():
                self._add("paragraph", text)
            grid.laid_out = True

    def _end_table(self) -> None:
        grid = self._tables.pop()
        if grid.laid_out:
            return
        table = grid.table()
        outer = self._tables[-1] if self._tables else None
        if outer is not None and outer.is_open and not outer.laid_out:
            for row in table.rows:
                outer.say(table.row_text(row))
        elif max((len(row) for row in table.rows), default=0) < 2:
            for text in grid.paragraphs():
                self._add("paragraph", text)
        elif table.rows:
            self.pieces.append(table)

    def _flush(self) -> None:
        """What was said since the last block ends here."""
        raw, linked, inside = self._line.take()
        if not raw.strip():
            return
        holder = self._holder()
        kind = _KINDS.get(holder, "paragraph")
        text = raw if holder == "pre" else lines(raw)
        if self._tables and self._tables[-1].say(text):
            return
        if holder == "dt":
            self._term = f"{self._term}; {text}" if self._term else text
            return
        if self._term and kind in ("item", "paragraph"):
            text, self._term = f"{self._term}: {text}", ""
        if kind == "item":
            text, self._mark = self._mark + text, ""
        level = int(holder[1]) if kind == "heading" else len(self._items) if kind == "item" else 0
        self._add("code" if kind == "pre" and self._code else kind, text, level)
        piece = self.pieces[-1]
        if isinstance(piece, Shown):
            share = linked / max(1, len(text))
            self.pieces[-1] = replace(piece, linked=share, inside=inside and linked > 0)

    def _add(self, kind: str, text: str, level: int = 0) -> None:
        main = "main" in self._open or "article" in self._open
        self.pieces.append(Shown(kind, text, level, 0.0, False, main))

    def _holder(self) -> str:
        """The innermost element that says what its text is; empty where none does."""
        for tag in reversed(self._open):
            if tag in _KINDS:
                return tag
            if tag in _HOLDERS:
                break
        return ""


def _parts(tag: str) -> bool:
    """Whether an element in a cell shows that its table only arranges what stands in it."""
    return tag in ("pre", "hr") or _KINDS.get(tag) == "heading"
