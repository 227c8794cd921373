"""What the span head reads before each passage: the sentences of other passages that lead to it.

A question of several hops asks of a passage what only another one explains: where the director was
born is in his own passage, that he directed is in the film's. So a passage is read after at
most two sentences of two other passages: those that name its title, that fit the question, or to
which retrieval asked on.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.datatypes import ScoredPassage
from graphrag.language.keys import fold, without_bracket
from graphrag.reading.head.texts import HeadText

LEADS = 2
LONGEST = 260  # characters of a sentence
SHORTEST = 4  # characters of a title that can be looked for


def head_texts(passages: Sequence[ScoredPassage]) -> list[HeadText]:
    """Each passage with its title, and before it the sentences that lead to it."""
    spoken = [
        [(fold(s.text), s.text.strip(), s.score + 0.5 * s.hop) for s in passage.sentences]
        for passage in passages
    ]
    return [
        HeadText(passage.text, " ".join([*_leads(number, passages, spoken), own]))
        for number, passage in enumerate(passages)
        for own in [f"{passage.title}: " if passage.title else ""]
    ]


def _leads(
    number: int,
    passages: Sequence[ScoredPassage],
    spoken: Sequence[Sequence[tuple[str, str, float]]],
) -> list[str]:
    """The best sentence of each of the best other passages, the best one last."""
    name = fold(without_bracket(passages[number].title))
    best = []
    for other, sentences in enumerate(spoken):
        if other != number and sentences:
            value, text = max((fit + 2 * _names(name, key), text) for key, text, fit in sentences)
            title = passages[other].title
            said = f"{title}: {text[:LONGEST]}" if title else text[:LONGEST]
            best.append((value - 0.02 * other, said))
    return [said for _, said in sorted(best)[-LEADS:]]


def _names(name: str, sentence: str) -> bool:
    return len(name) >= SHORTEST and name in sentence
