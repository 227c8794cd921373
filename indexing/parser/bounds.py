"""Where a noun phrase begins and ends, and whether the words taken for one are a piece of more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

FOR_EXAMPLE = frozenset("e.g. i.e. eg ie e.g i.e".split())
QUOTES = ('"', "”", "“", "»")
_BEFORE = frozenset(
    "det amod compound nmod nummod poss quantmod predet advmod neg npadvmod case punct".split()
)
_AFTER = frozenset("prep acl relcl amod nummod npadvmod nmod compound case advmod".split())
_AFTER_WORD = frozenset(".,;:!?([)]}\"'”’»…—–%")


def first_of(head: Token) -> int:
    """The first word that belongs to the noun; what stands in brackets before it is passed over."""
    first = head.i
    for child in reversed(list(head.lefts)):
        reach = _before_brackets(head, first)
        if child.dep_ not in _BEFORE or child.right_edge.i not in (first - 1, reach):
            break
        if child.dep_ == "punct" and child.text not in ("-", "–", ",", '"', "“", "”"):
            break
        first = child.left_edge.i
    while first < head.i and head.doc[first].is_punct:
        first += 1
    return first


def _before_brackets(head: Token, first: int) -> int:
    """The last word before a bracket that closes just before the word at `first`."""
    place = first - 1
    if place < 1 or head.doc[place].text != ")":
        return place
    while place and head.doc[place].text != "(":
        place -= 1
    return place - 1


def is_cut(first: int, last: int, head: Token) -> bool:
    """Whether the words are a piece of a word ("e" of "e-mail"), of a quotation or of a phrase
    whose first words are elsewhere in the parse.
    """
    doc = head.doc
    text = doc[first : last + 1].text
    after = doc[last + 1].text[0] if last + 1 < len(doc) and not doc[last].whitespace_ else "."
    before = doc[first - 1] if first else None
    if after not in _AFTER_WORD or text[-1] in "-/" or (before is not None and _glued(before)):
        return True
    if quoted_open(text):
        return True
    return any(t.dep_ in ("compound", "amod", "nummod", "det") and t.i < first for t in head.lefts)


def called_of(head: Token) -> Token | None:
    """The name beside a noun that says what it is: "his son Otto", 'the film "Cold Moon"'."""
    for token in head.rights:
        if token.dep_ == "appos" and token.left_edge.i <= head.i + 2:
            between = head.doc[head.i + 1 : token.left_edge.i].text
            return token if between in ("", *QUOTES) else None
    return None


def quoted_open(text: str) -> bool:
    """Whether a quotation begins or ends in it that does not end or begin there."""
    curly = ("„", "“") if "„" in text else ("“", "”")  # “ closes what „ opens
    pairs = (curly, ("«", "»"))
    return bool(text.count('"') % 2) or any(text.count(a) != text.count(b) for a, b in pairs)


def _glued(token: Token) -> bool:
    return not token.whitespace_ and (token.text[-1].isalnum() or token.text[-1] in "-_/")


def last_of(head: Token) -> int:
    """The last word that belongs to the noun."""
    last = head.i
    for child in head.rights:
        if child.dep_ == "punct" and child.text in ("-", "–") and not child.whitespace_:
            continue
        if child.dep_ not in _AFTER or child.left_edge.i != last + 1:
            break
        last = child.right_edge.i
    return last
