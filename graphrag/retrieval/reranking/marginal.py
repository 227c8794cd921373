"""Joint selection without a model: a set that covers and hangs together (Lin & Bilmes, ACL 2011).

Greedily, the next of the five is the candidate c of the largest gain over those chosen, S:

    gain(c | S) = relevance(c) + 0.3 · new(c | S) + 0.6 · max over s in S of t(s, c)

    new    IDF share of the question's words that c says and nobody in S does
    t      e^{3·(cos(q, sentence) − 1)} of the best sentence by which one of the two names the other

Coverage with diminishing returns is submodular, so greedy choice is near the best; the tie is
what a chain of evidence needs beyond coverage. SAG (arXiv 2606.15971) has a language model choose
the set at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graphrag.language.words import terms
from graphrag.retrieval.reranking.links import NONE, Links
from graphrag.storage.stores.bm25_text import term_number
from graphrag.storage.terms import Terms

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Order = NDArray[np.int64]
COVER = 0.3
TIE = 0.6
CHOSEN = 5
AMONG = 20  # the best candidates, from which the set is chosen
_SHARPNESS = 3.0


def select_jointly(
    terms_of: Terms,
    question: str,
    passages: Ints,
    links: Links,
    score: Floats,
    *,
    cover: float = COVER,
    tie: float = TIE,
) -> Order:
    """Candidate numbers: the chosen set in the order of choice, then the others by score.

    Args:
        terms_of: the terms of every passage of the index.
        passages: (n,) positions of the candidates.
        score: (n,) non-negative.
    """
    order = np.argsort(-score, kind="stable")
    among = order[:AMONG]
    says, idf = _words(terms_of, question, passages[among])
    ties = _ties(links, among)
    relevance = score[among] / max(float(score.max(initial=0)), 1e-12)
    chosen: list[int] = []
    covered = np.zeros(len(idf), dtype=bool)
    tied = np.zeros(len(among), dtype=np.float32)
    for _ in range(min(CHOSEN, len(among))):
        new = (says & ~covered) @ idf
        gain = relevance + cover * new + tie * tied
        gain[chosen] = -np.inf
        best = int(np.argmax(gain))
        chosen.append(best)
        covered |= says[best]
        tied = np.maximum(tied, ties[best])
    rest = np.delete(np.arange(len(among)), chosen)
    return np.concatenate([among[chosen], among[rest], order[AMONG:]])


def _words(terms_of: Terms, question: str, passages: Ints) -> tuple[NDArray[np.bool_], Floats]:
    """(n, words) words of the question in each passage; (words,) shares of their IDF."""
    words = list(dict.fromkeys(terms(question)))
    numbers = np.array([term_number(word) for word in words], dtype=np.uint32)
    idf = terms_of.idf_of(numbers)
    says = terms_of.contained(passages, numbers)
    return says, np.asarray(idf / max(float(idf.sum()), 1e-12), dtype=np.float32)


def _ties(links: Links, among: Order) -> Floats:
    """(n, n) symmetric; 0 where neither names the other."""
    between = links.similarity[np.ix_(among, among)]
    best = np.maximum(between, between.T)
    return np.where(best > NONE, np.exp(_SHARPNESS * (best - 1)), 0).astype(np.float32)
