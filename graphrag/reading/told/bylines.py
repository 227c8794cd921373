"""Who wrote a text is not who it is about: "3 May 2023, by Ann Lee" answers no other "who".

A byline is a line, or a sentence, at the head of a text that says when it came out and by whom, and
nothing else.
"""

from __future__ import annotations

import re

from graphrag.language.dates import days_in
from graphrag.reading.pages.page import Page

_BY = re.compile(r"\b(?i:by|author|authors|reporter|words):? (?=[^\W\d_a-z])")
_ASKS_OF_WRITING = re.compile(
    r"\bwho(?: \w+)? (?:wr[io]te|authored|reported|published|posted|penned|edited|submitted|said"
    r"|argued|prepared|drafted|compiled|created|produced|made|signed)\b"
    r"|\b(?:author|writer|journalist|reporter|columnist|correspondent|contributor|editor|byline)"
    r"|\bby whom\b|\bwritten by\b",
    re.IGNORECASE,
)
_HEAD = 3  # lines or sentences in which a byline stands
_LONGEST = 160  # characters
_SAYING = re.compile(
    r"(?<!\w)(?!(?:by|and|on|at|in|of|the|for|author|posted|written|published|updated|edited|words"
    r"|photos?|reporter|unknown)\b)[a-z]{2,}"
)


def is_of_byline(page: Page, at: int, question: str) -> bool:
    """Character `at` is of the writer's name in a byline, and the question asks of no writing."""
    number = page.sentence_at(at)
    if number >= _HEAD or _ASKS_OF_WRITING.search(question):
        return False
    start, past = page.sentences[number]
    text = page.passage.text
    start = max(start, text.rfind("\n", start, at) + 1)
    end = text.find("\n", at, past)
    said = page.text[start : end if end >= 0 else past]
    if len(said) > _LONGEST or not _BY.search(said, 0, at - start + 1):
        return False
    return bool(days_in(said)) and _SAYING.search(said) is None
