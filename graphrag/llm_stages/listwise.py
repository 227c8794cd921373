"""Listwise reranking (as in PROPEX-RAG, arXiv 2511.01802): one call orders the candidates.

Candidates that the reply leaves out follow in the order they had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphrag.llm_stages.numbered import picks, put_first
from graphrag.llm_stages.session import ModelSession
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.order import Ranking
from graphrag.settings import Reranking

if TYPE_CHECKING:
    from graphrag.index import Index

MOST = 20


def order_list(
    index: Index, signals: Signals, ranking: Ranking, session: ModelSession, section: Reranking
) -> Ranking | None:
    """The candidates in the order of the reply; None when the model fails."""
    candidates = ranking.order[: section.llm_candidates or MOST].tolist()
    said = picks(index, signals, ranking, session, candidates, "order", "listwise")
    return None if said is None else put_first(ranking, [*said, *candidates])
