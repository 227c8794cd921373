"""The last hop of a path: the fact of a passage that fits what is left of the question.

Left is what neither the names in the question nor the earlier hops have said. A fact fits by its
sentence, which is near to what is left, or holds a date where a time is asked for, and by its own
words and ends: it is about what its passage is about, its predicate says a word that is left, its
object stands "in" or "at" a place where one is asked for.

    sentence = cosine + 0.3 date asked and held + 0.1 names the passage's thing − 0.06 place in it
    fit = sentence + 0.2 about the passage's thing + 0.2 predicate says a word that is left
        + 0.05 date asked and its object + 0.5 place asked and its object

The cosine is the higher of that to the question without its names and those to what retrieval asked
on from other passages. The weights were rounded from a conditional logit on 170 of
2WikiMultiHopQA's training questions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graphrag.datatypes import Hop, ScoredPassage
from graphrag.language.dates import find_dates
from graphrag.language.keys import tokens
from graphrag.linking.asked_words import asked_words, roots
from graphrag.linking.signals import Signals

if TYPE_CHECKING:
    from graphrag.index import Index

_TIMES = frozenset(
    """when date year month day time age older oldest younger youngest first last earlier earliest
    later latest before after recent recently newer newest longer""".split()
)
_PLACES = frozenset("where place city town".split())
_AT = re.compile(r"\b(?:in|at|near|from)$")
_NO_PLACE = ("date", "number")
_LATE = 5  # sentences from the start of a passage after which all are equally late


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a question: its roots, and whether it asks for a time or a place."""

    words: frozenset[str]
    time: bool
    place: bool


def left_of(signals: Signals, hops: Sequence[Hop]) -> Left:
    """Strike out the names that the question writes as names, and what `hops` say."""
    question = signals.question
    names = [
        mention
        for mention in signals.mentions
        if question.islower() or not question[mention.start : mention.end].islower()
    ]
    said = roots(" ".join(f"{hop.source} {hop.sentence} {hop.target}" for hop in hops))
    outside = {
        word.key
        for word in tokens(question)
        if not any(name.start <= word.start < name.end for name in names)
    }
    words = roots(" ".join(asked_words(question, names))) - said
    return Left(words, not outside.isdisjoint(_TIMES), not outside.isdisjoint(_PLACES))


def fitting_fact(
    index: Index, passage: ScoredPassage, position: int, signals: Signals, left: Left
) -> int | None:
    """The fact of the passage at `position` that fits best, if it has any."""
    first, past = index.first_sentence[position : position + 2].tolist()
    asked_on = np.array([sentence.hop for sentence in passage.sentences], np.float32)
    near = np.maximum(signals.residual_similarity[first:past], asked_on)
    about = int(index.view.title_entity[position])
    best: tuple[float, int] | None = None
    for number, sentence in enumerate(range(first, past)):
        base = float(near[number]) - 0.06 * min(number, _LATE)
        base += 0.3 * (left.time and bool(find_dates(index.sentence(sentence))))
        base += 0.1 * (about in index.view.named_in.of(sentence))
        for fact in index.view.facts_in.of(sentence).tolist():
            fit = base + 0.2 * (index.fact_subject[fact] == about) + _by_words(index, fact, left)
            if best is None or fit > best[0]:
                best = (fit, fact)
    return best[1] if best else None


def _by_words(index: Index, fact: int, left: Left) -> float:
    """What its predicate and the kind of its object add."""
    predicate, kind = index.predicates[fact], index.entities[index.fact_object[fact]].kind
    says = not left.words.isdisjoint(roots(predicate))
    dated = left.time and kind == "date"
    placed = left.place and kind not in _NO_PLACE and _AT.search(predicate) is not None
    return 0.2 * says + 0.05 * dated + 0.5 * placed
