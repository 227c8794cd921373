"""The order of the first candidates by a language model, in the way the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphrag.llm_stages.joint_selection import select
from graphrag.llm_stages.listwise import order_list
from graphrag.llm_stages.pointwise import score_each
from graphrag.llm_stages.session import ModelSession
from graphrag.llm_stages.setwise import sort_by_sets
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.order import Ranking
from graphrag.settings import Reranking

if TYPE_CHECKING:
    from graphrag.index import Index

WAYS = {
    "select": select,
    "listwise": order_list,
    "setwise": sort_by_sets,
    "pointwise": score_each,
}


def rerank(
    index: Index, signals: Signals, ranking: Ranking, session: ModelSession, section: Reranking
) -> Ranking:
    """`ranking` with its first candidates in another order; as it was when the model fails."""
    if not len(ranking.order):
        return ranking
    return WAYS[section.llm](index, signals, ranking, session, section) or ranking
