"""Question sets in any of the forms they are published in, whole or a part of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.formats import hipporag, hotpotqa, musique, own, twowiki
from eval.formats.checked_records import first_record
from eval.questions import Dataset
from graphrag.errors import SourceError


def load_dataset(path: Path) -> Dataset:
    """Read `path` in whichever published form it is; see `eval/formats/` for the forms.

    Raises:
        SourceError: the path is missing, is in no known form, or a record is malformed (the
            message names the file, the line and the field).
    """
    if path.is_dir():
        return own.load(path)
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
