"""Third look: where the order doubts, the span head reads the best candidates.

Each is read after what leads to it (`leads.py`), and small trees weigh what the head says beside
what the looks before it said: does the passage answer, does the one that it leads to, how sure is
the head of another. It costs as much as reading an answer, so it is done only

    where  the shares of the candidates behind the fifth add up to DOUBT or more,
    and    most of the candidates are short enough to be read whole: of a page of a report a cut
           says too little.

Trees and numbers: docs/decisions/0026-read-where-in-doubt.md, `scripts/fit_third_look.py`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.embedding.span_head import open_head
from graphrag.embedding.span_head.head_rows import ROWS, HeadText
from graphrag.embedding.span_head.span_head import NOWHERE, HeadReading
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.leads import Led, heading, lead_to
from graphrag.retrieval.reranking.order import Ranking
from graphrag.retrieval.reranking.trees import load_trees
from graphrag.settings import Reranking
from graphrag.storage.cards import read_card

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
READ = 10  # candidates
DOUBT = 0.1
WHOLE = 1100  # characters of a passage that is read whole
_FIRST = 5
_SURE = 1e-5  # probabilities nearer to 0 or 1 are taken for this
_UNLED = -12.0  # log-odds of a passage that is not there


def has_third_look(index: Index, section: Reranking) -> bool:
    """Whether there is one: at the learned order, by the encoder whose layers the head shares."""
    learned = section.ranker == "learned" and section.select == "best"
    return (
        learned
        and index.made.encoder == read_card("graphrag.retrieval.reranking", "read").made.encoder
    )


def look_by_reading(index: Index, ranking: Ranking, signals: Signals) -> Ranking:
    """The ranking with its first candidates ordered anew, if that is worth reading them."""
    if not is_worth_reading(index, ranking):
        return ranking
    names, values = reading_features(index, ranking, signals)
    score = load_trees("read").predict(names, values)
    first, rest = ranking.order[:READ], ranking.order[READ:]
    share = ranking.score.copy()
    share[first] = 1 / (1 + np.exp(-score))
    share[rest] = np.minimum(share[rest], share[first].min())  # they stay behind
    order = np.concatenate([first[np.argsort(-score, kind="stable")], rest])
    says = values[:, names.index("heard")].tolist()
    heard = dict(zip(first.tolist(), says, strict=True))
    return replace(ranking, order=order, score=share, heard=heard)


def is_worth_reading(index: Index, ranking: Ranking) -> bool:
    """Whether the order doubts, and most candidates can be read whole."""
    passages = _first(ranking)
    whole = sum(len(index.texts[passage]) <= WHOLE for passage in passages)
    return behind_the_first(ranking) >= DOUBT and 2 * whole >= len(passages)


def behind_the_first(ranking: Ranking) -> float:
    """How far a learned order doubts its first five: what the shares of the others add up to."""
    return float(np.sort(ranking.score)[::-1][_FIRST:].sum())


def reading_features(
    index: Index, ranking: Ranking, signals: Signals
) -> tuple[tuple[str, ...], Floats]:
    """Names, and the values (min(READ, n), f) of the first candidates in order."""
    passages = _first(ranking)
    led = lead_to(index, signals, passages)
    texts = [
        HeadText(_cut(index, signals, passage), one.before + heading(index, passage))
        for passage, one in zip(passages, led, strict=True)
    ]
    heard = open_head().read(signals.question, texts, most=ROWS)
    columns = _standing(ranking) | _heard(heard, led)
    values = np.stack([np.asarray(column, np.float32) for column in columns.values()], axis=1)
    return tuple(columns), values


def _first(ranking: Ranking) -> list[int]:
    found: list[int] = ranking.pool.passages[ranking.order[:READ]].tolist()
    return found


def _standing(ranking: Ranking) -> dict[str, Floats]:
    """What the looks before it say."""
    share = ranking.score[ranking.order[:READ]]
    score = _log_odds(share)
    n = len(score)
    fifth = np.sort(score)[::-1][min(_FIRST, n) - 1]
    return {
        "score": score,
        "rank": np.log1p(np.arange(n)),
        "gap": score - score.max(),
        "over_fifth": score - fifth,
        "strong": np.full(n, share.sum()),
    }


def _heard(heard: HeadReading, led: list[Led]) -> dict[str, Floats]:
    """What the head says of each, and of those that it leads to."""
    says = _log_odds(1 - np.array(heard.none))
    n = len(says)
    spans = np.full(n, NOWHERE)
    for span in heard.spans:
        spans[span.passage] = max(spans[span.passage], span.score)
    ranks = np.empty(n)
    ranks[np.argsort(-says, kind="stable")] = np.arange(n)
    onward, leading = np.full(n, _UNLED), np.zeros(n)
    for number, one in enumerate(led):
        for lead in one.leads:
            leading[lead.number] = max(leading[lead.number], lead.fit)
            if one.before:
                onward[lead.number] = max(onward[lead.number], says[number])
    ordered = np.sort(says)[::-1]
    return {
        "heard": says,
        "heard_gap": says - ordered[0],
        "heard_rank": ranks,
        "heard_span": spans,
        "heard_best": np.full(n, ordered[0]),
        "heard_second": np.full(n, ordered[min(1, n - 1)]),
        "heard_onward": onward,
        "leads_onward": leading,
    }


def _log_odds(share: Floats) -> Floats:
    sure = np.clip(np.asarray(share, np.float64), _SURE, 1 - _SURE)
    return np.log(sure / (1 - sure))


def _cut(index: Index, signals: Signals, passage: int) -> str:
    """The passage, or as many of its sentences around the fittest as are read."""
    text = index.texts[passage]
    first, past = index.first_sentence[passage : passage + 2].tolist()
    if len(text) <= WHOLE or first == past:
        return text[:WHOLE]
    starts, ends = index.sentence_start, index.sentence_end
    low = high = first + int(np.argmax(signals.similarity[first:past]))
    while True:
        wider = [
            (a, b)
            for a, b in ((low, high + 1), (low - 1, high))
            if first <= a and b < past and ends[b] - starts[a] <= WHOLE
        ]
        if not wider:
            return text[int(starts[low]) : int(ends[high])][:WHOLE]
        low, high = wider[0]
