"""BM25 as sparse vectors (Robertson and Zaragoza, 2009): the store multiplies in the IDF.

    score(q, p) = Σ over terms t of q:  idf(t) · tf·(k1 + 1) / (tf + k1·(1 − b + b·len/avglen))
    idf(t)      = ln(1 + (N − n + 0.5) / (n + 0.5))

A passage's vector holds the fraction, a question's vector 1 for every term. What the terms of a
text are says `graphrag/language/words.py`.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence

from graphrag.language.words import term_count, terms
from graphrag.stores.protocol import Sparse

TOKENIZER = "words-3"  # raise when the terms of a text change


def term_number(term: str) -> int:
    """A number below 2³² that stands for the term in sparse vectors."""
    return zlib.crc32(term.encode())


def query_vector(question: str) -> Sparse:
    """Weight 1 on every distinct term."""
    numbers = sorted({term_number(term) for term in terms(question)})
    return Sparse(numbers, [1.0] * len(numbers))


def average_length(texts: Sequence[str]) -> float:
    """Mean number of terms a text; 1 where there is none."""
    return sum(map(term_count, texts)) / max(len(texts), 1) or 1.0


def passage_vectors(
    texts: Sequence[str], k1: float, b: float, average: float | None = None
) -> list[Sparse]:
    """One vector a text; `average` is the `average_length` of the whole collection, if larger."""
    average = average or average_length(texts)
    vectors = []
    for text in texts:
        found = Counter(term_number(term) for term in terms(text))
        norm = k1 * (1 - b + b * term_count(text) / average)
        numbers = sorted(found)
        vectors.append(Sparse(numbers, [found[n] * (k1 + 1) / (found[n] + norm) for n in numbers]))
    return vectors
