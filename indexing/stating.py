"""What a passage's triples join and state, once entities have numbers and names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Fact, Join, Passage, PassageExtraction
from graphrag.index.facts import BETWEEN
from graphrag.language.keys import Key, name_key
from graphrag.storage.row_list import RowList
from graphrag.storage.strings import Codes
from indexing.aliases import Names
from indexing.key_table import Int64s

IS = ("is", "was")  # the verbs of a sentence that says what something is


@dataclass(frozen=True, slots=True)
class Numbered:
    """Entities by their keys, and how each is shown."""

    names: Names
    number: Callable[[Key], int]  # -1: none has the key
    shown: Sequence[str]


def stated_in(
    numbered: Numbered,
    position: int,
    passage: Passage,
    extraction: PassageExtraction,
    local: Mapping[Key, Key],
) -> tuple[list[Join], list[Fact]]:
    """What the triples join, and the facts; an end of a fact that no name is stays in words.

    Sentences count within the passage.
    """

    def end(text: str) -> int:
        key = _owner(numbered.names, local, text)
        return numbered.number(key) if key else -1

    def worded(text: str, entity: int) -> str:
        return text if entity < 0 else _in_words(text, numbered.shown[entity], passage.text)

    joins, facts = [], []
    for triple in extraction.triples:
        subject, object_ = end(triple.subject), end(triple.object)
        if -1 not in (subject, object_) and subject != object_:
            joins.append(Join(subject, object_, position, triple.sentence))
    for triple in extraction.stated:
        subject, object_ = end(triple.subject), end(triple.object)
        if extraction.facts is None and -1 in (subject, object_):
            continue
        if subject != object_ or subject < 0:
            said = BETWEEN.join(triple.qualifiers)
            ends = (subject, triple.predicate, object_, position, triple.sentence)
            words = ("", "")
            if extraction.facts is not None:
                words = (worded(triple.subject, subject), worded(triple.object, object_))
            facts.append(Fact(*ends, triple.origin, *words, said))
    return joins, facts


def described(stated: Iterable[tuple[int, str, int, str]], shown: Sequence[str]) -> dict[int, str]:
    """What the first passage of its own says that an entity is: "a Hungarian film director".

    Args:
        stated: (subject, predicate, object, its words) of the facts that a parser read and nothing
            qualifies, in passages that are called after their subject, in order.
        shown: the names of the entities.
    """
    found: dict[int, str] = {}
    for subject, predicate, object_, text in stated:
        verb, _, role = predicate.partition(" ")
        if verb not in IS or subject in found:
            continue
        phrase = f"{role} {text or shown[object_]}".strip()
        if phrase.split()[0] in ("a", "an", "the"):
            found[subject] = phrase
    return found


def _in_words(text: str, name: str, passage: str) -> str:
    """How an end is shown where it is not by its entity's name.

    A surname is shown by the whole name, where the passage says it. Any other name of an entity
    stays as it was written: that two names are one is often likely, and seldom sure; "the song" is
    no name at all.
    """
    if text.removeprefix("the ")[:1].islower():
        return text
    said, words = name_key(text), name.split()
    if name_key(name) == said:
        return ""
    same = any(name_key(" ".join(words[first:])) == said for first in range(1, len(words)))
    return "" if same and name in passage else text


def _owner(names: Names, local: Mapping[Key, Key], text: str) -> Key:
    key = name_key(text)
    return (local.get(key) or names.canonical(key)) if key else ()


def plainly_stated(
    ends: Int64s, words: Mapping[str, Codes], places: NDArray[np.intp]
) -> Iterator[tuple[int, str, int, str]]:
    """Subject, predicate, object and its words of those facts that say what something is."""
    told, texts = words["predicates"], words["object_texts"]
    telling = told.which(lambda word: word.startswith(IS))
    telling &= words["origins"].which(lambda word: word == "parser")
    telling &= words["qualifiers"].which(lambda word: not word)
    some = places[telling[places]]
    for place, (subject, object_) in zip(some.tolist(), ends[some, :2].tolist(), strict=True):
        yield subject, told[place], object_, texts[place]


def rows_of_facts(ends: Int64s, words: Mapping[str, Codes]) -> RowList[Fact]:
    """Facts by their ends (F, 4) and their words."""
    subject, object_, passage, sentence = ends.astype(np.int32).T
    first, *others = (words[n] for n in ("predicates", "origins", "subject_texts", "object_texts",
                                         "qualifiers"))  # fmt: skip
    return RowList(Fact, subject, first, object_, passage, sentence, *others)
