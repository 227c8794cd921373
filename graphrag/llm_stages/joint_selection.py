"""Joint selection (SAG, arXiv 2606.15971): one call that picks a few of up to 100 candidates.

Seen side by side, a passage that only helps together with another can be told from a distractor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphrag.linking.signals import Signals
from graphrag.llm_stages.numbered import WANTED, numbered, put_first
from graphrag.llm_stages.prompts import fill
from graphrag.llm_stages.schemas import one_of, record, several
from graphrag.llm_stages.session import Ask, ModelSession
from graphrag.reranking.order import Ranking
from graphrag.settings import Reranking

if TYPE_CHECKING:
    from graphrag.index import Index

MOST = 100


def select(
    index: Index, signals: Signals, ranking: Ranking, session: ModelSession, section: Reranking
) -> Ranking | None:
    """The picked candidates first, in the order of the reply; None when the model fails."""
    candidates = ranking.order[: section.llm_candidates or MOST].tolist()
    numbers, lines = numbered(index, signals, ranking, candidates)
    wanted = min(WANTED, len(candidates))
    prompt = fill("selection", question=signals.question, wanted=str(wanted), passages=lines)
    reply = session.ask("reranking", Ask(prompt, record(passages=several(one_of(numbers)))))
    if reply is None:
        return None
    picked = dict.fromkeys(candidates[numbers.index(number)] for number in reply["passages"])
    return put_first(ranking, list(picked)[:wanted])
