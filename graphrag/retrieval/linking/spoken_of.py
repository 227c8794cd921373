"""What a conversation has spoken of, and what kind of thing each is: whom "she" may stand for.

A kind is known by what the thing's own page says it is ("a Hungarian film director"), by its name
("Halden Institute", "Jacek Karpiński"), or by the question that it answers: who asks for a person,
where for a place. He or she is known by the pronouns of its page.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.language.countries import country_itself
from graphrag.language.dates import find_dates
from graphrag.language.keys import name_key
from graphrag.language.kinds import GIVEN_NAMES, kind_of_name_end, kind_of_noun
from graphrag.language.patterns import pattern
from graphrag.language.scripts import WORD
from graphrag.retrieval.linking.mentions import link_mentions

if TYPE_CHECKING:
    from graphrag.index import Index

_ASKED = {"who": "person", "whom": "person", "where": "place"}
_BEGINS = {"He": "he", "His": "he", "She": "she", "Her": "she", "It": "it", "Its": "it"}
_WHICH = pattern(r"\b(?:which|what) ((?:[\w-]+ ){1,3})")
_WORDS = pattern(WORD)
# "the director of", "the person who designed": before a name, the two are spoken of as one.
_DESCRIPTION = pattern(r"\bthe (?:[\w-]+ ){0,3}?([\w-]+) (?:of|in|for|who \w+|that \w+)(?: the)?"
                          r"(?: (?!of\b|in\b)[\w-]+)? $", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """A thing by the words that stand for it; an empty kind or pronoun is not known."""

    words: str
    kind: str  # of `language.kinds`
    pronoun: str = ""  # he | she
    noun: str = ""  # what it is, in one word: film


def said_last(index: Index, question: str, answer: str) -> list[SpokenOf]:
    """What an answer names: itself, where it is a name."""
    text = " ".join(answer.split()).removeprefix("the ")
    if not text or len(text) > 80 or not text[:1].isupper() or text in ("Yes", "No"):
        return []
    dates = find_dates(text)
    if dates and dates[0].end - dates[0].start == len(text):
        return []
    owner = _entity_of(index, text)
    found = _thing(index, owner, text) if owner is not None else SpokenOf(text, _by_name(text))
    asked = _asked_kind(question)
    return [found if found.kind or not asked else SpokenOf(text, asked, found.pronoun, found.noun)]


def _asked_kind(question: str) -> str:
    """Who, where, which city, what company: the kind that the question asks for."""
    low = question.lower()
    which = _WHICH.search(low)
    nouns = (kind_of_noun(word) for word in which[1].split()) if which else ()
    first = next(iter(_WORDS.findall(low)), "")
    return next((kind for kind in nouns if kind), _ASKED.get(first, ""))


def asked_about(index: Index, question: str) -> list[SpokenOf]:
    """What a question names, the first thing first; a description stands before its name."""
    found = []
    fuzzy = index.settings.linking.fuzzy
    for mention in link_mentions(question, index.view.lexicon, min_similarity=fuzzy):
        best = max(mention.entities, key=lambda entity: index.entities[entity].passages)
        named = _thing(index, best, mention.text)
        described = _DESCRIPTION.search(question[: mention.start])
        kind = kind_of_noun(described[1]) if described else ""
        if described and kind:
            words = question[described.start() : mention.end]
            found.append(SpokenOf(words, kind, "", described[1].lower()))
        if not kind or named.kind != kind:
            found.append(named)
    return found


def _entity_of(index: Index, name: str) -> int | None:
    owners = index.view.lexicon.entities_of.get(name_key(name), ())
    return max(owners, key=lambda owner: index.entities[owner].passages, default=None)


def _thing(index: Index, entity: int, words: str) -> SpokenOf:
    row = index.entities[entity]
    pronoun = _pronoun_of(index, entity)
    noun = _noun_of(row.is_a)
    kind = kind_of_noun(noun) or ("person" if pronoun else _by_name(row.name))
    return SpokenOf(words, kind, pronoun if kind == "person" else "", noun)


def _noun_of(is_a: str) -> str:
    """ "film" of "a 1987 drama film directed by": the last word of a known kind before any "of",
    "who" or "directed"."""
    last = ""
    for word in _WORDS.findall(is_a.lower()):
        if kind_of_noun(word):
            last = word
        elif last:
            break
    return last


def _by_name(name: str) -> str:
    first, *rest = name.split() or [""]
    if country_itself(name):
        return "place"
    if rest and first.lower() in GIVEN_NAMES:
        return "person"
    return kind_of_name_end((rest or [first])[-1])


def _pronoun_of(index: Index, entity: int) -> str:
    """He or she, where more sentences of its own pages begin so than otherwise."""
    count: Counter[str] = Counter()
    for spot in index.view.spots.of(entity).tolist():
        passage = int(index.view.occ_passage[spot])
        if int(index.view.about[passage]) == entity:
            first, past = index.first_sentence[passage : passage + 2].tolist()
            for sentence in range(first, past):
                first_word = index.sentence(sentence).split(maxsplit=1)[:1]
                count[_BEGINS.get(first_word[0] if first_word else "", "")] += 1
    most = max(("he", "she"), key=count.__getitem__)
    others = sum(count[word] for word in ("he", "she", "it") if word != most)
    return most if count[most] > others else ""
