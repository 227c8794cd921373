"""Pointwise reranking (ERank, arXiv 2509.00520): a whole number from 0 to 10 for each candidate.

A passage whose title the question names gets a bonus (PROPEX-RAG, arXiv 2511.01802). Equal scores
keep the order they had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphrag.llm.prompts import fill
from graphrag.llm_stages.numbered import candidate_line, put_first
from graphrag.llm_stages.schemas import record, whole
from graphrag.llm_stages.session import Ask, ModelSession
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.order import Ranking
from graphrag.settings import Reranking

if TYPE_CHECKING:
    from graphrag.index import Index

MOST = 20
TITLE_BONUS = 1.0  # added to the score of a passage whose title the question names
SCHEMA = record(score=whole(0, 10))


def score_each(
    index: Index, signals: Signals, ranking: Ranking, session: ModelSession, section: Reranking
) -> Ranking | None:
    """The candidates by falling score; None when one of the calls fails."""
    candidates = ranking.order[: section.llm_candidates or MOST].tolist()
    positions = [int(ranking.pool.passages[candidate]) for candidate in candidates]
    calls = [
        Ask(
            fill(
                "pointwise",
                question=signals.question,
                passage=candidate_line(index, signals, position),
            ),
            SCHEMA,
        )
        for position in positions
    ]
    replies = session.ask_all("reranking", calls)
    if replies is None:
        return None
    named = {entity for mention in signals.mentions for entity in mention.entities}
    score = {
        candidate: reply["score"] + TITLE_BONUS * (int(index.view.title_entity[position]) in named)
        for candidate, position, reply in zip(candidates, positions, replies, strict=True)
    }
    return put_first(ranking, sorted(candidates, key=lambda candidate: -score[candidate]))
