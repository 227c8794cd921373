"""Markdown as the blocks that a reader sees (markdown-it-py).

CommonMark drops what it takes for a definition or a tag, and takes the lines below a tag for HTML.
Notes and conversations are full of lines that only look like it ("[Ben]: No.", "List<String>",
"<your name>"), so these rules are ours, all in favour of keeping text: a definition points
somewhere, a tag is one that HTML has, and a block of HTML begins with an element that is a block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, reference
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.token import Token

from indexing.clean import decode
from indexing.documents import Document
from indexing.fields import iso_date
from indexing.readers.bold_labels import have_labels, with_colons
from indexing.readers.front_matter import split_front, title_of, told
from indexing.readers.html import write_html
from indexing.readers.html_noise import is_tag
from indexing.readers.lines import unwrap
from indexing.readers.markdown_dialects import plain_markdown
from indexing.readers.tables import make_table
from indexing.readers.writer import Writer

MOST_NESTED = 20  # quotes and lists in each other; what lies deeper the parser passes over
_HOLDERS = ("blockquote_open", "list_item_open")
_DEFINITION = re.compile(
    r"\s*\[(?!\^)[^\[\]]+\]:\s*(?:<[^<>\n]*>|[a-z][a-z0-9+.-]*:\S|\S*[/#]|\S*\w\.[a-z]{2,}\b)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^[ >]{0,12}\[\^([^\[\]\s]{1,100})\]:", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([^\[\]\s]{1,100})\](?::[ \t]*)?")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ANCHOR = re.compile(r"\s*\{[#:.][^{}\n]{1,80}\}\s*$")  # "## Heading {#anchor}"
_CONTENTS = re.compile(r"\W*(?:table of )?contents\W*|\W*on this page\W*|\[?toc\]?", re.IGNORECASE)


def read_markdown(path: Path, raw: bytes) -> list[Document]:
    """Markdown; front matter tells title, author, date and further fields.

    Raises:
        DocumentError: tags of HTML in it nest too deeply.
    """
    front, source = split_front(decode(raw).replace("\r\n", "\n"))
    writer = Writer()
    write_markdown(writer, source)
    fields = dict(front)
    fields.pop("title", "")
    date = iso_date(fields.pop("date", ""))
    author = fields.pop("author", "") or fields.pop("authors", "")
    return [
        writer.document(
            path.stem, title_of(front), author=author, date=date, fields=fields, opening=told(front)
        ),
    ]


def write_markdown(writer: Writer, source: str) -> None:
    """Write the blocks of `source`. What nests too deeply to be parsed is given as it stands.

    Raises:
        DocumentError: tags of HTML in it nest too deeply.
    """
    source = plain_markdown(source)
    tokens = _parser().parse(source)
    if any(token.level >= MOST_NESTED - 1 for token in tokens if token.type in _HOLDERS):
        writer.add("paragraph", source)
        return
    page = _MarkdownPage(
        writer, frozenset(_NOTE.findall(source)), have_labels(t.children or () for t in tokens)
    )
    for token in tokens:
        page.take(token)
    page.end()


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED}).enable(
        ["table", "strikethrough"]
    )
    parser.block.ruler.at("reference", _definition)
    parser.block.ruler.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    return parser


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's own rule, where the line points somewhere; a footnote is text."""
    lines = state.getLines(start, min(start + 2, end), state.blkIndent, False)
    return bool(_DEFINITION.match(lines)) and reference(state, start, end, silent)


def _html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's own rule, but for its last case, a line that is any one tag, and for a comment
    that nothing ends: it would take the rest of the page.
    """
    line = state.getLines(start, start + 1, state.blkIndent, False).lstrip()
    if line.startswith("<!--") and state.src.rfind("-->") < state.bMarks[start]:
        return False
    known = any(begins.match(line) for begins, _, _ in HTML_SEQUENCES[:-1])
    return known and html_block(state, start, end, silent)


class _MarkdownPage:
    """Writes blocks from the parser's tokens."""

    def __init__(self, writer: Writer, notes: frozenset[str], labels: bool) -> None:
        self._writer = writer
        self._labels = labels  # paragraphs of one in bold
        self._notes = notes  # names of the footnotes that there are
        self._inline: Token | None = None  # of the paragraph, heading or cell that is open
        self._rows: list[list[str]] = []
        self._mark = ""  # of the item that begins
        self._depth = 0  # of lists
        self._quotes = 0
        self._begins = False  # an item does
        self._links: list[tuple[str, str]] = []  # items that only link to the page itself
        self._html: list[str] = []  # a run of blocks

    def take(self, token: Token) -> None:
        """One token of the parser."""
        if token.type == "html_block" or (token.type == "code_block" and self._html):
            self._html.append(token.content)  # HTML after a blank line, indented, is no code
            return
        self._end_html()
        match token.type:
            case "inline":
                self._inline = token
            case "paragraph_close":
                self._paragraph()
            case "heading_close":
                text = _ANCHOR.sub("", " ".join(self._said().split()))
                self._add("heading", text, level=int(token.tag[1]))
            case "fence" | "code_block":
                self._add("code", token.content)
            case "tr_open":
                self._rows.append([])
            case "th_close" | "td_close":
                self._rows[-1].append(self._said())
            case "table_close":
                self._end_links()
                self._writer.add_table(make_table(self._rows, header=True))
                self._rows = []
            case _:
                self._hold(token)

    def _hold(self, token: Token) -> None:
        """A list, an item or a quotation begins or ends."""
        match token.type:
            case "list_item_open":
                self._mark = f"{token.info}{token.markup} " if token.info else ""
                self._begins = True
            case "bullet_list_open" | "ordered_list_open":
                self._depth += 1
            case "bullet_list_close" | "ordered_list_close":
                self._depth -= 1
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting

    def end(self) -> None:
        """The page ends."""
        self._end_html()
        self._end_links()

    def _paragraph(self) -> None:
        """A paragraph, an item, or both; the notes that it holds stand apart."""
        token, text = self._inline, self._said()
        kind = "item" if self._begins else "quote" if self._quotes else "paragraph"
        if kind == "item" and token is not None and _leads_inside(token):
            self._links.append((self._mark + text, kind))
        else:
            if kind == "paragraph" and token is not None and _is_picture(token):
                kind = "caption"
            if kind == "paragraph" and _CONTENTS.fullmatch(text):
                text = ""  # where a site puts the table of contents
            for number, part in enumerate(text.split("\x00")):
                said = self._mark + part if number == 0 else part
                self._add(kind if number == 0 else "note", said, level=self._depth)
        self._mark, self._begins = "", False

    def _add(self, kind: str, text: str, *, level: int = 0) -> None:
        self._end_links()
        self._writer.add(kind, text, level=level)

    def _end_links(self) -> None:
        """Three items that lead inside the page are its table of contents."""
        links, self._links = self._links, []
        if len(links) < 3:
            for text, kind in links:
                self._writer.add(kind, text)
        else:
            self._writer.drop_last(_CONTENTS)

    def _end_html(self) -> None:
        """The text of a run of HTML."""
        if self._html:
            source = "\n".join(self._html)
            self._html.clear()
            self._end_links()
            write_html(self._writer, source)

    def _said(self) -> str:
        """The text of what is open; hard breaks end its lines, wrapped ones are joined."""
        token, self._inline = self._inline, None
        return self._text_of(with_colons(token.children or [], self._labels)) if token else ""

    def _text_of(self, tokens: Sequence[Token]) -> str:
        lines = [""]
        for token in tokens:
            match token.type:
                case "text":
                    self._text(token.content, lines)
                case "code_inline":
                    lines[-1] += token.content
                case "image":
                    lines[-1] += self._text_of(token.children or [])
                case "softbreak":
                    lines[-1] += "\n"
                case "hardbreak":
                    lines.append("")
                case "html_inline" if _BREAK.fullmatch(token.content):
                    lines.append("")
                case "html_inline" if not is_tag(token.content):
                    lines[-1] += token.content
        said = (re.sub(r"[ \t]{2,}", " ", _joined(line)) for line in lines)
        return "\n".join(line for line in said if line)

    def _text(self, content: str, lines: list[str]) -> None:
        """Plain words; the marks of footnotes are left out, and a note begins a block."""
        start = _NOTE_MARK.match(content)
        if start and ":" in start.group() and start.group(1) in self._notes:
            lines[-1] = lines[-1].rstrip("\n") + ("\x00" if lines[-1] else "")
        lines[-1] += _NOTE_MARK.sub(
            lambda mark: "" if mark.group(1) in self._notes else mark.group(), content
        )


def _joined(line: str) -> str:
    return "\x00".join(unwrap(part) for part in line.split("\x00"))


def _is_picture(token: Token) -> bool:
    """Is all of it pictures, linked or not? Its words are what is seen there: a logo, a badge."""
    said = [c for c in token.children or [] if not c.nesting and c.content.strip()]
    return bool(said) and all(child.type == "image" for child in said)


def _leads_inside(token: Token) -> bool:
    """Is all of it one link to the page itself?"""
    inner = [child for child in token.children or [] if child.content.strip() or child.nesting]
    opens = inner and inner[0].type == "link_open" and inner[-1].type == "link_close"
    targets = [str(child.attrGet("href")) for child in inner if child.type == "link_open"]
    return bool(opens) and len(targets) == 1 and targets[0].startswith("#")
