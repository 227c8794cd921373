"""From a question to the entities it names: longest known names first, then near spellings.

A mention is a run of the question's words. It may stand for several entities when titles share a
name ("Devotion"); a bracket in the question ("Devotion (1929 film)") picks the full title, being
the longer match.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from graphrag.language.keys import Token, fold, longest_matches, tokens
from graphrag.language.names import find_names
from graphrag.language.words import FUNCTION_WORDS
from graphrag.storage.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class QuestionMention:
    """Words [first, past) of the question, the characters they span, and what they may mean."""

    start: int
    end: int
    text: str
    entities: tuple[int, ...]
    source: str  # mention | fuzzy
    score: float  # 1 for a known name, the similarity in [0, 1] for a near spelling


def link_mentions(
    question: str, lexicon: Lexicon, *, min_similarity: float = 0.86
) -> tuple[QuestionMention, ...]:
    """Names in the question, in reading order."""
    words = tokens(question)
    found = []
    covered: set[int] = set()
    for first, past in longest_matches(words, lexicon.entities_of, lexicon.longest):
        key = tuple(word.key for word in words[first:past])
        if not _plausible(question, words, first, past, lexicon.is_title(key)):
            continue
        owners = lexicon.entities_of[key]
        found.append(_mention(question, words, first, past, owners, "mention", 1.0))
        covered.update(range(first, past))
    for first, past in _unknown_runs(question, words, covered):
        near = _nearest(words[first:past], lexicon, min_similarity)
        if near is not None:
            found.append(_mention(question, words, first, past, near[0], "fuzzy", near[1]))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _mention(
    question: str,
    words: Sequence[Token],
    first: int,
    past: int,
    owners: tuple[int, ...],
    source: str,
    score: float,
) -> QuestionMention:
    start, end = words[first].start, words[past - 1].end
    return QuestionMention(start, end, question[start:end], owners, source, score)


def _plausible(question: str, words: Sequence[Token], first: int, past: int, title: bool) -> bool:
    """Refuse function words, and single lower-case words that are nobody's title."""
    run = words[first:past]
    if all(word.key in FUNCTION_WORDS or len(word.key) == 1 for word in run):
        return False
    if len(run) > 1:
        return True
    capital = question[run[0].start].isupper() or question[run[0].start].isdigit()
    if first == 0 and capital:
        return title and run[0].key not in FUNCTION_WORDS
    return capital or (title and len(run[0].key) > 3)


def _unknown_runs(
    question: str, words: Sequence[Token], covered: set[int]
) -> Iterator[tuple[int, int]]:
    """What no known name covers of the question's names, from capital to capital.

    A function word that opens the question with its capital ("Did Ann Lee ...") is left out.
    """
    opens = {0} if words and words[0].key in FUNCTION_WORDS else set()
    for name in find_names(question):
        inside = [n for n, word in enumerate(words) if name.start <= word.start < name.end]
        free = [n for n in inside if n not in covered | opens]
        for _, run in groupby(free, key=lambda n: n - free.index(n)):
            capital = [n for n in run if question[words[n].start].isupper()]
            if capital and capital[-1] > 0:
                yield capital[0], capital[-1] + 1


def _nearest(
    run: Sequence[Token], lexicon: Lexicon, min_similarity: float
) -> tuple[tuple[int, ...], float] | None:
    wanted = fold(" ".join(word.key for word in run))
    if len(wanted) < 4 or min_similarity > 1:
        return None
    return lexicon.nearest(wanted, max(min_similarity, 0))
