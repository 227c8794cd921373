"""Features of each candidate from the question's names and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.language.keys import tokens
from graphrag.language.words import terms
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.pool import Pool
from graphrag.storage.ragged import is_in
from graphrag.storage.stores.bm25_text import term_number

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]


def name_features(
    index: Index, pool: Pool, signals: Signals, slot: NDArray[np.int32]
) -> dict[str, Floats]:
    """Which of the question's names a candidate names or is about, and how many of its words.

    Args:
        slot: (P,) the candidate's number of each passage, -1 outside the pool.
    """
    view, n = index.view, len(pool.passages)
    title, about = view.title_entity[pool.passages], view.about[pool.passages]
    title_passages = np.zeros(n, np.int32)  # 0 for a title without words
    title_passages[about >= 0] = view.passages_naming[about[about >= 0]]
    named = np.zeros(n, np.float32)
    named_idf = np.zeros(n, np.float32)
    titled = np.zeros(n, np.float32)
    titled_length = np.zeros(n, np.float32)
    titled_certainty = np.zeros(n, np.float32)
    total = 0.0
    titled_mentions = 0
    for mention in signals.mentions:
        hit = np.zeros(n, np.float32)
        for entity in mention.entities:
            where = slot[view.occ_passage[view.spots.of(entity)]]
            hit[where[where >= 0]] = np.maximum(hit[where[where >= 0]], view.specificity[entity])
        named += hit > 0
        named_idf += hit
        called = is_in(title, mention.entities) | is_in(about, mention.entities)
        titled = np.maximum(titled, called)
        titled_length = np.maximum(titled_length, called * len(mention.text))
        titled_certainty = np.maximum(titled_certainty, called / len(mention.entities))
        total += max((float(view.specificity[e]) for e in mention.entities), default=0.0)
        titled_mentions += bool(called.any())
    return {
        "named": named,
        "named_idf": named_idf,
        "named_share": named_idf / (total + 1e-6),
        "titled": titled,
        "titled_length": titled_length,
        "titled_certainty": titled_certainty,
        "mentions": np.full(n, len(signals.mentions), np.float32),
        "titled_mentions": np.full(n, titled_mentions, np.float32),
        "title_passages": np.log1p(title_passages).astype(np.float32),
    } | _word_features(index, pool, signals)


def _word_features(index: Index, pool: Pool, signals: Signals) -> dict[str, Floats]:
    """IDF-weighted share of the question's words in the candidate and in its title."""
    words = list(dict.fromkeys(terms(signals.question)))
    numbers = np.array([term_number(word) for word in words], dtype=np.uint32)
    idf = index.terms.idf_of(numbers)
    in_names = {word for mention in signals.mentions for word in terms(mention.text)}
    rest = np.where([word in in_names for word in words], 0, idf).astype(np.float32)
    contained = index.terms.contained(pool.passages, numbers)
    question_words = {token.key for token in tokens(signals.question)}
    shares = [
        len(view_words & question_words) / max(len(view_words), 1)
        for view_words in (index.view.title_words[p] for p in pool.passages)
    ]
    n = len(pool.passages)
    return {
        "cover": contained @ idf / (idf.sum() + 1e-6),
        "cover_rest": contained @ rest / (rest.sum() + 1e-6),
        "title_in_question": np.array(shares, dtype=np.float32),
        "question_words": np.full(n, len(words), np.float32),
        "length": np.log1p(index.terms.lengths[pool.passages]).astype(np.float32),
    }
