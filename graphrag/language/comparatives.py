"""Words that hold two things against each other: which came first, which has more."""

from __future__ import annotations

import re

from graphrag.language.patterns import pattern

_TIME = (
    "first|earlier|earliest|older|oldest|newer|newest|later|latest|last|younger|youngest"
    "|more recent(?:ly)?|sooner"
)
_SMALL = "cheap|clos|cold|cool|fast|few|fin|light|low|narrow|near|quick|short|small|thinn|weak"
_LARGE = (
    "bigg|coars|costli|dear|deep|dens|farth|furth|great|heavi|high|hott|larg|long|loud|new|prici|slow|steep|strong|tall"
    "|thick|warm|wid"
)
_SIZE = f"more|most|less|least|better|best|(?:{_LARGE}|{_SMALL})e(?:r|st)"

OF_TIME = pattern(rf"\b(?:{_TIME}|before|after|prior to)\b", re.IGNORECASE)
OF_SIZE = pattern(rf"\b(?:{_SIZE})\b", re.IGNORECASE)
ORDERED = pattern(rf"\b(?:{_TIME}|{_SIZE})\b", re.IGNORECASE)
PRICED = pattern(
    r"\b(?:(?:cheap|costli|dear|prici)e(?:r|st)|(?:more|most|less|least) (?:expensive|costly))\b",
    re.IGNORECASE,
)
SPEED = pattern(r"\b(?:fast|quick|slow)e(?:r|st)\b", re.IGNORECASE)
LESS = pattern(
    r"\b(?:first|earlier|earliest|before|prior to|older|oldest|sooner|less|least"
    rf"|(?:{_SMALL})e(?:r|st))\b",
    re.IGNORECASE,
)
# "longer in office": since an earlier day. Without days "older" is who counts more years.
TENURE = pattern(
    r"\b(?:in (?:office|post|charge|service)|been|with (?:us|the|[A-Z])|at the|at [A-Z]|member"
    r"|work(?:ed|ing)?|employed|serv(?:ed|ing)|there)\b[^?]*\blonger\b"
    r"|\blonger (?:in (?:office|post|charge|service)|with|at|a member|there)\b"
)
AGED = pattern(r"\b(?:older|oldest|younger|youngest)\b", re.IGNORECASE)
YOUNG = pattern(r"\byounge(?:r|st)\b", re.IGNORECASE)
THAN = re.compile(rf"(?P<by>\b(?:{_TIME}|{_SIZE})) than ", re.IGNORECASE)
