"""The whole of a name of which the rules that find names took a piece: what "and" parted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphrag.language.kinds import kind_of_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES = frozenset(
    """board bureau center centre commission committee council department directorate fund guide
    hall handbook list manual ministry museum office plan policy program service system""".split()
)


def is_one_name(several: Sequence[Token], names: Sequence[Token]) -> bool:
    """Whether names with "and" between them are one: its verb says so ("Clients and Markets is"),
    or the letters that stand for it do ("National Archives and Records Administration (NARA)").
    """
    ordered = sorted(several, key=lambda token: token.i)
    capital = all(t.text[0].isupper() and t.tag_.startswith("NN") for t in ordered)
    if len(ordered) != 2 or not names or not capital:
        return False
    if ordered[0].doc[ordered[1].left_edge.i - 1].lower_ not in ("and", "&"):
        return False
    verb = ordered[0].head
    if ordered[0].dep_ in ("nsubj", "nsubjpass") and ordered[1].i < verb.i:
        first = next((t for t in verb.children if t.dep_ in ("aux", "auxpass")), verb)
        if first.lower_ in ("is", "was", "has"):
            return True
    after = ordered[1].doc[ordered[1].i + 1 : ordered[1].i + 4].text
    whole = ordered[0].doc[ordered[0].left_edge.i : ordered[1].i + 1]
    letters = "".join(t.text[0] for t in whole if t.text[0].isupper())
    return len(letters) > 2 and after.startswith(f"({letters})")


def whole_start(head: Token, first: int) -> int:
    """Where a name begins whose first words the mention lacks: "Economy" of "Economy Act", "Ropes
    and" of "Ropes and Fibres Board".
    """
    while first:
        before = head.doc[first - 1]
        if before.lower_ in ("and", "&") and head.left_edge.i < before.i:
            body = kind_of_noun(head.lower_) or head.lower_ in _BODIES
            return _without_article(head) if body else first
        if before.tag_ != "NNP" or before.dep_ != "compound" or before.head.i < first:
            break
        first -= 1
    return first


def whole_end(head: Token, first: int, last: int) -> int:
    """Where a name ends whose last words the mention lacks: "Office of Ropes" of "Office of Ropes
    and Fibres".
    """
    end = head.doc[last]
    body = kind_of_noun(head.lower_) == "organisation" or head.lower_ in _BODIES
    if not body or first > head.i or end.i == head.i or end.head.dep_ != "prep":
        return last
    joined = next((t for t in end.rights if t.dep_ == "conj" and t.tag_.startswith("NNP")), None)
    if joined is None or joined.left_edge.i != last + 2:
        return last
    return joined.i if head.doc[last + 1].lower_ in ("and", "&") else last


def _without_article(head: Token) -> int:
    edge = head.left_edge
    return edge.i + 1 if edge.dep_ == "det" else edge.i
