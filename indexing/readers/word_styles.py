"""What the styles of a word processor make of a paragraph, in either form of its files."""

from __future__ import annotations

import re

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik)\s*(\d)", re.IGNORECASE
)
_CONTENTS = re.compile(r"toc ?(?:\d|heading)|table of figures", re.IGNORECASE)
_CODE = re.compile(r"(?:source ?)?code|preformatted|html ?preformatted|macro text", re.IGNORECASE)
_TITLES = ("title", "titel", "titre")
CONTENTS = "contents"  # a kind beside those of blocks: a line of the table of contents
IN_BOLD = 7  # level of what only its bold type makes a heading: below all that have a style
MOST_IN_BOLD = 80  # characters of it


def heading_level(style: str) -> int:
    """The level of the headings of a style; 0 of others."""
    heading = _HEADING.match(style)
    return int(heading.group(1)) if heading else 0


def kind_of(style: str) -> str:
    """The kind of block that a style makes, `CONTENTS`, or "" where it says nothing of it."""
    low = style.casefold()
    if _CONTENTS.match(style):
        return CONTENTS
    if heading_level(style):
        return "heading"
    if low in _TITLES:
        return "title"
    if low == "caption":
        return "caption"
    if _CODE.match(style):
        return "code"
    if "quote" in low:
        return "quote"
    return "item" if low.startswith("list") else ""


def may_head(said: str) -> bool:
    """Whether a paragraph in bold may be a heading typed without a style: short, and no end of a
    sentence.
    """
    short = 1 < len(said) <= MOST_IN_BOLD
    return short and not said.endswith((".", ":", ";", ",")) and "\n" not in said
