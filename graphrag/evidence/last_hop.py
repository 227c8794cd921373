"""The last hop of a path: the fact of a passage that fits what is left of the question.

Left is what neither the names in the question nor the earlier hops have said. A fact fits by its
sentence, which is near to what is left and holds a value of the kind asked for, and by its own
words and ends: it is about what its passage is about, its predicate says a word that is left, its
object is of the kind asked for.

    sentence = cosine + 0.3 holds the date or country asked for
        + 0.1 names its passage's thing − 0.06 place in its passage
    fit = sentence + 0.2 about its passage's thing + 0.2 predicate says a word that is left
        + 0.05 is the date, 0.5 stands at the place, 0.3 may be the person asked for

The cosine is the higher of that to the question without its names and those to what retrieval asked
on from other passages. The weights were rounded from a conditional logit on 2WikiMultiHopQA's
training questions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from graphrag.datatypes import Hop, ScoredPassage
from graphrag.index.facts import stated
from graphrag.language.countries import find_countries
from graphrag.language.dates import find_dates
from graphrag.language.keys import tokens
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


def fitting_fact(
    index: Index, passage: ScoredPassage, position: int, signals: Signals, left: Left
) -> int | None:
    """The fact of the passage at `position` that fits best, if it has any."""
    first, past = index.first_sentence[position : position + 2].tolist()
    asked_on = np.array([sentence.hop for sentence in passage.sentences], np.float32)
    near = np.maximum(signals.residual_similarity[first:past], asked_on)
    about = int(index.view.about[position])
    best: tuple[float, int] | None = None
    for number, sentence in enumerate(range(first, past)):
        facts = index.view.facts_in.of(sentence).tolist()
        if not facts:
            continue
        base = float(near[number]) - 0.06 * min(number, _LATE)
        base += 0.3 * _holds_kind(index.sentence(sentence), left.kinds)
        base += 0.1 * (about in index.view.named_in.of(sentence))
        for fact in facts:
            fit = base + 0.2 * (index.fact_subject[fact] == about) + _by_words(index, fact, left)
            if best is None or fit > best[0]:
                best = (fit, fact)
    return best[1] if best else None


def _holds_kind(sentence: str, kinds: frozenset[str]) -> int:
    """How many of a date and a country are asked for and found."""
    dated = "date" in kinds and bool(find_dates(sentence))
    return dated + ("country" in kinds and bool(find_countries(sentence)))


def _by_words(index: Index, fact: int, left: Left) -> float:
    """What its predicate and the kind of its object add."""
    thing, predicate = int(index.fact_object[fact]), index.predicates[fact]
    kind = value_at(index.entities, thing, "kind") if thing >= 0 else "words"
    named = kind not in ("date", "number", "words")
    fit = 0.2 * (not left.words.isdisjoint(_roots_of(predicate)))
    fit += 0.05 * ("date" in left.kinds and kind == "date")
    fit += 0.5 * ("place" in left.kinds and named and _AT.search(predicate) is not None)
    asked = "person" in left.kinds and named
    return fit + 0.3 * (asked and not find_countries(stated(index, fact).object))


@lru_cache(maxsize=20_000)
def _roots_of(predicate: str) -> frozenset[str]:
    """`roots`, kept: the same few predicates state most facts."""
    return roots(predicate)
