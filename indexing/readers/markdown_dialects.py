"""What sites and notebooks add to Markdown, told in its common core.

Admonitions and tabs (`!!! note`, `=== "Linux"`, `:::`, `> [!NOTE]`), definition lists and footnotes
of several paragraphs, tags of templates (`{% … %}`, `{: … }`), links of wikis (`[[Page|text]]`).
Line by line, outside code; a line that is none of these stays as it is.
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"[ >]{0,12}(?:(?:[-*+]|\d{1,9}[.)])[ ]{1,4})?(`{3,}|~{3,})")
_ADMONITION = re.compile(
    r"( {0,12})(?:(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+){0,3}(?:[ \t]+\"([^\"]*)\")?"
    r"|===[+!]?[ \t]+\"([^\"]+)\")[ \t]*$"
)
_COLONS = re.compile(
    r" {0,3}:{3,12}[ \t]*(?:\{[^{}]*\}|[\w-]*)[ \t]*([^\n{}:]*)(?:\{[^{}]*\})?[ \t]*$"
)
_ALERT = re.compile(r" {0,3}>[> ]{0,12}\[!\w+\][-+]?[ \t]*")
_TEMPLATE = re.compile(r"\s*(?:\{%[^%\n]*%\}\s*)+$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:[^{}\n]*\}[ \t]*$")
_NOTE = re.compile(r" {0,3}\[\^[^\[\]\s]{1,100}\]:[ \t]")
_DEFINED = re.compile(r" {0,3}:[ \t]+(\S.*)$")
_NO_TERM = re.compile(r"\s*(?:[-*+>|#`~:]|\d+[.)]\s|\[\^)|\s{4}|\s*$")
_WIKI = re.compile(r"!?\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]|\n]{1,200}))?\]\](?!\()")
_INDENT = "    "


def plain_markdown(source: str) -> str:
    """The source with what it adds told in the common core."""
    page = _Lines(source.split("\n"))
    page.take_all()
    return "\n".join(page.told)


class _Lines:
    """Takes lines one after the other."""

    def __init__(self, lines: list[str]) -> None:
        self.told: list[str] = []
        self._lines = lines
        self._fence = ""  # of the code that is open
        self._inside = ""  # the indent of what belongs to an admonition or a note
        self._term = ""  # of the definitions that are being told

    def take_all(self) -> None:
        """All of them."""
        for position, line in enumerate(self._lines):
            if self._inside and line.strip() and not line.startswith(self._inside):
                self._inside = ""
            line = line.removeprefix(self._inside)
            fence = _FENCE.match(line)
            if fence or self._fence:
                self._code(line, fence.group(1) if fence else "")
            else:
                self._line(line, position)

    def _code(self, line: str, fence: str) -> None:
        if not self._fence:
            self._fence = fence
        elif fence.startswith(self._fence) and line.strip(" >") == fence:
            self._fence = ""
        self.told.append(line)

    def _line(self, line: str, position: int) -> None:
        opened = _ADMONITION.match(line)
        if opened and self._holds(position, self._inside + opened.group(1) + _INDENT):
            self._inside += opened.group(1) + _INDENT
            self.told += ["", opened.group(2) or opened.group(3) or "", ""]
        elif colons := _COLONS.match(line):
            self.told += ["", colons.group(1), ""]
        elif _TEMPLATE.match(line):
            self.told.append("")
        elif (defined := _DEFINED.match(line)) and self._names_term():
            self.told.append(f"- {self._term}: {defined.group(1)}")
        else:
            self._plain(line)

    def _plain(self, line: str) -> None:
        if _NOTE.match(line):
            self._inside += _INDENT
        if line.strip() and not line.startswith(" "):
            self._term = ""
        line = _ALERT.sub(lambda mark: mark.group()[: mark.group().index("[")], line, count=1)
        line = _WIKI.sub(lambda link: link.group(2) or link.group(1), line)
        self.told.append(_ATTRIBUTES.sub("", line) if "{:" in line else line)

    def _holds(self, position: int, indent: str) -> bool:
        """Does what follows a line stand further in?"""
        after = self._lines[position + 1 : position + 4]
        said = next((line for line in after if line.strip()), "")
        return said.startswith(indent)

    def _names_term(self) -> bool:
        """Does the line before name what is defined? It is taken back where it does."""
        if self._term:
            return True
        at = len(self.told) - 1
        at -= at > 0 and not self.told[at].strip()
        if at < 0 or _NO_TERM.match(self.told[at]) or (at and self.told[at - 1].strip()):
            return False
        self._term = self.told[at].strip()
        del self.told[at:]
        return True
