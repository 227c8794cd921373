"""A question set and its corpus, from any of the forms they are published in.

`Question` holds the gold; it never leaves `eval/`: a method receives `Question.text`, a string.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from graphrag.datatypes import Document, Span
from graphrag.errors import SourceError

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


def load_dataset(path: Path) -> Dataset:
    """Read `path` in whichever published form it is; see `eval/formats/` for the forms.

    Raises:
        SourceError: the path is missing, is in no known form, or a record is malformed (the
            message names the file, the line and the field).
    """
    from eval.formats import folder, hipporag, hotpotqa, musique, twowiki
    from eval.formats.fields import first_record

    if path.is_dir():
        return folder.load(path)
    if not path.is_file():
        raise SourceError(f"there is no data at {path}; give a folder or a file of questions.")
    if hipporag.corpus_of(path) is not None:
        return hipporag.load(path)
    keys = first_record(path).keys()
    if "paragraphs" in keys:
        return musique.load(path)
    if "context" in keys:
        return twowiki.load(path) if "evidences" in keys else hotpotqa.load(path)
    raise SourceError(
        f"{path.name} is in no known form: its first record has neither the field 'context' "
        "(HotpotQA, 2WikiMultiHopQA) nor 'paragraphs' (MuSiQue), and no corpus file lies beside it."
    )


def choose(dataset: Dataset, limit: int | None, seed: int) -> Dataset:
    """`limit` questions drawn with `seed` (all when None), in the order of the file."""
    if limit is None or limit >= len(dataset.questions):
        return dataset
    if limit < 1:
        raise SourceError(f"--limit is at least 1, not {limit}.")
    drawn = np.random.default_rng(seed).choice(len(dataset.questions), limit, replace=False)
    note = f"{limit} of {len(dataset.questions)} questions, drawn with seed {seed}"
    kept = tuple(dataset.questions[i] for i in sorted(drawn))
    return replace(dataset, questions=kept, notes=(*dataset.notes, note))


def shrink(dataset: Dataset, passages: int, seed: int) -> Dataset:
    """Keep the gold passages and a seeded sample of the others, `passages` in all.

    A smaller corpus is an easier one; the note says so in the report.
    """
    if passages >= len(dataset.passages):
        return dataset
    gold = {identifier for question in dataset.questions for identifier in question.gold}
    others = [i for i, passage in enumerate(dataset.passages) if passage.id not in gold]
    wanted = max(0, passages - (len(dataset.passages) - len(others)))
    drawn = np.random.default_rng(seed).choice(len(others), min(wanted, len(others)), replace=False)
    keep = {others[i] for i in drawn}
    kept = tuple(p for i, p in enumerate(dataset.passages) if p.id in gold or i in keep)
    note = (
        f"corpus cut to {len(kept)} of {len(dataset.passages)} passages (all gold and a sample "
        f"drawn with seed {seed}): figures are higher than on the whole corpus"
    )
    return replace(dataset, passages=kept, notes=(*dataset.notes, note))
