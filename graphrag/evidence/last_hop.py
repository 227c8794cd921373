"""The last hop of a path: what a passage states that fits what is left of the question.

Left is what neither the names in the question nor the earlier hops have said. A hop is a fact, or,
where a sentence holds a value of the kind asked for and no fact has it, that the passage's thing
and that value stand together ("mentions"). It fits by its sentence, which is near to what is left,
and by its own words and ends:

    fit = cosine − 0.1 place in its passage + 0.5 begins at its passage's thing
        + 1 predicate says a word that is left
        + 1 ends at the date, 1.4 at the country, 0.4 at the person asked for
        + 0.8 stands at the place asked for − 0.8 ends at a date that is not asked for

The cosine is the higher of that to the question without its names and those to what retrieval asked
on from other passages. The weights were rounded from a conditional logit on 2WikiMultiHopQA's
training questions (docs/decisions/0011-the-last-hop.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from graphrag.datatypes import Hop, ScoredPassage
from graphrag.index.facts import stated
from graphrag.language.countries import find_countries
from graphrag.language.keys import fold, name_key, tokens, without_bracket
from graphrag.language.kinds import GIVEN_NAMES
from graphrag.language.words import FUNCTION_WORDS
from graphrag.retrieval.linking.asked_words import asked_words, roots
from graphrag.retrieval.linking.signals import Signals
from graphrag.storage.row_list import value_at

if TYPE_CHECKING:
    from graphrag.index import Index

# Kinds of value, and the words that ask for one.
_ASKING = {
    "date": frozenset(
        """when date year month day time age older oldest younger youngest first last earlier
        earliest later latest before after recent recently newer newest longer""".split()
    ),
    "country": frozenset("country countries nation nations nationality citizenship".split()),
    "place": frozenset("where place city town".split()),
    "person": frozenset({"who", "whom"}),
}
_AT = re.compile(r"\b(?:in|at|near|from)$")
_LATE = 5  # sentences from the start of a passage after which all are equally late


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a question: the roots of its words, and the kinds of value it asks for."""

    words: frozenset[str]
    kinds: frozenset[str]


def left_of(signals: Signals, hops: Sequence[Hop]) -> Left:
    """Strike out the names that the question writes as names, and what `hops` say."""
    question = signals.question
    names = [
        mention
        for mention in signals.mentions
        if question.islower() or not question[mention.start : mention.end].islower()
    ]
    outside = {
        word.key
        for word in tokens(question)
        if not any(name.start <= word.start < name.end for name in names)
    }
    kinds = {kind for kind, asking in _ASKING.items() if asking & outside}
    if "date" in kinds:
        kinds.discard("person")  # "Who is older"
    said = roots(" ".join(f"{hop.source} {hop.sentence} {hop.target}" for hop in hops))
    return Left(roots(" ".join(asked_words(question, names))) - said, frozenset(kinds))


def last_hop(
    index: Index, passage: ScoredPassage, position: int, signals: Signals, left: Left
) -> Hop | None:
    """The hop of the passage at `position` that fits best, if it states anything."""
    first, past = index.first_sentence[position : position + 2].tolist()
    asked_on = np.array([sentence.hop for sentence in passage.sentences], np.float32)
    near = np.maximum(signals.residual_similarity[first:past], asked_on)
    about = int(index.view.about[position])
    own = value_at(index.entities, about, "name") if about >= 0 else ""
    best: tuple[float, Hop] | None = None
    for number, sentence in enumerate(range(first, past)):
        base = float(near[number]) - 0.1 * min(number, _LATE)
        for hop, kind, ends in _hops_in(index, sentence, position, own, left.kinds):
            fit = base + 0.5 * (hop.source == own) + _by_words(hop, kind, ends, left)
            if best is None or fit > best[0]:
                best = (fit, hop)
    return best[1] if best else None


def _hops_in(
    index: Index, sentence: int, position: int, own: str, asked: frozenset[str]
) -> Iterator[tuple[Hop, str, frozenset[str]]]:
    """What a sentence states, the kind of what it ends at, and which kinds asked for it holds; last
    the values that are asked for and that no fact of the passage's thing has.
    """
    about = int(index.view.about[position])
    entities, text, passage = index.entities, index.sentence(sentence), index.passage_ids[position]
    values = {}
    for entity in index.view.named_in.of(sentence).tolist() if asked else ():
        name, kind = value_at(entities, entity, "name"), value_at(entities, entity, "kind")
        if entity != about and (kinds := _kinds_of(name, kind) & asked):
            values[name] = kind, kinds
    said = ""
    for fact in index.view.facts_in.of(sentence).tolist():
        told = stated(index, fact)
        same = about == told.subject_entity >= 0 or is_same_name(told.subject, own)
        source = own if same else told.subject  # as the hop that led here calls it
        thing = told.object_entity
        kind = value_at(entities, thing, "kind") if thing >= 0 else "words"
        within = [kinds for name, (_, kinds) in values.items() if name in told.object]
        said += f"{told.object}\n" if same else ""
        hop = Hop(source, told.relation, told.object, passage, text)
        yield hop, kind, _kinds_of(told.object, kind).intersection(asked).union(*within)
    for name, (kind, kinds) in values.items() if own else ():
        if name not in said:
            yield Hop(own, "mentions", name, passage, text), kind, kinds


def is_same_name(one: str, other: str) -> bool:
    """In one passage: "Ada Mary Lane", "Lane" or "Ada Lane (poet)", and "Ada Lane".

    All words of the shorter are among the other's, which has no others but names, and both end
    alike: "a statue of Lane" is another thing.
    """
    first, second = (name_key(fold(without_bracket(name))) for name in (one, other))
    few, more = sorted((first, second), key=len)
    further = FUNCTION_WORDS.intersection(more).difference(few)
    return bool(few) and few[-1] == more[-1] and set(few) <= set(more) and not further


@lru_cache(maxsize=20_000)
def _kinds_of(name: str, kind: str) -> frozenset[str]:
    """Which of the kinds that are asked for it is, as its words tell."""
    if kind == "date":
        return frozenset({"date"})
    if find_countries(name):
        return frozenset({"country"})
    first, _, rest = name.partition(" ")
    person = kind not in ("number", "words") and rest and first.lower() in GIVEN_NAMES
    return frozenset({"person"}) if person else frozenset()


def _by_words(hop: Hop, kind: str, ends: frozenset[str], left: Left) -> float:
    """What its predicate and the kind of its end add."""
    fit = 1.0 * (not left.words.isdisjoint(_roots_of(hop.relation)))
    fit += 1.0 * ("date" in ends) + 1.4 * ("country" in ends) + 0.4 * ("person" in ends)
    named = kind not in ("date", "number", "words")
    fit += 0.8 * ("place" in left.kinds and named and _AT.search(hop.relation) is not None)
    return fit - 0.8 * (kind == "date" and "date" not in left.kinds)


@lru_cache(maxsize=20_000)
def _roots_of(predicate: str) -> frozenset[str]:
    """`roots`, kept: the same few predicates state most facts."""
    return roots(predicate)
