"""Where the branches of an answer's evidence end: what was read, and the sentence it was read off.

span, text   the answer, in the last cited sentence that holds it
list         each item        choice, yes-no   the value of each side        sentences   each quote
parts        what was read for each
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.datatypes import Answer, Citation
from graphrag.evidence.stated_edges import Thing, about, thing_of
from graphrag.index.facts import facts_of
from graphrag.language.dates import find_dates
from graphrag.language.keys import fold
from graphrag.retrieval.linking.asked_words import roots

if TYPE_CHECKING:
    from graphrag.index import Index

MOST = 12  # items of a list that are drawn


@dataclass(frozen=True, slots=True)
class Target:
    """What was read, as an end of a branch."""

    text: str
    thing: Thing
    sentence: int  # corpus-wide


def targets_of(index: Index, answer: Answer, position: Mapping[str, int]) -> list[Target]:
    """The ends of the branches; none where no citation holds what was read."""
    places = [(_sentence(index, c, position[c.passage_id]), c) for c in answer.citations]
    found: list[Target] = []
    for sentence, cited in places:
        if answer.form in ("choice", "yes-no", "list", "worked-out"):
            texts = cited.values or _value_of(index, sentence, cited, answer)
        elif answer.form == "sentences":
            texts = (cited.text,)
        elif answer.form == "parts":
            texts = cited.values
        else:
            texts = (answer.text,) if fold(answer.text) in fold(cited.text) else ()
        found += [Target(text, thing_of(index, sentence, text), sentence) for text in texts]
    if answer.form in ("span", "text"):
        found = found[-1:] or _of_last(index, places, answer)
    return found[:MOST]


def _sentence(index: Index, cited: Citation, passage: int) -> int:
    """The sentence that begins the citation."""
    first, past = index.first_sentence[passage : passage + 2].tolist()
    starts = index.sentence_start[first:past].tolist()
    return int(first + max((n for n, at in enumerate(starts) if at <= cited.start), default=0))


def _of_last(index: Index, places: list[tuple[int, Citation]], answer: Answer) -> list[Target]:
    """An answer that no cited sentence holds as it is written stands after the last of them."""
    if not places:
        return []
    sentence, _ = places[-1]
    return [Target(answer.text, thing_of(index, sentence, answer.text), sentence)]


def _value_of(index: Index, sentence: int, cited: Citation, answer: Answer) -> tuple[str, ...]:
    """What a side's sentence is compared by, where the reader took it as a whole.

    A thing that the question names as well; else a date; else the object of the fact that shares
    most words with the question.
    """
    hub = about(index, sentence)
    asked = fold(answer.retrieval.question)
    for entity in index.view.named_in.of(sentence).tolist():
        name = index.entities[entity].name
        if entity != hub and fold(name) in asked:
            return (name,)
    dates = find_dates(cited.text)
    if dates:
        return (cited.text[dates[0].start : dates[0].end],)
    words = roots(answer.retrieval.question)
    facts = facts_of(index, sentence)
    best = max(facts, key=lambda fact: len(words & roots(fact.predicate)), default=None)
    return (best.object,) if best else ()
