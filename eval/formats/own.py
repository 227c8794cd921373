"""A folder of `corpus.jsonl` (`id`, `title`, `text`) and `questions.jsonl`, one object a line.

In place of the corpus there may be a folder `documents/`, read as `graphrag index` reads it.

A question has `id`, `question`, `answer`, `supporting_ids`, and where the data knows them
`aliases`, `type`, `hops`, `evidences` ([subject, relation, object]) and `supporting_facts`
([title, sentence number]).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eval.formats.checked_records import Record, read_any, unique
from eval.questions import Dataset, Evidence, Question
from graphrag.errors import SourceError
from indexing.documents import Document


def load(path: Path) -> Dataset:
    """The folder's questions and corpus.

    Raises:
        SourceError: a file is missing, or a line is malformed.
    """
    corpus, documents = path / "corpus.jsonl", path / "documents"
    if not corpus.is_file() and not documents.is_dir():
        raise SourceError(f"the folder {path} holds no corpus.jsonl and no documents/.")
    if not (path / "questions.jsonl").is_file():
        raise SourceError(f"the folder {path} holds no questions.jsonl; name a data file instead.")
    passages = _corpus(corpus) if corpus.is_file() else _documents(documents)
    records = unique(read_any(path / "questions.jsonl"), "id")
    questions = tuple(_question(record, passages) for record in records.values())
    notes: tuple[str, ...] = ()
    if any(question.sentences is not None for question in questions):
        notes = (
            "the corpus carries no sentence boundaries: gold sentence numbers are counted with "
            "this project's sentence splitter, which may differ from the publisher's",
        )
    return Dataset(path.name, "folder", path, tuple(passages.values()), questions, notes=notes)


def _corpus(path: Path) -> dict[str, Document]:
    return {
        identifier: Document(identifier, record.text("title"), record.text("text"))
        for identifier, record in unique(read_any(path), "id").items()
    }


def _documents(path: Path) -> dict[str, Document]:
    """The passages that `graphrag index` cuts from a folder with its default settings."""
    from graphrag.settings import Chunking
    from indexing.readers import read_source

    no_index = path / ".no-index"
    source = read_source(path, Chunking(), no_index, lambda done, total: None)
    return {p.id: Document(p.id, p.title, p.text) for p in source.passages}


def _question(record: Record, passages: Mapping[str, Document]) -> Question:
    gold = record.texts("supporting_ids")
    for identifier in gold:
        if identifier not in passages:
            raise record.wrong("supporting_ids", f"names {identifier!r}, no passage of the corpus")
    evidences = tuple(
        Evidence((subject,), relation, (target,))
        for subject, relation, target in (
            record.rows("evidences", str, str, str) if "evidences" in record.keys() else []
        )
    )
    hops = record.values.get("hops") or len(evidences) or len(gold)
    if isinstance(hops, bool) or not isinstance(hops, int):
        raise record.wrong("hops", "is not a whole number")
    return Question(
        id=record.text("id"),
        text=record.text("question"),
        answers=(record.text("answer"), *record.texts("aliases", ())),
        gold=gold,
        type=record.text("type", "unknown"),
        hops=hops,
        sentences=_sentences(record, gold, passages),
        evidences=evidences,
    )


def _sentences(
    record: Record, gold: tuple[str, ...], passages: Mapping[str, Document]
) -> frozenset[tuple[str, int]] | None:
    """Gold sentences, or None when the file has none or leaves a number open (null)."""
    if "supporting_facts" not in record.keys():
        return None
    by_title = {passages[identifier].title: identifier for identifier in gold}
    found = set()
    for title, number in record.rows("supporting_facts", str, object):
        if number is None:
            return None
        if not isinstance(number, int):
            raise record.wrong("supporting_facts", f"has a number that is {number!r}")
        if title not in by_title:
            raise record.wrong("supporting_facts", f"names {title!r}, no supporting passage")
        found.add((by_title[title], number))
    return frozenset(found)
