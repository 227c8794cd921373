"""Words that hold things against each other by one measure: "taller", "oldest", "comes first".

A degree says which way it goes and by which words a column is called that it is read off. Some say
a kind of column instead: of age (an age, else when something began), of a date, of a price, of a
size (what is counted).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphrag.language.patterns import pattern
from graphrag.language.words import root

MOST, LEAST = "most", "least"


@dataclass(frozen=True, slots=True)
class Degree:
    """Which way, the roots of words that call the measure, its kind: age, date, price, size."""

    way: str
    column: frozenset[str] = frozenset()
    kind: str = ""

    @property
    def turned(self) -> Degree:
        """The same measure the other way round."""
        return Degree(LEAST if self.way == MOST else MOST, self.column, self.kind)


# Comparatives and superlatives of more and of less of a measure, what calls it, and its kind.
_LINES = """
more greater most greatest | less fewer least fewest | |
higher highest | lower lowest | high tall |
larger bigger largest biggest | smaller smallest | | size
taller tallest | shorter shortest | tall long |
longer longest | shorter shortest | long tall |
heavier heaviest | lighter lightest | heavy |
wider widest | narrower narrowest | wide |
deeper deepest | shallower shallowest | deep |
faster fastest | slower slowest | fast |
hotter hottest warmer warmest | colder coldest cooler coolest | hot |
dearer dearest | cheaper cheapest | price cost | price
older oldest | younger youngest newer newest | old | age
"""
DEGREES: dict[str, Degree] = {}
for _line in _LINES.strip().splitlines():
    _more, _less, _column, _kind = (part.split() for part in _line.split("|"))
    _roots = frozenset(map(root, _column))
    for _way, _words in ((MOST, _more), (LEAST, _less)):
        for _word in _words:
            DEGREES[_word] = Degree(_way, _roots, "".join(_kind))
COMPARED = tuple(word for word in DEGREES if word.endswith(("er", "more", "less")))
PRICE = Degree(MOST, DEGREES["dearer"].column, "price")
_AGE = Degree(MOST, DEGREES["older"].column, "age")
_FIRST, _LAST = Degree(LEAST, kind="date"), Degree(MOST, kind="date")
_IN_TIME = {
    "earliest": _FIRST, "first": _FIRST, "soonest": _FIRST, "next": _FIRST,
    "latest": _LAST, "last": _LAST, "most recent": _LAST, "most recently": _LAST,
}  # fmt: skip
_SUPERLATIVES = "|".join(word for word in DEGREES if word.endswith(("est", "st")))
_END = pattern(
    r"\b(?P<stay>been|worked|served|lived|taught|stayed|belonged|employed|with (?:us|the \w+)"
    r"|in (?:office|use|service))\b(?P<between>[^?]*?) (?:the )?(?P<tenure>longest|shortest)\b"
    r"|\b(?:the )?(?P<time>earliest|soonest|latest|most recent(?:ly)?)\b"
    r"|\b(?P<end>first|last|next)(?=\W*$)"
    r"|\bthe (?P<to>first|last)(?: (?:one|person))?(?= to\b)"
    rf"|\b(?:the )?(?P<most>{_SUPERLATIVES})\b(?P<dear> (?:expensive|costly))?",
    re.IGNORECASE,
)


def end_in(question: str) -> tuple[Degree, str, str] | None:
    """The end that is asked for, what the question says before it, and what behind it."""
    match = _END.search(question)
    if match is None:
        return None
    before, behind = question[: match.start()], question[match.end() :]
    if match["tenure"]:
        degree = _AGE if match["tenure"].lower() == "longest" else _AGE.turned
        return degree, f"{before} {match['between']}", behind
    said = match["time"] or match["end"] or match["to"]
    if said:
        return _IN_TIME[said.lower()], before, behind
    degree = DEGREES[match["most"].lower()]
    if match["dear"]:
        degree = PRICE if degree.way == MOST else PRICE.turned
    return degree, before, behind
