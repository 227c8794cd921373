"""A question with its gold, and a question set over one corpus.

`Question` holds the gold; it never leaves `eval/`: a method receives `Question.text`, a string.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graphrag.datatypes import Span
from indexing.documents import Document

ABSENT = "absent:"  # prefix of the id of a gold passage that the corpus does not hold


@dataclass(frozen=True, slots=True)
class Evidence:
    """A gold hop: the names its ends may go by, and the relation between them."""

    subjects: tuple[str, ...]
    relation: str
    objects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its gold.

    `sentences` are (passage id, sentence number) pairs, or None where the data names none.
    """

    id: str
    text: str
    answers: tuple[str, ...]  # the answer first, then its aliases
    gold: tuple[str, ...]  # passage ids
    type: str
    hops: int
    sentences: frozenset[tuple[str, int]] | None = None
    evidences: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """Questions over one corpus.

    `sentence_spans` are the publisher's sentence boundaries by passage id, empty where the file
    does not carry them. `notes` say in words what was left out or assumed while reading.
    """

    name: str
    format: str
    path: Path
    passages: tuple[Document, ...]
    questions: tuple[Question, ...]
    sentence_spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
