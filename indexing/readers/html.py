"""HTML as the text that a reader sees: no scripts, paragraphs and headings apart by a blank line,
items of lists and rows of tables by a line end.

A scanner of our own that never looks at a character twice: the standard library's parser needs
minutes for a hundred kilobytes of unclosed tags, and so do the libraries on top of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from indexing.clean import decode

_RAW = frozenset({"script", "style", "title", "textarea", "noscript", "iframe", "template"})
_DROPPED = frozenset("svg math object audio video canvas nav select button".split()) | _RAW
_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr main ol p pre section summary table ul".split()
)
_LINES = frozenset({"br", "li", "tr"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]{0,30})(?:[^>\"']|\"[^\"]*\"|'[^']*')*+>")
_NAME = re.compile(r"</?([A-Za-z][\w-]{0,30})")
_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW}
_LONG_NUMBER = re.compile(r"&#x?[0-9a-f]{8,};?", re.IGNORECASE)
_WINDOW = 4096  # characters in which a tag's closing bracket is looked for outside quotes


def html_text(raw: bytes) -> tuple[str, str]:
    """Title (<title>, else the first <h1>, else empty) and visible text.

    Raises:
        DocumentError: the bytes are not text.
    """
    page = _Page()
    for tag, text in _tokens(_decoded(raw)):
        page.take(tag, text)
    title = " ".join("".join(page.title or page.heading).split())
    lines = [
        re.sub(r"[ \t\xa0]+", " ", line).strip(" ;") for line in "".join(page.text).split("\n")
    ]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if title and (body == title or body.startswith(f"{title}\n")):
        body = body[len(title) :].strip()
    return title, body


def _decoded(raw: bytes) -> str:
    """By byte order mark, then by the page's own word, then by what the bytes look like."""
    named = _CHARSET.search(raw[:4096])
    if named and b"\0" not in raw[:4096] and not raw.startswith(b"\xef\xbb\xbf"):
        try:
            return raw.decode(named.group(1).decode())
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(raw)


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    """(tag, "") for every tag, in lower case, "/p" closing; ("", text) for what lies between.

    The content of an element in `_RAW` is one text, whatever it looks like.
    """
    at, size = 0, len(source)
    while at < size:
        start = source.find("<", at)
        start = size if start < 0 else start
        if start > at:
            yield "", source[at:start]
        if start == size:
            return
        at, tag = _after_tag(source, start)
        if not tag:
            continue
        yield tag, ""
        if tag in _RAW:
            end = _ENDS[tag].search(source, at)
            yield "", source[at : end.start() if end else size]
            at = end.start() if end else size


def _after_tag(source: str, start: int) -> tuple[int, str]:
    """Where the tag, comment or stray "<" at `start` ends, and the tag's name if it is one."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 4)
        return (len(source) if end < 0 else end + 3), ""
    named = _NAME.match(source, start)
    if not named and source[start + 1 : start + 2] not in ("!", "?", "/"):
        return start + 1, ""
    whole = _TAG.match(source, start, start + _WINDOW)
    end = whole.end() - 1 if whole else source.find(">", start)
    slash = "/" if source.startswith("</", start) else ""
    return (len(source) if end < 0 else end + 1), slash + named.group(1).lower() if named else ""


class _Page:
    """Collects text, title and first heading."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.title: list[str] = []
        self.heading: list[str] = []
        self._inside = ""  # title, or the h1 that is open
        self._dropped = ""  # the outermost open element that is not shown
        self._depth = 0  # of elements of that name inside it
        self._pre = 0

    def take(self, tag: str, text: str) -> None:
        """One token of `_tokens`."""
        if not tag:
            self._take_text(unescape(_LONG_NUMBER.sub("\ufffd", text)))
        elif self._dropped:
            self._depth += (tag == self._dropped) - (tag == f"/{self._dropped}")
            if self._depth == 0:
                self._dropped = self._inside = ""
        elif tag in _DROPPED:
            self._dropped, self._depth = tag, 1
            self._inside = tag if tag == "title" and not self.title else ""
        else:
            self._take_tag(tag)

    def _take_tag(self, tag: str) -> None:
        name = tag.removeprefix("/")
        if tag == "h1" and not self.heading:
            self._inside = tag
        elif tag == "/h1":
            self._inside = ""
        if name == "pre":
            self._pre = max(self._pre + (1 if tag == name else -1), 0)
        if tag in ("/td", "/th"):
            self.text.append("; ")
        elif name == "br" or tag in _LINES:
            self.text.append("\n")
        elif name in _BLOCKS:
            self.text.append("\n\n")

    def _take_text(self, text: str) -> None:
        if self._inside == "title":
            self.title.append(text)
        elif not self._dropped:
            if self._inside == "h1":
                self.heading.append(text)
            self.text.append(text if self._pre else re.sub(r"\s+", " ", text))
