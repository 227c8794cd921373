"""HTML as the text that a reader sees (lxml): no scripts, nothing hidden, no menus.

lxml calls us tag by tag, with the end tags that a page leaves out, and builds no tree: parsers that
do (lexbor, html5lib) need minutes for a hundred kilobytes of nested tags. What counts as shown, and
where blocks end, is ours, for a browser decides it by style sheets.
"""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from indexing.clean import clean, decode
from indexing.documents import Document
from indexing.encodings import named
from indexing.fields import iso_date
from indexing.readers.front_matter import split_front, title_of, told
from indexing.readers.html_noise import without_noise
from indexing.readers.html_page import HtmlPage
from indexing.readers.tables import Rows
from indexing.readers.text import write_lines
from indexing.readers.writer import Writer

_FED = 16_384  # characters after which lxml tells that a page was given up
_MOST_PASSES = 4  # over a page in which elements are wrongly called navigation
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_TEMPLATE = re.compile(  # what a site generator puts in, in a page with front matter
    r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL
)
_AUTHORS = ("author", "dc.creator", "article:author", "citation_author")
_DATES = (
    *("date", "dc.date", "dc.date.issued", "dcterms.date", "article:published_time", "pubdate"),
    *("citation_publication_date", "publish-date", "last-modified"),
)


def read_html(path: Path, raw: bytes) -> list[Document]:
    """A page as it is shown.

    Raises:
        DocumentError: the bytes are not text, or the tags nest too deeply.
    """
    writer = Writer()
    front, source = split_front(_decoded(raw).replace("\r\n", "\n"))
    page = write_html(writer, _TEMPLATE.sub(" ", source) if front else source)
    author = next((page.facts[name] for name in _AUTHORS if page.facts.get(name)), "")
    date = next((page.facts[name] for name in _DATES if page.facts.get(name)), "")
    date = iso_date(date or front.get("date", ""))
    title = page.title or title_of(front)
    author = author or front.get("author", "")
    return [writer.document(path.stem, title, author=author, date=date, opening=told(front))]


def write_html(writer: Writer, source: str) -> HtmlPage:
    """Write what `source`, a page or a fragment, shows.

    Raises:
        DocumentError: the tags nest too deeply.
    """
    page = parsed(source)
    write_page(writer, page)
    return page


def parsed(source: str) -> HtmlPage:
    """What `source` shows, noise among it.

    Raises:
        DocumentError: the tags nest too deeply.
    """
    source = clean(source)
    page = HtmlPage()
    for _ in range(_MOST_PASSES if source.strip() else 0):
        kept = frozenset(page.mistaken)
        page = HtmlPage(kept)
        parser = etree.HTMLParser(target=page, huge_tree=True)
        for start in range(0, len(source), _FED):
            parser.feed(source[start : start + _FED])
        parser.close()
        if not page.mistaken:
            break
        page.mistaken |= kept
    return page


def write_page(writer: Writer, page: HtmlPage) -> None:
    """Write what a page shows, without noise."""
    for piece in without_noise(page.pieces):
        if isinstance(piece, Rows):
            writer.add_table(piece)
        elif piece.kind == "pre":
            write_lines(writer, piece.text.split("\n"))
        else:
            writer.add(piece.kind, piece.text, level=piece.level)


def _decoded(raw: bytes) -> str:
    """By byte order mark, then by the page's own word, then by what the bytes look like."""
    charset = _CHARSET.search(raw[:4096])
    if charset and b"\0" not in raw[:4096] and not raw.startswith(b"\xef\xbb\xbf"):
        return said if (said := named(raw, charset.group(1).decode())) is not None else decode(raw)
    return decode(raw)
