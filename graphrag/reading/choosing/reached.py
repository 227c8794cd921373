"""Numbers to call and addresses to write to, where a question asks for one."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ASKS_ADDRESS = re.compile(
    r"\be-?mail address\b|^\W*e-?mail (?:for|of|to|about)\b|\bwhat(?: is|['’]s) the e-?mail\b",
    re.IGNORECASE,
)
_REACHED = tuple(  # how what is asked for is written
    (re.compile(asks, re.IGNORECASE), re.compile(written, re.IGNORECASE))
    for asks, written in (
        (r"\b(?:phone|telephone|mobile|fax|hotline) (?:number|no)\b"
         r"|\bnumber [^?]*\b(?:call|dial|ring)\b",
         r"\+?[\d ()/.–-]*(?:\d[ ()/.–-]*){3,}(?:,? ?\(?(?:x|ext)[a-z]*\.? ?\d+\)?)?"),
        (r"\b(?:what|which) (?:is )?[^?]{0,30}\bextension\b", r".*\d.*"),
    )
)  # fmt: skip


def is_way_to_reach(text: str, question: str) -> bool:
    """Written as what is asked for is; in doubt it is."""
    if asks_address(question) and not ADDRESS.fullmatch(text):
        return False
    return all(form.fullmatch(text) for asks, form in _REACHED if asks.search(question))


def asks_address(question: str) -> bool:
    """An e-mail address is asked for."""
    return _ASKS_ADDRESS.search(question) is not None
