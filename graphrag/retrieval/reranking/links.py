"""Which candidate names which: the graph between the candidates, weighed by the question.

`similarity[a, c]` is the similarity to the question of the best sentence of candidate a that names
candidate c's title; NONE where a does not name it. A chain of evidence is a path in this matrix.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.reranking.pool import Pool

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
NONE = -1.0
_NAMESAKE = 0.05  # a bare name that titles share states the link a little less surely


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """(n, n) matrices over the candidates."""

    similarity: Floats
    sentence: NDArray[np.int32]  # the sentence behind it, -1 without
    same_title: NDArray[np.bool_]


def find_links(index: Index, pool: Pool, similarity: Floats, slot: NDArray[np.int32]) -> Links:
    """Links among the candidates; passages of one title do not link to each other."""
    view, n = index.view, len(pool.passages)
    titles = view.about[pool.passages]
    score = np.full((n, n), NONE, dtype=np.float32)
    stated = np.full((n, n), -1, dtype=np.int32)
    for c, title in enumerate(titles.tolist()):
        if title < 0:
            continue
        for entity in (title, *view.namesakes.get(title, ())):
            spots = view.spots.of(entity)
            sentences = view.occ_sentence[spots]
            where = slot[view.occ_passage[spots]]
            inside = (where >= 0) & (sentences >= 0)
            discount = 0.0 if entity == title else _NAMESAKE
            for a, s in zip(where[inside].tolist(), sentences[inside].tolist(), strict=True):
                value = float(similarity[s]) - discount
                if value > score[a, c]:
                    score[a, c], stated[a, c] = value, s
    same = (titles[:, None] == titles[None, :]) & (titles >= 0)[:, None]
    np.fill_diagonal(same, True)
    score[same], stated[same] = NONE, -1
    return Links(score, stated, same)


def link_features(
    links: Links, first: Floats, best: Floats, titled: Floats, named: Floats, vectors: Floats
) -> dict[str, Floats]:
    """Features of each candidate from the candidates that name it and that it names.

    Args:
        first: (n,) the first walk's score as a share of its best.
        best: (n,) similarity of each candidate's best sentence.
        titled: (n,) 1 where the question names the candidate's title.
        named: (n,) how many of the question's names the candidate names.
        vectors: (n, d) of the candidates.
    """
    score, has = links.similarity, links.similarity > NONE
    alike = vectors @ vectors.T
    leaders = np.argsort(-first, kind="stable")[:5]
    return {
        "in_count": np.log1p(has.sum(0)).astype(np.float32),
        "out_count": np.log1p(has.sum(1)).astype(np.float32),
        "in_similarity": score.max(0, initial=NONE),
        "out_similarity": score.max(1, initial=NONE),
        "in_walk": np.where(has, first[:, None], 0).max(0, initial=0),
        "out_walk": np.where(has, first[None, :], 0).max(1, initial=0),
        "in_from_titled": np.where(titled[:, None] > 0, score, NONE).max(0, initial=NONE),
        "out_to_titled": np.where(titled[None, :] > 0, score, NONE).max(1, initial=NONE),
        "in_from_named": np.where(named[:, None] > 0, score, NONE).max(0, initial=NONE),
        "in_gap": np.where(has, score - best[:, None], -2).max(0, initial=-2),
        "in_alike": np.where(has, alike, NONE).max(0, initial=NONE),
        "leaders_alike": alike[:, leaders].mean(1),
        "same_title": links.same_title.sum(1).astype(np.float32),
    }
