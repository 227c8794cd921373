"""References of AsciiDoc to other places of a text, told as they are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CROSS = re.compile(r"<<([\w:.#/-]{1,200})(?:,\s*([^<>]*))?>>")
_ANCHOR = re.compile(r"\[(?:\[([\w:.-]+)(?:,[^\]]*)?\]|#([\w:.-]+)[^\]]*)\]")
_HEAD = re.compile(r"(?:={1,6}|#{1,6})[ \t]+(.*\S)|\.([^\s.].*)")


def with_references(lines: Sequence[str]) -> list[str]:
    """The lines with what a reference without words is shown as: the heading that it leads to, else
    the name of its anchor.
    """
    named = _named(lines)

    def said(found: re.Match[str]) -> str:
        name = found.group(1).rpartition("#")[2].strip()
        return found.group(2) or named.get(name) or name

    return [_CROSS.sub(said, line) for line in lines]


def _named(lines: Sequence[str]) -> dict[str, str]:
    """The headings and captions that anchors stand above, by the anchors' names."""
    found: dict[str, str] = {}
    anchors: list[str] = []
    for line in lines:
        if anchor := _ANCHOR.fullmatch(line.strip()):
            anchors.append(anchor.group(1) or anchor.group(2))
        elif line.strip() and not re.fullmatch(r"\[.*\]", line):
            head = _HEAD.fullmatch(line)
            said = (head.group(1) or head.group(2)) if head else ""
            found |= dict.fromkeys(anchors, said) if said else {}
            anchors = []
    return found
