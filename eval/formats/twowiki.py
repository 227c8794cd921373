"""2WikiMultiHopQA JSON as published (Ho et al. 2020, arXiv:2011.01060).

HotpotQA's structure with `evidences` [[subject, relation, object]], and in the later release
`answer_id` and `evidences_id`, which name Wikidata items. When the published `id_aliases.json` lies
beside the file, the items' aliases and demonyms count as gold too, as in the official scorer v1.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eval.formats.checked_records import Record, read_any, read_lines, unique
from eval.formats.corpus_pool import CorpusPool
from eval.formats.hotpotqa import absent_note, gold_passages, gold_sentences, pool_context
from eval.questions import Dataset, Evidence, Question

Aliases = Mapping[str, tuple[str, ...]]


def load(path: Path) -> Dataset:
    """The file's questions over the pooled contexts.

    Raises:
        SourceError: a record is malformed.
    """
    records = unique(read_any(path), "_id")
    pool = CorpusPool(path.stem)
    contexts = {name: pool_context(record, pool, " ") for name, record in records.items()}
    aliases = read_aliases(path.with_name("id_aliases.json"))
    questions = tuple(
        _question(record, contexts[name], pool, aliases) for name, record in records.items()
    )
    notes = absent_note(questions)
    if not aliases and any("answer_id" in record.keys() for record in records.values()):
        notes = (*notes, "no id_aliases.json lies beside the file: answers count without aliases")
    return Dataset(
        path.stem, "2wikimultihopqa", path, tuple(pool.passages), questions, pool.spans, notes
    )


def read_aliases(path: Path) -> dict[str, tuple[str, ...]]:
    """Names by item id (`Q_id`, `aliases`, `demonyms`, one object a line); empty without a file."""
    if not path.is_file():
        return {}
    return {
        record.text("Q_id"): (*record.texts("aliases"), *record.texts("demonyms"))
        for record in read_lines(path)
    }


def evidences(record: Record, aliases: Aliases) -> tuple[Evidence, ...]:
    """The gold hops, each end with its aliases."""
    triples = record.rows("evidences", str, str, str)
    items: list[list[str]] = [["", "", ""]] * len(triples)
    if record.values.get("evidences_id"):
        items = record.rows("evidences_id", str, str, str)
        if len(items) != len(triples):
            raise record.wrong("evidences_id", "is not as long as 'evidences'")
    return tuple(
        Evidence(
            (triple[0], *aliases.get(item[0], ())),
            triple[1],
            (triple[2], *aliases.get(item[2], ())),
        )
        for triple, item in zip(triples, items, strict=True)
    )


def _question(
    record: Record, context: dict[str, str], pool: CorpusPool, aliases: Aliases
) -> Question:
    gold = gold_passages(record, context, pool)
    hops = evidences(record, aliases)
    item = str(record.values.get("answer_id"))
    return Question(
        id=record.text("_id"),
        text=record.text("question"),
        answers=(record.text("answer"), *aliases.get(item, ())),
        gold=gold,
        type=record.text("type", "unknown"),
        hops=len(hops) or len(gold),
        sentences=gold_sentences(record, context, pool),
        evidences=hops,
    )
