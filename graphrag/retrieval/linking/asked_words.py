"""Type and relation words of a question ("director", "born"): CatRAG's anchors (arXiv 2602.01965).

They say what is asked, not of whom, and are read in three ways: as entities that are called so
(`graphrag/retrieval/seeding/anchors.py`), relation edges whose predicate says so
(`graphrag/retrieval/weighting/relation_words.py`) and the fact that ends an evidence path
(`graphrag/evidence/last_hop.py`). Words are compared by their roots.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from graphrag.language.keys import fold, tokens, word_keys
from graphrag.language.words import FUNCTION_WORDS, root
from graphrag.retrieval.linking.mentions import QuestionMention


def asked_words(question: str, mentions: Iterable[QuestionMention]) -> tuple[str, ...]:
    """Words outside the question's names that are no function words, in order, each once."""
    inside = [(mention.start, mention.end) for mention in mentions]
    found = [
        word.key
        for word in tokens(question)
        if word.key not in FUNCTION_WORDS
        and not any(start <= word.start < end for start, end in inside)
    ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)  # two in five texts are asked for again by the same question
def roots(text: str) -> frozenset[str]:
    """Roots of the words of `text`; the words of a family share one."""
    return frozenset(root(key) for key in word_keys(fold(text)) if key not in FUNCTION_WORDS)
