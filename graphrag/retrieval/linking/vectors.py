"""Linking by vector (HippoRAG, arXiv 2405.14831): the entity whose name is nearest to a phrase.

    entity(phrase) = argmax_e cos(phrase, name of e), if that is at least the floor

HippoRAG links every name of the question so; here it is the last resort for phrases, after
known names and near spellings: quoted text, runs of capitalised words, runs of plain words ("land
grant university"). Plain words mean names of several words only: "born later" is not "Born". A
mention weighs its cosine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Entity
from graphrag.language.keys import Token, tokens
from graphrag.language.words import FUNCTION_WORDS
from graphrag.retrieval.linking.mentions import QuestionMention
from graphrag.storage.stacked import Vectors

Floats = NDArray[np.float32]
Span = tuple[int, int]
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]{2,80})[\"”»]")
FLOOR = 0.7  # lowest cosine of a link
_LONGEST = 4  # words of a run; longer ones are clauses, not names


def link_vectors(
    question: str,
    mentions: Sequence[QuestionMention],
    entities: Sequence[Entity],
    encode: Callable[[list[str]], Floats],
    names: Vectors,
    floor: float = FLOOR,
) -> tuple[QuestionMention, ...]:
    """`mentions` and those found by vector, in reading order.

    Args:
        encode: texts to vectors (n, d) of length one.
        entities: all of them.
        names: (E, d) the vectors of their names.
        floor: lowest cosine of a link.
    """
    spans = unmatched_phrases(question, [(m.start, m.end) for m in mentions])
    if not spans or not len(names):
        return tuple(mentions)
    vectors = encode([question[start:end] for start, end in spans])
    found = list(mentions)
    for (start, end), vector in zip(spans, vectors, strict=True):
        cosine = names @ vector
        best = int(np.argmax(cosine))
        score = min(float(cosine[best]), 1.0)
        text = question[start:end]
        if score >= floor and (not text.islower() or " " in entities[best].name):
            found.append(QuestionMention(start, end, text, (best,), "vector", score))
    return tuple(sorted(found, key=lambda mention: mention.start))


def unmatched_phrases(question: str, taken: Sequence[Span]) -> list[Span]:
    """Quoted text, and runs of words: from capital to capital, or of two and more plain ones."""
    covered = list(taken)
    found: list[Span] = []
    for match in _QUOTED.finditer(question):
        if not _overlaps(match.span(1), covered):
            found.append(match.span(1))
            covered.append(match.span(1))
    for run in _runs(question, covered):
        capital = [n for n, word in enumerate(run) if question[word.start].isupper()]
        run = run[capital[0] : capital[-1] + 1] if capital else run
        if (capital or len(run) > 1) and len(run) <= _LONGEST:
            found.append((run[0].start, run[-1].end))
    return sorted(found)


def _runs(question: str, covered: Sequence[Span]) -> list[list[Token]]:
    """Neighbouring words that are neither covered nor function words; the first word is neither."""
    runs: list[list[Token]] = [[]]
    for position, word in enumerate(tokens(question)):
        inside = _overlaps((word.start, word.end), covered)
        opens = position == 0 and not question[word.start].isdigit()
        if inside or opens or word.key in FUNCTION_WORDS:
            runs.append([])
            continue
        if runs[-1] and question[runs[-1][-1].end : word.start].strip(" -"):
            runs.append([])  # a comma or a bracket lies between
        runs[-1].append(word)
    return [run for run in runs if run]


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
