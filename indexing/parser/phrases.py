"""Noun phrases as the ends of facts.

A name stands for itself: "the late engineer Radu Kovacs of Arad" is Radu Kovacs. Any other noun
needs all that narrows it ("a member who misses two meetings"), or the fact says something else; a
phrase that cannot be understood without other sentences ("this rule", "their house") is no end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.datatypes import Mention
from graphrag.language.grammar import POSSESSIVES
from graphrag.language.words import of_class
from indexing.parser.bounds import (
    FOR_EXAMPLE,
    QUOTES,
    called_of,
    first_of,
    is_cut,
    last_of,
    quoted_open,
)
from indexing.parser.whole import is_one_name, whole_end, whole_start

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NAMES = ("name", "work", "acronym", "title")
_NUMERAL = re.compile(r"[IVXLC]+")  # of a king
_POINTING = frozenset("this that these those such".split())  # beside a noun
_ELSEWHERE = frozenset(
    """latter aforementioned above below following preceding same other others here there one ones
    etc yesterday today tomorrow thing things""".split()
)
_LEADING = ("IN", "CC", "TO", "DT")
_OPENERS = ("IN", "RB", "CC", "WRB", "DT", "PRP$", "TO")
_QUANTIFIERS = of_class("quantifier") - {"last", "first", "same"}
_RELATIVE = ("WDT", "WP", "WP$", "WRB")
_APART = frozenset({"or", "nor", "but"})  # what they join is not stated of each
_ONE_OF_SOME = frozenset("any each every another some".split())
MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class End:
    """One end of a fact: its words, whether they name something, and its first and last token."""

    text: str
    named: bool
    first: int
    last: int
    head: Token


class Words:
    """The words of one parsed sentence, and which of them are mentions.

    Args:
        text: of the sentence.
        start: of the sentence in its passage.
        mentions: of the sentence, their offsets counted in the passage.
    """

    def __init__(self, text: str, start: int, mentions: Sequence[Mention]) -> None:
        self._start = start
        self._mentions = [m for m in mentions if _whole(text, m.start - start, m.end - start)]

    def mention(self, token: Token, *kinds: str) -> Mention | None:
        """The mention of these kinds that the word is a part of."""
        place = self._start + token.idx
        for mention in self._mentions:
            if mention.start <= place < mention.end and (not kinds or mention.kind in kinds):
                return mention
        return None

    def first_of(self, token: Token, mention: Mention) -> int:
        """The first token of the mention that the word is a part of."""
        first = token.i
        while first and self._start + token.doc[first - 1].idx >= mention.start:
            first -= 1
        return first

    def last_of(self, token: Token, mention: Mention) -> int:
        """The last token of the mention that the word is a part of."""
        last = token.i
        while last + 1 < len(token.doc) and self._start + token.doc[last + 1].idx < mention.end:
            last += 1
        return last


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a mention is no piece of a word: "Worker" of "Non-worker", "Header" of "Header_x"."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return not (after.isalnum() or after in ("_", "/") or before in ("_", "-", "/", "."))


def ends_of(head: Token, words: Words, *, as_one: bool = False) -> list[End]:
    """The ends that a noun gives: one a name of a list of names, else one for the whole list.

    Args:
        as_one: one for the whole list in any case, as after "between".
    """
    several = [head, *head.conjuncts] if head.dep_ != "conj" else [head]
    if len(several) == 1:
        return _listed([end_of(head, words)])
    apart = any(t.lower_ in _APART for one in several for t in one.children if t.dep_ == "cc")
    names = [one for one in several if words.mention(one)]
    if is_one_name(several, names):
        return _listed([_together(several, words)])
    others = [t for one in several if one not in names for t in one.lefts if t.dep_ == "poss"]
    if any(t.tag_ != "PRP$" for t in others):
        return []  # "Ann and Ben's house" is taken for Ann, and a house
    if not (apart or as_one) and several[0] in names:
        return _listed(end_of(one, words) for one in names)
    return _listed([_together(several, words)])


def _common(head: Token, mention: Mention) -> bool:
    """Whether it is a common noun with a capital, because a sentence begins or a contract is so
    written: "Hundreds of women", "this License".
    """
    if mention.kind == "title":
        return False
    if " " not in mention.text and any(t.lower_ in _POINTING for t in head.lefts):
        return True
    return head.i == head.left_edge.i == head.sent.start and head.pos_ != "PROPN"


def _counts(token: Token) -> bool:
    """Whether a word before a name makes another thing of it: "16 Awards", "no Member"."""
    return (
        token.dep_ in ("nummod", "quantmod", "neg")
        or token.lower_ == "only"
        or (token.dep_ in ("det", "amod", "predet") and token.lower_ in _QUANTIFIERS)
    )


def _listed(found: Sequence[End | None] | Iterator[End | None]) -> list[End]:
    return [end for end in found if end is not None]


def _is_kind(head: Token, first: int, mention: Mention) -> bool:
    """Whether letters or a plural stand for a kind of thing, and not for one: "the repository ID",
    "the ID of another tree", "modified Blobs".
    """
    letters = head.text.removesuffix("s").isupper() and not _NUMERAL.fullmatch(head.text)
    whole = mention.text == head.text
    whole_letters = letters and (whole or mention.text.startswith(f"{head.text} of "))
    if mention.kind == "title" or not (whole_letters or (whole and head.tag_ in ("NNS", "NNPS"))):
        return False
    before = [t for t in head.lefts if t.i < first]
    narrowed = any(t.dep_ in ("compound", "amod", "nmod") and t.text.islower() for t in before)
    one = any(t.lower_ in _ONE_OF_SOME for t in before)
    follows = [t for t in head.rights if t.left_edge.i == head.i + 1]
    after = any(t.dep_ in ("acl", "relcl") or t.lower_ == "of" for t in follows)
    return narrowed or one or after


def end_of(head: Token, words: Words) -> End | None:
    """The noun phrase of one head; None where it cannot stand alone."""
    mention = words.mention(head, *NAMES)
    if mention is not None and _is_kind(head, words.first_of(head, mention), mention):
        return _phrase(head, first_of(head), last_of(head), False)
    if mention is not None and not _common(head, mention) and not any(map(_counts, head.lefts)):
        first, last = words.first_of(head, mention), words.last_of(head, mention)
        last = whole_end(head, first, last)
        whole = whole_start(head, first)
        if whole < first:
            text = " ".join(head.doc[whole : last + 1].text.split()).partition("(")[0]
            return End(text, True, whole, last, head)
        while first < head.i and head.doc[first].tag_ in _OPENERS:
            first += 1  # "Unlike FTX"
        if last + 1 < len(head.doc) and head.doc[last + 1].tag_ == "CD" and mention.kind == "name":
            return End(head.doc[first : last + 2].text, True, first, last + 1, head)  # a version
        if first == words.first_of(head, mention) and last == words.last_of(head, mention):
            return End(mention.text.rstrip(",;: "), True, first, last, head)
        return End(head.doc[first : last + 1].text, True, first, last, head)
    called = called_of(head)
    name = words.mention(called, *NAMES) if called is not None else None
    if called is not None and name:
        first = words.first_of(called, name)
        if head.doc[called.left_edge.i : first].text in ("", *QUOTES):
            return end_of(called, words)
    if head.pos_ not in ("NOUN", "PROPN", "NUM") and words.mention(head) is None:
        return None
    first, last = first_of(head), last_of(head)
    value = words.mention(head, "date", "number")
    if value is not None:
        first, last = min(first, words.first_of(head, value)), max(last, words.last_of(head, value))
    return _phrase(head, first, last, value is not None)


def _together(several: Sequence[Token], words: Words) -> End | None:
    ordered = sorted(several, key=lambda token: token.i)
    named = any(words.mention(one) for one in ordered)
    found = _phrase(ordered[0], first_of(ordered[0]), last_of(ordered[-1]), named)
    return found if all(one.pos_ in ("NOUN", "PROPN", "NUM") for one in ordered) else None


def _phrase(head: Token, first: int, last: int, value: bool) -> End | None:
    """The words from first to last as an end, if they can be understood alone."""
    span = head.doc[first : last + 1]
    if len(span) and span[0].tag_ in _RELATIVE:
        return None
    while len(span) and span[-1].is_punct and span[-1].text not in ")]”\"'%":
        span = span[:-1]
    if len(span) and quoted_open(span.text) and head.doc[span.end : span.end + 1].text in QUOTES:
        span = head.doc[span.start : span.end + 1]
    if not len(span) or len(span) > MOST_WORDS or not any(t.text[0].isalnum() for t in span):
        return None
    if span[-1].tag_ in _LEADING:
        return None  # cut before what it leads to
    if any(map(_points_elsewhere, span)) or span.text.count("(") != span.text.count(")"):
        return None
    if (
        called_of(head) is not None
        or is_cut(span[0].i, span[-1].i, head)
        or any(t.lower_ in FOR_EXAMPLE for t in span)
    ):
        return None
    if head.lower_ in _ELSEWHERE or (span[0].lower_ in ("a", "an") and _is_several(span, head)):
        return None
    return End(" ".join(span.text.split()), value, span[0].i, span[-1].i, head)


def _is_several(span: Span, head: Token) -> bool:
    """Whether a plural stands behind "a": two phrases were taken for one."""
    counted = any(t.tag_ == "CD" or t.lower_ in ("few", "dozen") for t in span)
    return head.tag_ == "NNS" and not counted


def _points_elsewhere(token: Token) -> bool:
    """Whether the word stands for something that other sentences, or the reader, must tell."""
    if token.tag_ in _RELATIVE or token.dep_ == "mark":
        return False
    if token.tag_ in ("PRP", "EX"):
        return True
    if token.tag_ == "PRP$":
        return token.lower_ not in POSSESSIVES
    if token.lower_ in _POINTING:
        return token.dep_ in ("det", "amod", "predet", "nsubj", "dobj", "pobj", "attr")
    return token.lower_ in _ELSEWHERE and token.dep_ in ("amod", "pobj", "advmod", "nsubj")
