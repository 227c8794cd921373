"""Markdown as the text that a reader sees, paragraphs apart by a blank line."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_FRONT_TITLE = re.compile(r"^title:(.*)$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}([-*_])([ \t]*\1){2,}[ \t]*$")
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_TARGET = r"(?:\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)|\[[^\[\]\n]{0,200}\])"
_INLINE = (  # every repetition is bounded, so that no text is slow
    (re.compile(r"!\[([^\[\]\n]{0,500})\]" + _TARGET), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,500})\]" + _TARGET), r"\1"),
    (re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]:.*$", re.MULTILINE), ""),
    (re.compile(r"\[\^[^\[\]\n]{1,100}\]"), ""),
    (re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]{0,1000}>"), ""),
    (re.compile(r"(`{1,3})([^`\n]{1,300})\1"), r"\2"),
    (re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]{1,300}?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])"), r"\1"),
)


def markdown_text(source: str) -> tuple[str, str]:
    """Title (front matter or first heading, else empty) and text without the marks."""
    source = _without_comments(source.replace("\r\n", "\n"))
    title = ""
    front = _FRONT.match(source)
    if front:
        source = source[front.end() :]
        named = _FRONT_TITLE.search(front.group(1))
        title = named.group(1).strip().strip("'\"") if named else ""
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
        elif not _RULE.match(line) and not _is_table_rule(line):
            lines.append(_cells(_QUOTE.sub("", line)))
    return title, re.sub(r"\n{3,}", "\n\n", _inline("\n".join(lines))).strip()


def _heading(line: str, before: list[str]) -> str:
    """The heading that ends on this line, taking an underlined one off `before`; else empty."""
    marked = _HEADING.match(line)
    if marked:
        return marked.group(1).rstrip().rstrip("#").rstrip()
    if _UNDERLINE.match(line) and before and before[-1].strip():
        if len(before) == 1 or not before[-2].strip():
            return before.pop().strip()
    return ""


def _is_table_rule(line: str) -> bool:
    return "|" in line and "-" in line and not line.strip("|:- \t")


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        kept.append(text[at:start])
        at = len(text) if end < 0 else end + 3
    return "".join([*kept, text[at:]])


def _cells(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
        return "; ".join(cell.strip() for cell in stripped[1:-1].split("|") if cell.strip()) + "."
    return line


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
