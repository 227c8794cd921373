"""Tie what a language model said about a passage to the sentence that supports it.

Offsets are found here, never taken from the model. Words are compared without case, accents,
punctuation, spacing and possessives. An end of a triple is, in one sentence,

    said        its words stand there, side by side
    titled      it is what the passage is about, which a sentence need not repeat
    partly      the sentence repeats its last word ("Kessler"), another one the whole name
    scattered   its words stand there, but apart ("Olympics of 1960" in "the 1960 Olympics")
    referred    an earlier sentence says it, and this one has a pronoun or opens with "The"

A triple is supported by the sentence in which both ends are one of these and at least one end is
said or scattered. Among several it is the one that supports the ends and the predicate's words
best, then the first. A triple without one is not used.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphrag.datatypes import Mention, PassageExtraction, Span, Triple
from graphrag.language.keys import Token, fold, name_key, tokens, without_bracket
from graphrag.language.words import ARTICLES, FUNCTION_WORDS, of_class
from indexing.said import Said

SAID, TITLED, PARTLY, SCATTERED, REFERRED = 10, 9, 8, 7, 5
_FACE_TO_FACE = (SAID, SCATTERED)  # at least one end has to be

_PRONOUNS = of_class("personal", "demonstrative", "question")
_BETWEEN = set(" \t\n\r\xa0-‐‑–—.'’`´&/·")  # what may stand between the words of a name
_OPENERS = {"the", "this", "these"}

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounding:
    """Where a name stands: characters of the passage, and the sentence."""

    start: int
    end: int
    sentence: int


class Ground:
    """One passage, searchable for names.

    Args:
        title: the passage's title.
        text: the passage; offsets count in it.
        sentences: its sentences, in order.
    """

    def __init__(self, title: str, text: str, sentences: Sequence[Span]) -> None:
        self.text = text
        self._sentences: list[list[Token]] = [[] for _ in sentences]
        starts = [span.start for span in sentences]
        for token in tokens(text):
            number = bisect_right(starts, token.start) - 1
            if number >= 0 and token.end <= sentences[number].end:
                self._sentences[number].append(token)
        self._words = [tuple(fold(t.key) for t in found) for found in self._sentences]
        self._sets = [frozenset(words) for words in self._words]
        bare = without_bracket(title)
        self.titles = {words_of(t) for t in (title, bare, bare.partition(",")[0])} - {()}

    def places(self, name: str) -> list[Grounding]:
        """Every place where the words of `name` stand side by side in one sentence.

        Between them may stand spaces, hyphens, full stops and such, and signs of the name itself.
        """
        between = _BETWEEN | set(name)
        whole = tuple(fold(token.key) for token in tokens(name))
        for wanted in dict.fromkeys((whole, words_of(name))):
            found = [
                place
                for number in range(len(self._words))
                for place in self._in_sentence(number, wanted, between)
            ]
            if found:
                return found
        return []

    def _in_sentence(self, number: int, wanted: Words, between: set[str]) -> Iterator[Grounding]:
        words, inside = self._words[number], self._sentences[number]
        if not wanted or not self._sets[number].issuperset(wanted):
            return
        size = len(wanted)
        for first in range(len(words) - size + 1):
            if words[first : first + size] == wanted:
                run = inside[first : first + size]
                gaps = (self.text[a.end : b.start] for a, b in pairwise(run))
                if all(set(gap) <= between for gap in gaps):
                    yield Grounding(run[0].start, run[-1].end, number)

    def names(self, name: str) -> bool:
        """Whether the passage or its title names `name`."""
        return words_of(name) in self.titles or bool(self.places(name))

    def tie(self, said: Said, origin: str = "llm") -> Triple | None:
        """The triple with the sentence that supports it; None when no sentence does."""
        subject, object_ = words_of(said[0]), words_of(said[2])
        if not subject or not object_ or subject == object_ or {subject, object_} <= self.titles:
            return None
        best, place = 0.0, -1
        ends = zip(self._support(said[0]), self._support(said[2]), strict=True)
        for number, (left, right) in enumerate(ends):
            if left and right and (left in _FACE_TO_FACE or right in _FACE_TO_FACE):
                support = left + right + self._states(words_of(said[1]), number)
                if support > best:
                    best, place = support, number
        if place < 0:
            return None
        return Triple(self._written(said[0]), said[1], self._written(said[2]), place, origin)

    def _states(self, predicate: Words, number: int) -> float:
        """How far a sentence has the words of a predicate: 0 to 2, and 1 for all side by side."""
        content = set(predicate) - FUNCTION_WORDS
        share = len(content & self._sets[number]) / len(content) if content else 0.0
        words, size = self._words[number], len(predicate)
        starts = range(len(words) - size + 1)
        return 2 * share + (size > 0 and any(words[i : i + size] == predicate for i in starts))

    def _support(self, end: str) -> list[int]:
        """How far each sentence supports one end; 0: not at all."""
        wanted = words_of(end)
        content = frozenset(wanted) - FUNCTION_WORDS
        titled = wanted in self.titles
        said = {place.sentence for place in self.places(end)}
        anywhere, before = titled or bool(said), False
        found = []
        for number, words in enumerate(self._words):
            inside = self._sets[number]
            level = 0
            if number in said:
                level = SAID
            elif titled:
                level = TITLED
            elif anywhere and len(wanted) > 1 and wanted[-1] in content & inside:
                level = PARTLY
            elif content and content <= inside:
                level = SCATTERED
            elif before and (inside & _PRONOUNS or (words[:1] and words[0] in _OPENERS)):
                level = REFERRED
            found.append(level)
            before = before or number in said
        return found

    def _written(self, end: str) -> str:
        """An end as the passage writes it, where the two differ by accents or an article."""
        places = self.places(end)
        surfaces = [self.text[place.start : place.end] for place in places]
        if not surfaces or any(name_key(surface) == name_key(end) for surface in surfaces):
            return end
        return surfaces[0]


def words_of(name: str) -> Words:
    """The words by which a name is looked for: no case, accents, punctuation, leading article."""
    words = [fold(token.key) for token in tokens(name)]
    while len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    return tuple(words)


def find_mentions(
    ground: Ground, names: Iterable[str], ruled: PassageExtraction
) -> tuple[Mention, ...]:
    """Where the names stand, in reading order.

    A name that the rules found as well keeps their places and kind (a date stays a date). Others
    are looked up in the text, inside longer names too ("Velm" in "Velm, Ostria"), but for what the
    passage is about, which is looked up everywhere when names are resolved.
    """
    by_words: dict[Words, list[Mention]] = {}
    for mention in ruled.mentions:
        by_words.setdefault(words_of(mention.text), []).append(mention)
    found: dict[tuple[int, int], Mention] = {}
    for name in names:
        places = by_words.get(words_of(name))
        if places is None and words_of(name) not in ground.titles:
            places = _looked_up(ground, name)
        for mention in places or ():
            found.setdefault((mention.start, mention.end), mention)
    return tuple(found[span] for span in sorted(found))


def _looked_up(ground: Ground, name: str) -> list[Mention]:
    """Places of a name, written as it is where there are such: "May" is not "may"."""
    found = []
    for place in ground.places(name):
        text = ground.text[place.start : place.end]
        kind = "name" if any(char.isalpha() for char in text) else "number"
        found.append(Mention(place.start, place.end, text, kind))
    return [mention for mention in found if mention.text == name] or found
