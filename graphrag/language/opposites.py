"""Words that say the opposite of each other plainly: "free" and "costs", "absent" and "present"."""

from __future__ import annotations

from graphrag.language.patterns import pattern
from graphrag.language.words import root

_PAIRS = (
    ("free", "cost charge fee paid pay price euro dollar"),
    ("late", "punctual early"),
    ("present attend", "absent excused missing"),
    ("pass", "fail"),
    ("rise increase grow gain more", "fall fell decrease drop shrink decline fewer less"),
    ("higher", "lower"),
    ("better", "worse"),
    ("early before", "later after"),
    ("open", "close shut"),
    ("full occupied", "empty vacant"),
    ("alive", "dead die"),
    ("win", "lose"),
    ("public", "private"),
    ("indoors inside", "outdoors outside"),
    ("compulsory mandatory obligatory required", "optional voluntary"),
    ("same", "different"),
    ("permanent", "temporary"),
    ("alone", "accompanied two three both together"),
    ("stay", "leave"),
)
VERB_OF = {"up": "rise", "down": "fall"}  # what is done by what goes so
_OF: dict[str, frozenset[str]] = {}
for _one, _other in _PAIRS:
    _sides = [frozenset(map(root, side.split())) for side in (_one, _other)]
    for _side, _against in (_sides, _sides[::-1]):
        for _word in _side:
            _OF[_word] = _OF.get(_word, frozenset()) | _against
_WORD = pattern(r"[^\W\d_]+")


def are_opposed(question: str, text: str) -> bool:
    """The text has the opposite of a word of the question, and not the word itself."""
    asked, told = (frozenset(map(root, _WORD.findall(one.lower()))) for one in (question, text))
    return any(_OF[word] & told - asked for word in asked - told if word in _OF)
