"""HTML as the text that a reader sees (lxml): no scripts and nothing hidden, paragraphs and
headings apart by a blank line, items of lists and rows of tables by a line end.

lxml calls us tag by tag, with the end tags that a page leaves out, and builds no tree: parsers that
do (lexbor, html5lib) need minutes for a hundred kilobytes of nested tags. What counts as shown, and
where lines end, is ours, for a browser decides it by style sheets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.html import defs

from graphrag.errors import DocumentError
from indexing.clean import clean, decode
from indexing.readers.lines import LINE, PARAGRAPH, Blocks, tidy, unwrap

DEEPEST = 2000  # open elements; an end tag without a start costs a look at each of them
_FED = 16_384  # characters after which lxml tells that a page was given up
_DROPPED = frozenset(
    "script style title textarea noscript noframes iframe template svg math object audio video "
    "canvas nav select button ix:header".split()
)
_BLOCKS = (
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr main ol p pre section summary table ul"
)
_GAPS = dict.fromkeys(_BLOCKS.split(), PARAGRAPH) | dict.fromkeys(("br", "li", "tr"), LINE)
_CELLS = frozenset({"td", "th"})
_ROOTS = frozenset({"html", "body"})  # a page hidden as a whole is shown by its script
_KNOWN = defs.tags | frozenset("main picture template dialog bdi data search slot nobr".split())
_BARE = frozenset(  # attributes without a value
    "hidden open checked disabled selected controls loop muted autoplay reversed async defer "
    "nowrap noshade compact markdown".split()
)
_TAG = re.compile(r"\s*</?([A-Za-z][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)")
_VALUED = re.compile(r"[^\s=/\"']+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page or a fragment of one shows; empty where it has no such thing."""

    title: str  # <title>, which is no part of the text
    heading: str  # the first <h1>
    text: str


def html_text(raw: bytes) -> tuple[str, str]:
    """Title (<title>, else the first <h1>, else empty) and visible text.

    Raises:
        DocumentError: the bytes are not text, or the tags nest too deeply.
    """
    seen = visible(_decoded(raw))
    title = seen.title or seen.heading
    return title, without_title(seen.text, title)


def visible(source: str) -> Seen:
    """What `source`, a page or a fragment, shows.

    Raises:
        DocumentError: the tags nest too deeply.
    """
    page = _HtmlPage()
    if source.strip():
        source = clean(source)
        parser = etree.HTMLParser(target=page, huge_tree=True)
        for start in range(0, len(source), _FED):
            parser.feed(source[start : start + _FED])
        parser.close()
    return Seen(_one_line("".join(page.title)), page.heading, page.blocks.text())


def without_title(text: str, title: str) -> str:
    """`text` without a first line that says the title again."""
    first, _, rest = text.partition("\n")
    return rest.strip() if title and first == title else text


def is_tag(source: str) -> bool:
    """Does it begin with a tag of HTML, or a comment? "<String>" and "<b and c>" are text."""
    if source.lstrip().startswith(("<!", "<?")):
        return True
    found = _TAG.match(source)
    if not found:
        return False
    name, attributes = found.groups()
    bare = _VALUED.sub(" ", attributes).replace("/", " ").lower().split()
    return name.lower() in _KNOWN and (name.islower() or name.isupper()) and _BARE.issuperset(bare)


def _decoded(raw: bytes) -> str:
    """By byte order mark, then by the page's own word, then by what the bytes look like."""
    named = _CHARSET.search(raw[:4096])
    if named and b"\0" not in raw[:4096] and not raw.startswith(b"\xef\xbb\xbf"):
        try:
            return raw.decode(named.group(1).decode())
        except (LookupError, UnicodeError):  # no encoding of text; bytes it does not have
            pass
    return decode(raw)


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _HtmlPage:
    """Collects text, title and first heading; lxml's parser calls `start`, `end` and `data`."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self.title: list[str] = []
        self.heading = ""
        self._line: list[str] = []
        self._row: list[str] = []  # the cells of the line that are whole
        self._open = 0
        self._unseen = 0  # open elements from the outermost one that is not shown
        self._titled = False  # the outermost one is the page's title
        self._headed: list[str] = []
        self._in_heading = self._wrapped = False
        self._pre = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        self._open += 1
        if self._open > DEEPEST:
            raise DocumentError(f"its tags nest more than {DEEPEST} deep")
        if (
            self._unseen
            or tag in _DROPPED
            or (attributes and tag not in _ROOTS and _hidden(attributes))
        ):
            self._unseen += 1
            self._titled |= tag == "title" and self._unseen == 1 and not self.title
            return
        self._end_line(tag)
        self._in_heading |= tag == "h1" and not self.heading
        if tag in _CELLS:
            self._end_cell()
        if tag == "pre":
            self._pre, self._wrapped = self._pre + 1, True
        elif tag == "code":
            self._wrapped = False  # lines of code are lines

    def end(self, tag: str) -> None:
        """An element closes."""
        self._open -= 1
        if self._unseen:
            self._unseen -= 1
            self._titled &= self._unseen > 0
            return
        self._end_line(tag)
        if tag == "h1" and self._in_heading:
            self.heading, self._in_heading = _one_line(" ".join(self._headed)), False
        self._pre -= tag == "pre"

    def data(self, text: str) -> None:
        """Text between two tags."""
        if self._titled:
            self.title.append(text)
        elif not self._unseen and (self._line or not text.isspace()):
            self._line.append(text)

    def close(self) -> None:
        """The page ends."""
        self._end_line("body")

    def _end_line(self, tag: str) -> None:
        gap = _GAPS.get(tag)
        if gap is None:
            return
        self._end_cell()
        text = "; ".join(self._row)
        self._row.clear()
        self.blocks.add(text)
        if self._in_heading:
            self._headed.append(text)
        self.blocks.end(gap)

    def _end_cell(self) -> None:
        """What was said since the last line, or the last cell of this one, ends here."""
        text = "".join(self._line)
        self._line.clear()
        if self._pre:
            text = unwrap(text) if self._wrapped else tidy(text)
        else:
            text = _one_line(text)
        if text:
            self._row.append(text)


def _hidden(attributes: Mapping[str, str]) -> bool:
    """Not shown (found by searching counts as shown), or a menu."""
    return (
        attributes.get("hidden", "until-found") != "until-found"
        or attributes.get("role") == "navigation"
        or _UNSEEN.search(attributes.get("style", "")) is not None
    )
