"""Bridge entities: names that two candidates share and the question does not say.

In "What is the largest hotel in the city where Gisvi was born?" the passage on Gisvi says Windhoek;
the passage wanted is one that says Windhoek too, in a sentence that fits the rest of the question.
A bridge b carries from candidate a to candidate c

    share(a) · e^{3·cos(q, s_a)} · idf(b) · e^{3·cos(q', s_c)}

with s_a, s_c the best sentences of a and c naming b, and q' the question without its names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.reranking.pool import Pool
from graphrag.signals import Signals

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
_SHARPNESS = 3.0
_COMMONEST = 0.05  # names in more than this share of the passages bridge nothing


def bridge_features(index: Index, pool: Pool, signals: Signals, share: Floats) -> dict[str, Floats]:
    """What reaches each candidate over bridges from the others.

    Args:
        share: (n,) how likely each candidate is on its own.
    """
    n = len(pool.passages)
    nothing = {name: np.zeros(n, np.float32) for name in _NAMES}
    if not len(signals.similarity):
        return nothing
    said, fit, specificity = _incidence(index, pool, signals)
    if not len(specificity):
        return nothing
    has = said > -2
    sends = np.where(has, share[:, None] * np.exp(_SHARPNESS * said), 0) * specificity
    best_sender = sends.argmax(0)
    columns = np.arange(sends.shape[1])
    first = sends[best_sender, columns]
    sends[best_sender, columns] = 0
    second = sends.max(0)
    arrives = np.where(best_sender[None, :] == np.arange(n)[:, None], second, first)
    arrives = np.where(has, arrives, 0)
    carried = arrives * np.where(has, np.exp(_SHARPNESS * fit), 0)
    choice = carried.argmax(1)
    rows = np.arange(n)
    crossed = carried[rows, choice] > 0
    values = (
        np.log(arrives.max(1) + 1e-3),
        np.log(carried[rows, choice] + 1e-3),
        np.log(carried.sum(1) + 1e-3),
        np.where(crossed, fit[rows, choice], -1),
        np.where(crossed, specificity[choice], 0),
    )
    return dict(zip(_NAMES, (v.astype(np.float32) for v in values), strict=True))


_NAMES = ("bridge", "bridge_fit", "bridge_sum", "bridge_residual", "bridge_specificity")


def _incidence(index: Index, pool: Pool, signals: Signals) -> tuple[Floats, Floats, Floats]:
    """(n, b) similarity and residual similarity of the best sentence naming each bridge; (b,) idf.

    -2 where a candidate does not name the bridge.
    """
    view = index.view
    spots = [view.spots_in.of(passage) for passage in pool.passages.tolist()]
    candidate = np.repeat(np.arange(len(spots)), [len(rows) for rows in spots])
    rows = np.concatenate(spots) if spots else np.empty(0, np.int32)
    entity = view.occ_entity[rows]
    usable = view.is_name[entity] & ~np.isin(
        entity, [e for mention in signals.mentions for e in mention.entities]
    )
    usable &= view.passages_naming[entity] <= max(_COMMONEST * index.graph.n_passages, 20)
    candidate, entity, rows = candidate[usable], entity[usable], rows[usable]
    known, column = np.unique(entity, return_inverse=True)
    said = np.full((len(spots), len(known)), -2, dtype=np.float32)
    fit = np.full_like(said, -2)
    sentence = view.occ_sentence[rows]
    passage = pool.passages[candidate]
    direct = np.where(sentence >= 0, signals.similarity[sentence], signals.best[passage])
    rest = np.where(
        sentence >= 0, signals.residual_similarity[sentence], signals.residual_best[passage]
    )
    np.maximum.at(said, (candidate, column), direct)
    np.maximum.at(fit, (candidate, column), rest)
    shared = (said > -2).sum(0) > 1
    return said[:, shared], fit[:, shared], view.specificity[known[shared]]
