"""Markdown and HTML as the text that a reader sees, paragraphs apart by a blank line."""

from __future__ import annotations

import re

from graphrag.errors import DocumentError

_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
_FRONT = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:\s*(['\"]?)(.+?)\1\s*$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}([-*_])(\s*\1){2,}\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_INLINE = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[([^\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"\[([^\]]+)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"^ {0,3}\[[^\]]+\]:\s+\S+.*$", re.MULTILINE), ""),
    (re.compile(r"\[\^[^\]]+\]:?"), ""),
    (re.compile(r"<((?:https?|mailto):[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^>]*>"), ""),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
    (re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)
_DROPPED = ("script", "style", "noscript", "template", "svg", "iframe", "object", "head", "nav")
_BLOCKS = (
    "address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tr ul"
).split()


def markdown_text(source: str) -> tuple[str, str]:
    """Title (front matter or first heading, else empty) and text without the marks."""
    source = source.replace("\r\n", "\n")
    title = ""
    front = _FRONT.match(source)
    if front:
        source = source[front.end() :]
        named = _FRONT_TITLE.search(front.group(1))
        title = named.group(2) if named else ""
    lines: list[str] = []
    fenced = False
    for line in source.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            lines.append(line)
        elif heading := _heading(line, lines):
            text = _inline(heading)
            if not title and not any(kept.strip() for kept in lines):
                title = text
            elif text != title:
                title = title or text
                lines += ["", text, ""]
        elif not _RULE.match(line) and not _TABLE_RULE.match(line):
            lines.append(_cells(_QUOTE.sub("", line)))
    return title, _inline("\n".join(lines)).strip()


def _heading(line: str, before: list[str]) -> str:
    """The heading that ends on this line, taking an underlined one off `before`; else empty."""
    marked = _HEADING.match(line)
    if marked:
        return marked.group(2)
    if _UNDERLINE.match(line) and before and before[-1].strip():
        if len(before) == 1 or not before[-2].strip():
            return before.pop().strip()
    return ""


def _cells(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
        return "; ".join(cell.strip() for cell in stripped[1:-1].split("|") if cell.strip()) + "."
    return line


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text


def html_text(raw: bytes) -> tuple[str, str]:
    """Title (<title>, else the first <h1>, else empty) and visible text.

    Raises:
        DocumentError: it cannot be parsed.
    """
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PreformattedString

    try:
        page = BeautifulSoup(raw, "html.parser")
        named = page.find("title") or page.find("h1")
        title = " ".join(named.get_text(" ").split()) if named else ""
        for tag in page.find_all(_DROPPED):
            tag.decompose()
        for string in page.find_all(string=True):
            if isinstance(string, PreformattedString):
                string.extract()  # comments, declarations
            elif string.find_parent("pre") is None:
                string.replace_with(NavigableString(re.sub(r"\s+", " ", string)))
        for tag in page.find_all(["td", "th"]):
            tag.append("; ")
        for tag in page.find_all(_BLOCKS):
            tag.insert_before("\n\n" if tag.name != "br" else "\n")
            tag.insert_after("\n\n" if tag.name != "br" else "")
        text = page.get_text()
    except (RecursionError, ValueError, AssertionError) as error:
        raise DocumentError(f"it cannot be parsed as HTML ({error})") from error
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip(" ;") for line in text.split("\n")]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if title and body.startswith(f"{title}\n"):
        body = body[len(title) :].strip()
    return title, body
