"""Denial: the words by which a text denies, and what a question denies of those that it asks for.

denied_in   "window" of "Which rooms have no window?", "paid" of "Which are unpaid?"
asks_not    "Who did not come?", and no "without" or "no" further on
DENIES      "nobody came", "the pier was closed": what is asked is not so
LEAVES_OUT  "absent", "only on Monday": something is not so, or not of all
"""

from __future__ import annotations

import re

from graphrag.language.patterns import pattern

_NO = "no|not|never|none|nobody|nothing|neither|nor|cannot|without|unable"
DENIES = pattern(
    rf"\b(?:{_NO}|unavailable|fails? to|prohibited|forbidden|banned|instead of|rather than|closed"
    r"|barred|excluded|rejected|refused?|denied|dismissed|dropped|withdrawn|abolished|lapses?|ended"
    r"|ceased)\b|n['’]t\b|\bnon-?(?=\w)",
    re.IGNORECASE,
)
LEAVES_OUT = pattern(
    rf"\b(?:{_NO}|except|excused|absent|(?:lack|miss|fail|refus|declin|reject)\w*|against|un\w+"
    r"|only)\b|n['’]t\b",
    re.IGNORECASE,
)
_WITHOUT = r"(?:no longer(?: an?)?|not any|no|(?:without|lack(?:s|ed|ing)?)(?: an?| any)?)"
_HELPING = "do|does|did|is|are|was|were|has|have|had|can|could|may|must|need|will|would|should"
_HELPED = rf"(?:{_HELPING})(?: not| never|n['’]t)(?: yet| ever)?"
_NOT = rf"(?:{_HELPED}|cannot|can['’]t|won['’]t|never|not)"
_DENIED = pattern(
    rf"^(?P<before>\W*(?:who|which|what|whose|how many|list|name|on which|in which)\b[^?]*?)"
    rf"\b(?:{_NOT}|{_WITHOUT}) (?P<what>[^?]+)",
    re.IGNORECASE,
)
_UN = pattern(
    r"\b(?:is|are|was|were)(?: still)? un(?P<what>\w+(?:ed|id|en|n|t))(?=\W*$)", re.IGNORECASE
)
_VERB = pattern(
    rf"\W*(?:who|whose|which|what)\b(?: (?!(?:{_HELPING})\b)[\w-]+){{0,4}} {_NOT}\b", re.IGNORECASE
)
_CUT = pattern(r",? \b(?:and|but|or|which|who|that)\b.*", re.IGNORECASE)
_NONE_OF_IT = pattern(r"^(?:only|just|later|longer|earlier|more|less|fewer|sure|clear)\b", re.I)


def denied_in(question: str) -> str:
    """The words of what is denied; "" where nothing is."""
    match = _DENIED.match(question) or _UN.search(question)
    if match is None or _NONE_OF_IT.match(match["what"]):
        return ""
    return _CUT.sub("", match["what"]).strip(" .?")


def asks_not(question: str) -> bool:
    """Its own verb is denied."""
    return _VERB.match(question) is not None
