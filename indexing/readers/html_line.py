"""What a page has said since its last block began: the text, and how much of it is links."""

from __future__ import annotations

import re

from indexing.readers.html_noise import is_note_mark
from indexing.readers.lines import one_line

_SPACE = re.compile(r"\s+")


class SaidSoFar:
    """Text between the edges of two blocks; `link` is where an open link leads."""

    def __init__(self) -> None:
        self.link: str | None = None
        self._said: list[str] = []
        self._linked = 0  # characters in links
        self._inside = True  # all of these links lead to the page itself

    def __bool__(self) -> bool:
        return bool(self._said)

    def break_off(self) -> None:
        """A line ends as it is shown."""
        self._said.append("\n")

    def say(self, text: str, *, as_written: bool, raised: bool) -> None:
        """More of it; but for the mark of a footnote, which is raised and a link within the page,
        and for the way back from one.
        """
        if self.link is not None and self.link.startswith("#"):
            if is_note_mark(text, raised=raised):
                return
        self._said.append(text if as_written else _SPACE.sub(" ", text))
        if self.link is not None:
            self._linked += len(text.strip())
            self._inside &= self.link.startswith("#")

    def take(self) -> tuple[str, int, bool]:
        """All of it, how many characters stand in links, and whether these lead to the page."""
        taken = "".join(self._said), self._linked, self._inside
        self._said.clear()
        self._linked, self._inside = 0, True
        return taken


def lines(raw: str) -> str:
    """Lines as they are shown: only <br> ends one."""
    shown = (one_line(line) for line in raw.split("\n"))
    return "\n".join(line for line in shown if line)
