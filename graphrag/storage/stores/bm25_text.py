"""What BM25 sees of a text: the numbers of its terms.

A question's vector has 1 for every term; a passage's is made in `graphrag/storage/terms.py`. What
the terms of a text are says `graphrag/language/words.py`.
"""

from __future__ import annotations

import zlib

from graphrag.language.words import terms
from graphrag.storage.stores.protocol import Sparse

TOKENIZER = "words-5"  # raise when the terms of a text change


def term_number(term: str) -> int:
    """A number below 2³² that stands for the term in sparse vectors."""
    return zlib.crc32(term.encode())


def query_vector(question: str) -> Sparse:
    """Weight 1 on every distinct term."""
    numbers = sorted({term_number(term) for term in terms(question)})
    return Sparse(numbers, [1.0] * len(numbers))
