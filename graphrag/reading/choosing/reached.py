"""Numbers to call and addresses to write to, where a question asks for one."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_REACHED = tuple(  # how what is asked for is written
    (re.compile(asks, re.IGNORECASE), re.compile(written, re.IGNORECASE))
    for asks, written in (
        (r"\b(?:phone|telephone|mobile|fax|hotline) (?:number|no)\b"
         r"|\bnumber [^?]*\b(?:call|dial|ring)\b",
         r"\+?[\d ()/.–-]*(?:\d[ ()/.–-]*){3,}(?:,? ?\(?(?:x|ext)[a-z]*\.? ?\d+\)?)?"),
        (r"\b(?:what|which) (?:is )?[^?]{0,30}\bextension\b", r".*\d.*"),
        (r"\be-?mail address\b|^\W*e-?mail (?:for|of|to|about)\b|\bwhat(?: is|['’]s) the e-?mail\b",
         ADDRESS.pattern),
    )
)  # fmt: skip


def is_way_to_reach(text: str, question: str) -> bool:
    """Written as what is asked for is; in doubt it is."""
    return all(form.fullmatch(text) for asks, form in _REACHED if asks.search(question))
