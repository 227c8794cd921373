"""The last hop of a path: the fact of a passage that fits what is left of the question.

Left is what neither the names in the question nor the earlier hops have said. A fact fits by its
sentence, which is near to what is left, or holds a date where a time is asked for, and by its own
words and ends: it is about what its passage is about, its predicate says a word that is left, its
object stands "in" or "at" a place where one is asked for.

    sentence = cosine + 0.3 date asked and held + 0.1 names the passage's thing − 0.04 place in it
    fit = sentence + 0.1 about the passage's thing + 0.1 predicate says a word that is left
        + 0.1 date asked and its object + 0.3 place asked and its object

The weights were chosen by hand on 2WikiMultiHopQA's training questions.
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
_LATE = 5  # sentences from the start of a passage after which all are equally late


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a question: its roots, and whether it asks for a time or a place."""

    words: frozenset[str]
    time: bool
    place: bool


def left_of(signals: Signals, hops: Sequence[Hop]) -> Left:
    """Strike out the names that the question links and what `hops` say."""
    said = roots(" ".join(f"{hop.source} {hop.sentence} {hop.target}" for hop in hops))
    asked = roots(" ".join(asked_words(signals.question, signals.mentions)))
    outside = {
        word.key
        for word in tokens(signals.question)
        if not any(mention.start <= word.start < mention.end for mention in signals.mentions)
    }
    return Left(asked - said, not outside.isdisjoint(_TIMES), not outside.isdisjoint(_PLACES))


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
        base = float(near[number]) - 0.04 * min(number, _LATE)
        base += 0.3 * (left.time and bool(find_dates(index.sentence(sentence))))
        base += 0.1 * (about in index.view.named_in.of(sentence))
        for fact in index.view.facts_in.of(sentence).tolist():
            fit = base + 0.1 * (index.fact_subject[fact] == about) + _by_words(index, fact, left)
            if best is None or fit > best[0]:
                best = (fit, fact)
    return best[1] if best else None


def _by_words(index: Index, fact: int, left: Left) -> float:
    """What its predicate and the kind of its object add."""
    predicate = index.predicates[fact]
    says = not left.words.isdisjoint(roots(predicate))
    dated = left.time and index.entities[index.fact_object[fact]].kind == "date"
    placed = left.place and _AT.search(predicate) is not None
    return 0.1 * says + 0.1 * dated + 0.3 * placed
