"""Lines and paragraphs: put together from a page's pieces, and freed of hard line ends."""

from __future__ import annotations

import re

LINE, PARAGRAPH = "\n", "\n\n"  # what stands between two stretches of text

_WRAPPED = re.compile(  # a line end inside a paragraph: what follows, and how long the line is
    r"(?<=\S)\n(?=[a-zà-öø-ÿ])"
    r"|(?<=[^\n]{40})(?<![.!?:;])\n(?=[^\W_]|[\"'(“‘])"
    r"|(?<=[^\n]{60})\n(?=[^\W_]|[\"'(“‘])"
)


class Blocks:
    """Stretches of text with a line end or a blank line between them, whichever asks for more."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._gap = ""

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def add(self, text: str) -> None:
        """One more stretch; nothing where it is empty."""
        if text:
            self._pieces.append(self._gap + text if self._pieces else text)
            self._gap = ""

    def end(self, gap: str) -> None:
        """What comes next is at least `gap` away."""
        self._gap = max(self._gap, gap, key=len)

    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)


def tidy(text: str) -> str:
    """Line ends as newlines, no space before them, at most one blank line in a row."""
    text = re.sub(r"\r\n?|\u2028|\u2029", "\n", text).replace("\xad", "")
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def unwrap(text: str) -> str:
    """Tidy text whose lines were broken at a width: its lines joined, and its words.

    For text in which a line end may mean nothing. A format that knows its rows and items has no
    use for it: they would run together.
    """
    text = re.sub(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-Z])", "", tidy(text))
    return _WRAPPED.sub(" ", text)
