"""The facts of a passage, from the parse of its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graphrag.datatypes import Mention, Span, Triple
from graphrag.language.keys import name_key, without_bracket
from graphrag.language.kinds import kind_of_noun
from graphrag.language.lives import lives_in
from indexing.parser.antecedents import Talk
from indexing.parser.nominals import Assertion
from indexing.parser.phrases import End, Words
from indexing.parser.statements import statements_of
from indexing.parser.subjects import stands_for
from indexing.parser.worth import mentions_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ORIGIN = "parser"


def facts_of_passage(
    title: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    parsed: dict[int, Doc],
) -> tuple[Triple, ...]:
    """The facts in reading order.

    Args:
        parsed: the parse of those sentences that were worth one, by their number; without what
            leads into a sentence ("• ").
    """
    talk = Talk(title)
    inside = mentions_in(sentences, mentions)
    found: list[Triple] = []
    for number, sentence in enumerate(sentences):
        doc = parsed.get(number)
        if doc is None:
            talk.heard("", "")
            continue
        start = sentence.end - len(doc.text)  # behind what is no part of the sentence
        named = _with_title(title, doc.text, start, _from(start, inside[number]))
        words = Words(doc.text, start, named)
        stated = list(statements_of(doc, words, talk.stands_for))
        found += [_triple(title, one, number) for one in stated]
        found += _lives(title, doc, number)
        pronouns = {token.lower_ for token in doc if token.tag_ in ("PRP", "PRP$")}
        talk.heard(*_topic(title, doc, words, talk), pronouns)
    return tuple(dict.fromkeys(found))


def _from(start: int, mentions: list[Mention]) -> list[Mention]:
    """The mentions from there on; of one that begins before, the rest."""
    return [
        m if m.start >= start else Mention(start, m.end, m.text[start - m.start :], m.kind)
        for m in mentions
        if m.end > start
    ]


def _with_title(title: str, text: str, start: int, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and the title's name wherever the sentence says it."""
    name = without_bracket(title)
    place, found = text.find(name) if name else -1, []
    while place >= 0:
        found.append(Mention(start + place, start + place + len(name), name, "title"))
        place = text.find(name, place + len(name))
    apart = [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in found)]
    return [*found, *apart] if len(name) > 1 else mentions


def _triple(title: str, said: Assertion, number: int) -> Triple:
    ends = (_as_titled(title, said.subject), _as_titled(title, said.object))
    return Triple(ends[0], said.predicate, ends[1], number, ORIGIN, said.qualifiers)


def _lives(title: str, doc: Doc, number: int) -> Iterator[Triple]:
    """What the brackets behind the sentence's first name say."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    kind = kind_of_noun(_noun_of(root)) if root is not None else ""
    for name, predicate, value in lives_in(doc.text, kind):
        yield Triple(_titled(title, name), predicate, value, number, ORIGIN)


def _as_titled(title: str, end: End) -> str:
    return _titled(title, end.text) if end.named else end.text


def _titled(title: str, name: str) -> str:
    """The title itself for its name without the bracket: "Devotion" in "Devotion (film)"."""
    return title if name_key(name) == name_key(without_bracket(title)) else name


def _topic(title: str, doc: Doc, words: Words, talk: Talk) -> tuple[str, str]:
    """The name that the sentence is about, and the noun that it is said to be."""
    for token in doc:
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
            owner = next((t for t in token.lefts if t.dep_ == "poss"), None)
            if owner is not None:  # "His mentor was ...": it goes on about him
                return (talk.stands_for(owner) if owner.tag_ == "PRP$" else ""), ""
            ends = [end for end in stands_for(token, words, talk.stands_for) if end.named]
            if len(ends) != 1 or not _is_name(token, ends[0]):
                return "", ""
            return _as_titled(title, ends[0]), _noun_of(token.head)
    return "", ""


def _is_name(token: Token, end: End) -> bool:
    return token.tag_ in ("PRP", "NN") or end.text[:1].isupper()


def _noun_of(verb: Token) -> str:
    if verb.lower_ not in ("is", "was", "are", "were"):
        return ""
    noun = next((t for t in verb.rights if t.dep_ == "attr" and t.tag_ in ("NN", "NNS")), None)
    return noun.lower_ if noun is not None else ""
