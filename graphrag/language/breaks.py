"""Where a clause can begin and end in a sentence, by punctuation and small English words."""

from __future__ import annotations

import re
from typing import NamedTuple

REASON = r"because|since|so that|so as to|due to|owing to|in order to|as a result of|for fear"
_JOINING = r"and|but|or|so|if|when|until|unless|whereas|while|though|although|except|provided"
_STATES = r"is|are|was|were|means?|called"
_BREAKS = re.compile(
    r"(?P<stop>[;.!?]['\"”’)]*\s+)"
    r"|(?P<mark>:\s+|\s[–—-]\s+|—|\s(?=\()|\((?=\w)|=\s|[,)]\s+)"
    rf"|\s(?P<word>(?=(?:{REASON}|{_JOINING})\b))"
    rf"|(?P<states>\b(?:{_STATES})\s)",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"^(?:and|but|or|so(?! that)|that)\b,?\s*(?=\w)|[\s,]+(?:and|but|or)$", re.IGNORECASE
)
_GIVES_REASON = re.compile(rf"(?:{REASON})\b", re.IGNORECASE)
_CONDITION = re.compile(r"(?:if|when|unless|although|though|while|whereas)\b", re.IGNORECASE)


class Breaks(NamedTuple):
    """Offsets at which a clause may begin, and those at which one may end, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]


def breaks(sentence: str) -> Breaks:
    """Behind and before punctuation, before words that join, behind "is" and its like.

    "Ring the bell, because the door sticks" begins at "Ring" and "because", and ends at the comma
    and at its end.
    """
    starts, ends = {0}, {len(sentence)}
    for match in _BREAKS.finditer(sentence):
        starts.add(match.end())
        if match.lastgroup != "states":
            ends.add(match.end() if match.lastgroup == "stop" else match.start())
    return Breaks(tuple(sorted(starts)), tuple(sorted(ends)))


def unjoined(clause: str) -> str:
    """A clause without the "and" or "that" that joins it to its neighbours."""
    return _LOOSE.sub("", clause)


def is_whole(clause: str) -> bool:
    """It closes what it opens, brackets and quotations, and does not run over a question's end."""
    pairs = (("(", ")"), ("[", "]"), ("“", "”"))
    runs_over = "? " in clause.rstrip()
    closed = all(clause.count(a) == clause.count(b) for a, b in pairs)
    return closed and clause.count('"') % 2 == 0 and not runs_over


def is_condition(clause: str) -> bool:
    """It says when something holds, and not what: "if the pump whistles"."""
    return _CONDITION.match(clause) is not None


def gives_reason(clause: str) -> bool:
    """It says why: "because the door sticks"."""
    return _GIVES_REASON.match(clause) is not None
