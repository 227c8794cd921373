"""MuSiQue answerable JSONL as published (Trivedi et al. 2022, arXiv:2108.00573).

One object a line: `id`, `question`, `answer`, `answer_aliases`, `question_decomposition`,
`answerable` and `paragraphs` of `title`, `paragraph_text`, `is_supporting`. The id tells the shape
of the hops ("3hop1__…"). There are no sentence boundaries and no gold triples.
"""

from __future__ import annotations

from pathlib import Path

from eval.formats.checked_records import Record, read_any, unique
from eval.formats.corpus_pool import CorpusPool
from eval.questions import Dataset, Question


def load(path: Path) -> Dataset:
    """The answerable questions over the pooled paragraphs.

    Raises:
        SourceError: a record is malformed.
    """
    records = unique(read_any(path), "id")
    pool = CorpusPool(path.stem)
    questions = []
    for record in records.values():
        gold = _pool_paragraphs(record, pool)
        if record.values.get("answerable", True):
            questions.append(question(record, gold))
    left_out = len(records) - len(questions)
    notes = (f"{left_out} questions marked unanswerable are left out",) if left_out else ()
    return Dataset(path.stem, "musique", path, tuple(pool.passages), tuple(questions), notes=notes)


def supporting(paragraph: Record) -> bool:
    """Whether a paragraph is gold."""
    flag = paragraph.values.get("is_supporting")
    if not isinstance(flag, bool):
        raise paragraph.wrong("is_supporting", "is missing or not true or false")
    return flag


def question(record: Record, gold: list[str]) -> Question:
    """A record as a question; `gold` are the ids of its supporting paragraphs."""
    if not gold:
        raise record.wrong("paragraphs", "has no supporting paragraph")
    steps = (
        record.records("question_decomposition")
        if ("question_decomposition" in record.keys())
        else []
    )
    identifier = record.text("id")
    return Question(
        id=identifier,
        text=record.text("question"),
        answers=(record.text("answer"), *record.texts("answer_aliases", ())),
        gold=tuple(dict.fromkeys(gold)),
        type=identifier.partition("__")[0] if "__" in identifier else "unknown",
        hops=len(steps) or len(gold),
    )


def _pool_paragraphs(record: Record, pool: CorpusPool) -> list[str]:
    """Add all paragraphs to the pool; the ids of the supporting ones."""
    gold = []
    for paragraph in record.records("paragraphs"):
        text = paragraph.text("paragraph_text").strip()
        identifier = pool.add(paragraph.text("title"), text)
        if supporting(paragraph):
            gold.append(identifier)
    return gold
