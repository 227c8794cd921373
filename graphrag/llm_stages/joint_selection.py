"""Joint selection (SAG, arXiv 2606.15971): one call that picks a few of up to 100 candidates.

Seen side by side, a passage that only helps together with another can be told from a distractor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphrag.llm_stages.numbered import WANTED, picks, put_first
from graphrag.llm_stages.session import ModelSession
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.order import Ranking
from graphrag.settings import Reranking

if TYPE_CHECKING:
    from graphrag.index import Index

MOST = 100


def select(
    index: Index, signals: Signals, ranking: Ranking, session: ModelSession, section: Reranking
) -> Ranking | None:
    """The picked candidates first, in the order of the reply; None when the model fails."""
    candidates = ranking.order[: section.llm_candidates or MOST].tolist()
    wanted = min(WANTED, len(candidates))
    form = ("passages", "selection")
    picked = picks(index, signals, ranking, session, candidates, *form, wanted=str(wanted))
    return None if picked is None else put_first(ranking, picked[:wanted])
