"""Whether a question asks for what holds as long as nobody changes it."""

from __future__ import annotations

import re

from graphrag.language.patterns import pattern

_CHANGE = r"(?:change|set|configure|adjust|specif|say|touch)\w*"
_NOT = r"(?:do(?:es)? not|don['’]t|doesn['’]t|never|nobody|no one)"
_BY_DEFAULT = pattern(
    rf"\bdefaults?\b|\bout of the box\b|\b(?:if|when|until)\b[^?,]*\b{_NOT} {_CHANGE}"
    rf"|\bunless (?:[\w'’]+ ){{1,2}}{_CHANGE}",
    re.IGNORECASE,
)


def asks_default(question: str) -> bool:
    """ "How long do keys live unless you change it?" does.

    >>> asks_default("Where is the log if I don't set anything?")
    True
    """
    return _BY_DEFAULT.search(question) is not None
