"""The sentences of other texts that lead to a text, as the reader finds them (its `linked`).

"Harrow Mill was built by Edda Lund." leads to the text "Edda Lund: She was born in Bergen.": it has
a name of that text which the question does not have. In half of the examples of several texts what
leads to one is read before it, so that the head learns to tell the mill's builder from others.
(The product does so where it helps: `graphrag.reading.material.linked.texts_to_read`.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.embedding.span_head.head_rows import HeadText

NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:(?:of|the|de|von|and) )*[A-Z][\w.'’-]*)*")
MOST = 2  # leads of a text, the best last
LED = 240  # characters of a lead
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?=\s|$)|$|[.!?])+")
_WORD = re.compile(r"[^\W_]+")
_LONG = 4  # characters of a word that counts


def with_leads(question: str, texts: Sequence[HeadText]) -> list[HeadText]:
    """Each text with what leads to it before it."""
    asked = _words(question)
    cut = [[match.group().strip() for match in _SENTENCE.finditer(one.text)] for one in texts]
    names = [_names(f"{one.before} {one.text}", question) for one in texts]
    every = []
    for own, one in enumerate(texts):
        found = []
        for other, sentences in enumerate(cut):
            if other != own:
                lead = texts[other].before
                fits = [
                    (len(asked & _words(lead + sentence)), lead + sentence)
                    for sentence in sentences
                    if any(name in sentence for name in names[own])
                ]
                if fits:
                    found.append(max(fits, key=lambda pair: pair[0]))
        found.sort(key=lambda pair: pair[0])
        leads = "".join(f"{text[:LED]} " for _, text in found[-MOST:])
        every.append(HeadText(one.text, leads + one.before))
    return every


def _names(text: str, question: str) -> set[str]:
    found = {
        match.group().rstrip(".'’")
        for match in NAME.finditer(text)
        if " " in match.group() or not _opens(text, match.start())
    }
    return {name for name in found if len(name) >= _LONG and name not in question}


def _opens(text: str, place: int) -> bool:
    """A sentence begins here, so that a capital says nothing."""
    before = text[max(0, place - 3) : place].strip()
    return not before or before[-1] in ".:!?"


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if len(word) >= _LONG}
