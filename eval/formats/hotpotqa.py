"""HotpotQA, distractor and fullwiki JSON as published (Yang et al. 2018, arXiv:1809.09600).

One array of `_id`, `question`, `answer`, `type`, `supporting_facts` [[title, sentence number]] and
`context` [[title, [sentence]]]. The sentences carry their own blanks: a text joins them with
nothing between. In fullwiki the context is what a search returned, so gold paragraphs may be
absent from it.
"""

from __future__ import annotations

from pathlib import Path

from eval.formats.checked_records import Record, read_any, unique
from eval.formats.corpus_pool import CorpusPool, join
from eval.questions import ABSENT, Dataset, Question


def load(path: Path) -> Dataset:
    """The file's questions over the pooled contexts.

    Raises:
        SourceError: a record is malformed.
    """
    records = unique(read_any(path), "_id")
    pool = CorpusPool(path.stem)
    contexts = {name: pool_context(record, pool, "") for name, record in records.items()}
    questions = tuple(
        Question(
            id=name,
            text=record.text("question"),
            answers=(record.text("answer"),),
            gold=gold_passages(record, contexts[name], pool),
            type=record.text("type", "unknown"),
            hops=2,
            sentences=gold_sentences(record, contexts[name], pool),
        )
        for name, record in records.items()
    )
    return Dataset(
        path.stem,
        "hotpotqa",
        path,
        tuple(pool.passages),
        questions,
        pool.spans,
        absent_note(questions),
    )


def pool_context(record: Record, pool: CorpusPool, separator: str) -> dict[str, str]:
    """Add a record's paragraphs to the pool; the passage id of each title."""
    found = {}
    for title, sentences in record.rows("context", str, list):
        if not all(isinstance(sentence, str) for sentence in sentences):
            raise record.wrong("context", f"has a sentence under {title!r} that is not a string")
        text, spans = join(sentences, separator)
        if text:
            found[title] = pool.add(title, text, spans)
    return found


def gold_passages(record: Record, context: dict[str, str], pool: CorpusPool) -> tuple[str, ...]:
    """Passage ids of the titles in `supporting_facts`, each once."""
    facts = record.rows("supporting_facts", str, int)
    if not facts:
        raise record.wrong("supporting_facts", "is empty")
    return tuple(dict.fromkeys(_find(title, context, pool) for title, _ in facts))


def gold_sentences(
    record: Record, context: dict[str, str], pool: CorpusPool
) -> frozenset[tuple[str, int]]:
    """(passage id, sentence number) of each supporting fact."""
    facts = record.rows("supporting_facts", str, int)
    return frozenset((_find(title, context, pool), number) for title, number in facts)


def absent_note(questions: tuple[Question, ...]) -> tuple[str, ...]:
    """A note when gold paragraphs are in no context of the file."""
    count = sum(any(gold.startswith(ABSENT) for gold in item.gold) for item in questions)
    if not count:
        return ()
    return (
        f"{count} of {len(questions)} questions have a gold paragraph that no context of the file "
        "holds; it counts as not found",
    )


def _find(title: str, context: dict[str, str], pool: CorpusPool) -> str:
    return context.get(title) or pool.by_title.get(title) or f"{ABSENT}{title}"
