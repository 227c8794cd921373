"""The triples that a method without a parser would have: parsed facts, and what joins two names.

An index keeps what sentences state (facts of a parse, few and mostly true) apart from what joins
two names for the walk. HippoRAG 2 has one list for both: its graph's edges are the facts that a
question is compared with. So it gets the joins too, told in the words before the second name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.index import Index
from graphrag.index.facts import stated
from graphrag.language.scripts import WORD

_MAX_WORDS = 7
_WORD = re.compile(rf"{WORD}(?:['’-]{WORD})*")


@dataclass(frozen=True, slots=True, eq=False)
class Triples:
    """T triples; an end that is no entity is -1."""

    subject: NDArray[np.int32]
    object: NDArray[np.int32]
    texts: list[str]  # "subject predicate object"


def triples_of(index: Index) -> Triples:
    """The facts first, then every join that no fact of its sentence states."""
    known = set(_rows(index.fact_subject, index.fact_object, index.fact_sentence))
    joins = _rows(index.join_subject, index.join_object, index.join_sentence)
    rows = [row for row in joins if row not in known]
    texts = [str(stated(index, fact)) for fact in range(len(index.predicates))]
    texts += [_told(index, *row) for row in rows]
    subjects = np.array([row[0] for row in rows], dtype=np.int32)
    objects = np.array([row[1] for row in rows], dtype=np.int32)
    return Triples(
        np.concatenate([index.fact_subject, subjects]).astype(np.int32),
        np.concatenate([index.fact_object, objects]).astype(np.int32),
        texts,
    )


def _rows(*columns: NDArray[np.int32]) -> list[tuple[int, ...]]:
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _told(index: Index, subject: int, object_: int, sentence: int) -> str:
    """The subject, the last words before the object in the sentence, the object."""
    one, other = index.entities[subject].name, index.entities[object_].name
    said = index.sentence(sentence) if sentence >= 0 else ""
    before, found, _ = said.partition(other)
    gap = (before if found else said).rpartition(one)[2]
    return " ".join((one, *_WORD.findall(gap)[-_MAX_WORDS:], other))
