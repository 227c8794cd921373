"""Markdown as the text that a reader sees (markdown-it-py), paragraphs apart by a blank line.

CommonMark drops what it takes for a definition or a tag, and takes the lines below a tag for HTML.
Notes and conversations are full of lines that only look like it ("[Ben]: No.", "List<String>",
"<your name>"), so these rules are ours, all in favour of keeping text: a definition points
somewhere, a tag is one that HTML has, and a block of HTML begins with an element that is a block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, reference
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.token import Token

from indexing.readers.html import is_tag, visible, without_title
from indexing.readers.lines import LINE, PARAGRAPH, Blocks, unwrap

MOST_NESTED = 20  # quotes and lists in each other; what lies deeper the parser passes over
_HOLDERS = ("blockquote_open", "list_item_open")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:(.*)$", re.MULTILINE)
_DEFINITION = re.compile(
    r"\s*\[(?!\^)[^\[\]]+\]:\s*(?:<[^<>\n]*>|[a-z][a-z0-9+.-]*:\S|\S*[/#]|\S*\w\.[a-z]{2,}\b)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^[ >]{0,12}\[\^([^\[\]\s]{1,100})\]:", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([^\[\]\s]{1,100})\](?::[ \t]*)?")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def markdown_text(source: str) -> tuple[str, str]:
    """Title (front matter or first heading, else empty) and text without the marks.

    What nests too deeply to be parsed is given as it stands.

    Raises:
        DocumentError: tags of HTML in it nest too deeply.
    """
    source, title = source.replace("\r\n", "\n"), ""
    front = _FRONT.match(source)
    if front:
        source = source[front.end() :]
        named = _FRONT_TITLE.search(front.group(1))
        title = named.group(1).strip().strip("'\"") if named else ""
    tokens = _parser().parse(source)
    if any(token.level >= MOST_NESTED - 1 for token in tokens if token.type in _HOLDERS):
        return title, source.strip()
    page = _MarkdownPage(title, frozenset(_NOTE.findall(source)))
    for token in tokens:
        page.take(token)
    page.end_html()
    return page.title, page.blocks.text()


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED}).enable("table")
    parser.block.ruler.at("reference", _definition)
    parser.block.ruler.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    return parser


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's own rule, where the line points somewhere; a footnote is text."""
    lines = state.getLines(start, min(start + 2, end), state.blkIndent, False)
    return bool(_DEFINITION.match(lines)) and reference(state, start, end, silent)


def _html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's own rule, but for its last case: a line that is any one tag."""
    line = state.getLines(start, start + 1, state.blkIndent, False).lstrip()
    known = any(begins.match(line) for begins, _, _ in HTML_SEQUENCES[:-1])
    return known and html_block(state, start, end, silent)


class _MarkdownPage:
    """Collects title and text from the parser's tokens."""

    def __init__(self, title: str, notes: frozenset[str]) -> None:
        self.title = title
        self.blocks = Blocks()
        self._notes = notes  # names of the footnotes that there are
        self._said = ""  # the text of the paragraph, heading or cell that is open
        self._cells: list[str] = []
        self._number = ""  # of the item that begins
        self._html: list[str] = []  # a run of blocks

    def take(self, token: Token) -> None:
        """One token of the parser."""
        if token.type == "html_block" or (token.type == "code_block" and self._html):
            self._html.append(token.content)  # HTML after a blank line, indented, is no code
            return
        self.end_html()
        match token.type:
            case "inline":
                self._said = self._inline(token.children or [])
            case "paragraph_close":
                self._add(self._said, LINE if token.hidden else PARAGRAPH)
            case "heading_open":
                self.blocks.end(PARAGRAPH)
            case "heading_close":
                self._head(" ".join(self._said.split()))
            case "fence" | "code_block":
                self._add(token.content.rstrip("\n"), PARAGRAPH)
            case "th_close" | "td_close":
                self._cells.append(" ".join(self._said.split()))
            case "tr_close":
                row = "; ".join(cell for cell in self._cells if cell)
                self._cells.clear()
                self._add(f"{row}." if row else "", LINE)
            case "list_item_open":
                self._number = f"{token.info}{token.markup} " if token.info else ""
            case "list_item_close":
                self.blocks.end(LINE)
            case "bullet_list_close" | "ordered_list_close" | "table_close":
                self.blocks.end(LINE if token.level else PARAGRAPH)

    def _add(self, text: str, gap: str) -> None:
        if text:
            self.blocks.add(self._number + text)
            self._number = ""
        self.blocks.end(gap)

    def _head(self, text: str) -> None:
        """A heading: the title where it comes first, or where there is none yet."""
        if not self.title and not self.blocks:
            self.title = text
        elif text != self.title:
            self.title = self.title or text
            self._add(text, PARAGRAPH)

    def end_html(self) -> None:
        """The text of a run of HTML; its <h1> is a heading."""
        if not self._html:
            return
        seen = visible("\n".join(self._html))
        self._html.clear()
        text = seen.text
        if seen.heading and not self.title and not self.blocks:
            self.title, text = seen.heading, without_title(text, seen.heading)
        self._add(text, PARAGRAPH)

    def _inline(self, tokens: Sequence[Token]) -> str:
        """The text of a paragraph; hard breaks end its lines, wrapped ones are joined."""
        lines = [""]
        for token in tokens:
            match token.type:
                case "text":
                    self._text(token.content, lines)
                case "code_inline":
                    lines[-1] += token.content
                case "image":
                    lines[-1] += self._inline(token.children or [])
                case "softbreak":
                    lines[-1] += "\n"
                case "hardbreak":
                    lines.append("")
                case "html_inline" if _BREAK.fullmatch(token.content):
                    lines.append("")
                case "html_inline" if not is_tag(token.content):
                    lines[-1] += token.content
        said = (re.sub(r"[ \t]{2,}", " ", unwrap(line)) for line in lines)
        return "\n".join(line for line in said if line)

    def _text(self, content: str, lines: list[str]) -> None:
        """Plain words; the marks of footnotes are left out, and a note begins a line."""
        start = _NOTE_MARK.match(content)
        if start and ":" in start.group() and start.group(1) in self._notes:
            lines.append("")
        lines[-1] += _NOTE_MARK.sub(
            lambda mark: "" if mark.group(1) in self._notes else mark.group(), content
        )
