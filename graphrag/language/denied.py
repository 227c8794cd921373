"""What a question denies of those that it asks for: "Which rooms have no window?"."""

from __future__ import annotations

import re

_WITHOUT = r"(?:no longer(?: an?)?|not any|no|(?:without|lack(?:s|ed|ing)?)(?: an?| any)?)"
_NOT = (
    r"(?:(?:do|does|did|is|are|was|were|has|have|had|can|could|may|must|need|will|would|should)"
    r"(?: not|n['’]t)(?: yet| ever)?|cannot|can['’]t|won['’]t|never|not)"
)
_DENIED = re.compile(
    rf"^(?P<before>\W*(?:who|which|what|whose|how many|list|name|on which|in which)\b[^?]*?)"
    rf"\b(?:{_NOT}|{_WITHOUT}) (?P<what>[^?]+)",
    re.IGNORECASE,
)
_UN = re.compile(
    r"\b(?:is|are|was|were)(?: still)? un(?P<what>\w+(?:ed|id|en|n|t))(?=\W*$)", re.IGNORECASE
)
_CUT = re.compile(r",? \b(?:and|but|or|which|who|that)\b.*", re.IGNORECASE)
_NONE_OF_IT = re.compile(r"^(?:only|just|later|longer|earlier|more|less|fewer|sure|clear)\b", re.I)


def denied_in(question: str) -> str:
    """The words of what is denied: "window" of "Which rooms have no window?", "paid" of "Which are
    unpaid?"; "" where nothing.
    """
    match = _DENIED.match(question) or _UN.search(question)
    if match is None or _NONE_OF_IT.match(match["what"]):
        return ""
    return _CUT.sub("", match["what"]).strip(" .?")
