"""The first candidates of a ranking as numbered lines of a prompt, and a new order for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from graphrag.llm.prompts import fill, one_line
from graphrag.llm_stages.schemas import one_of, record, several
from graphrag.llm_stages.session import Ask, ModelSession
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.order import Ranking

if TYPE_CHECKING:
    from graphrag.index import Index

WANTED = 5  # candidates that a model puts first
LONGEST = 400  # characters of a candidate
NEAR = 2  # sentences nearest to the question, beside the opening one


def candidate_line(index: Index, signals: Signals, position: int) -> str:
    """ "(title): opening sentence … nearest sentences", in the order of the text."""
    first, past = index.first_sentence[position : position + 2].tolist()
    similarity = signals.similarity[first:past]
    near = np.argsort(-similarity, kind="stable")[:NEAR].tolist()
    shown = sorted({0, *near}) if first < past else []
    text = " ".join(index.sentence(first + row) for row in shown) or index.texts[position]
    return one_line(f"({index.titles[position]}): {text}")[:LONGEST]


def numbered(
    index: Index, signals: Signals, ranking: Ranking, candidates: Sequence[int]
) -> tuple[list[str], str]:
    """The numbers P1, P2, … of candidates, and their lines."""
    numbers = [f"P{number}" for number in range(1, len(candidates) + 1)]
    lines = [
        f"{number} {candidate_line(index, signals, int(ranking.pool.passages[candidate]))}"
        for number, candidate in zip(numbers, candidates, strict=True)
    ]
    return numbers, "\n".join(lines)


def picks(
    index: Index,
    signals: Signals,
    ranking: Ranking,
    session: ModelSession,
    candidates: Sequence[int],
    key: str,
    file: str,
    **more: str,
) -> list[int] | None:
    """The candidates that one call names, in the order of the reply; None when the model fails.

    Args:
        key: what the reply calls them.
        file: which prompt; `more` fills its other places.
    """
    numbers, lines = numbered(index, signals, ranking, candidates)
    prompt = fill(file, question=signals.question, passages=lines, **more)
    reply = session.ask("reranking", Ask(prompt, record(**{key: several(one_of(numbers))})))
    if reply is None:
        return None
    return list(dict.fromkeys(candidates[numbers.index(number)] for number in reply[key]))


def put_first(ranking: Ranking, chosen: Sequence[int]) -> Ranking:
    """The ranking with these candidates first, in this order; the others keep theirs.

    The scores stay where they are: the first place has the highest, whoever holds it now.
    """
    first = list(dict.fromkeys(chosen))
    rest = [candidate for candidate in ranking.order.tolist() if candidate not in set(first)]
    order = np.array([*first, *rest], dtype=np.int64)
    score = np.empty_like(ranking.score)
    score[order] = ranking.score[ranking.order]
    return replace(ranking, order=order, score=score)
