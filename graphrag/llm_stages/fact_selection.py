"""Fact selection: which of the nearest facts may start the walk.

HippoRAG 2 calls it recognition memory (arXiv 2502.14802); PROPEX-RAG keeps at most 4 of 10
(arXiv 2511.01802). A fact is the sentence that states it, with its triples. When none is kept, the
walk starts at the names alone, and without a name the question goes to dense and BM25 search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphrag.index.facts import facts_of
from graphrag.llm.prompts import fill, one_line
from graphrag.llm_stages.schemas import one_of, record, several
from graphrag.llm_stages.session import Ask, ModelSession
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.seeding import nearest

if TYPE_CHECKING:
    from graphrag.index import Index

STAGE = "facts"
SHOWN, KEPT = 10, 4  # nearest facts that the model chooses from, and the most it may keep
MOST_TRIPLES = 4  # shown of one sentence


def select_facts(index: Index, signals: Signals, session: ModelSession) -> tuple[int, ...] | None:
    """Sentences (corpus-wide positions) that the model keeps, in its order; None when it fails."""
    near = nearest(signals.similarity, SHOWN)
    if not near:
        return ()
    numbers = [f"F{number}" for number in range(1, len(near) + 1)]
    lines = [
        one_line(f"{number} {fact_line(index, sentence)}")
        for number, sentence in zip(numbers, near, strict=True)
    ]
    prompt = fill("facts", question=signals.question, most=str(KEPT), facts="\n".join(lines))
    reply = session.ask(STAGE, Ask(prompt, record(keep=several(one_of(numbers)))))
    if reply is None:
        return None
    kept = dict.fromkeys(near[numbers.index(number)] for number in reply["keep"])
    return tuple(kept)[:KEPT]


def fact_line(index: Index, sentence: int) -> str:
    """ "(title): sentence [subject | predicate | object; …]"."""
    title = index.titles[int(index.sentence_passage[sentence])]
    triples = [
        f"{fact.subject} | {fact.relation} | {fact.object}"
        for fact in facts_of(index, sentence)[:MOST_TRIPLES]
    ]
    stated = f" [{'; '.join(triples)}]" if triples else ""
    return f"({title}): {index.sentence(sentence)}{stated}"
