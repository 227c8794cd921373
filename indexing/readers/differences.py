"""Whether two texts say the same, though not letter for letter: a report as a page and as a print.

Their words are laid side by side. They may differ in what the way of printing makes: where words
are parted, articles, spelling, numbers that count pages or items, lines that return on each page or
are no sentences. Whatever else one says and the other does not, and whatever stands in the place of
something else, makes two texts of them: a limit, a name, a "not".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from graphrag.language.words import of_class, stem

_TELLING = {
    *("no", "not", "never", "none", "nor", "neither", "without", "except", "only", "draft", "void"),
    *("superseded", "obsolete", "withdrawn", "repealed", "expired", "cancelled", "proposed", "old"),
}
RUN = 3  # words that have to agree before two texts count as side by side again
MOST_FURNITURE = 12  # words of a line that is no sentence
_PAGES = {"#", "page", "p", "pg", "of", "seite", "von", "página", "pagina", "de", "sur", "sida"}
_FREE = of_class("article") | {"and", "this", "that", "these", "those"}
_WORD = re.compile(
    r"(?<!\w)[-−+±]\d[\d.,:/]*\d|(?<!\w)[-−+±]\d|\d+(?:[.,:/]\d+)*|\w+|[<>≤≥$€£¥%‰°]"
)
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[.!?:;。！？।]['\")\]’”]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as words: signs that tell ("-5", "%", "<") are words, dashes and bullets are not."""

    words: tuple[str, ...]
    small: tuple[bool, ...]  # whether each is written small
    line: tuple[int, ...]  # of each, from 0
    sentence: tuple[bool, ...]  # whether each line ends as a sentence does


@dataclass(frozen=True, slots=True)
class _Extra:
    """Words that one text has and the other has not."""

    words: tuple[str, ...]
    heads: bool  # they begin a line
    whole: bool  # and are one
    idle: bool  # and it is no sentence
    first: bool  # and begins the text
    last: bool  # and ends it, after a sentence


def wording(text: str) -> Wording:
    """The words of a text, whose lines are its paragraphs, items and headings."""
    words, small, line, sentence = [], [], [], []
    for number, said in enumerate(_LINE.findall(unicodedata.normalize("NFKC", text))):
        sentence.append(_SENTENCE.search(said) is not None)
        for found in _WORD.findall(said):
            words.append(found.casefold())
            small.append(found[0].islower())
            line.append(number)
    return Wording(tuple(words), tuple(small), tuple(line), tuple(sentence))


def say_the_same(one: Wording, other: Wording) -> bool:
    """Whether what they differ in is of no weight."""
    extras: tuple[list[_Extra], list[_Extra]] = ([], [])
    for (a, b), (c, d) in _apart(one.words, other.words):
        alone = list(_extras(one, a, b)), list(_extras(other, c, d))
        if all(alone) and not any(all(map(_is_page, side)) for side in alone):
            if not _alike(one, (a, b), other, (c, d)):
                return False
            continue
        for side, found in zip(extras, alone, strict=True):
            side += found
    return _is_furniture(extras[0]) and _is_furniture(extras[1])


def _apart(
    one: Sequence[str], other: Sequence[str]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Stretches of both between the runs of words that they share; one of each may be empty."""
    left, right = _runs(one), _runs(other)
    matcher = SequenceMatcher(None, left, right)  # what fills a hundredth of a text starts no run
    a = c = 0
    for b, d, length in matcher.get_matching_blocks():
        b, d = (max(b, a), max(d, c)) if length else (len(one), len(other))
        while a < b and c < d and one[a] == other[c]:
            a, c = a + 1, c + 1
        while a < b and c < d and one[b - 1] == other[d - 1]:
            b, d = b - 1, d - 1
        if a < b or c < d:
            yield (a, b), (c, d)
        a, c = b, d
        while a < len(one) and c < len(other) and one[a] == other[c]:
            a, c = a + 1, c + 1


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def _alike(one: Wording, at: tuple[int, int], other: Wording, there: tuple[int, int]) -> bool:
    """Whether the words differ in where they are parted, in articles or in spelling alone."""
    left, right = slice(*at), slice(*there)
    pair = [one.words[left], other.words[right]]
    if _joined(pair[0]) == _joined(pair[1]):
        return True
    bare = [[word for word in words if word not in _FREE] for words in pair]
    if _joined(bare[0]) == _joined(bare[1]):
        return True
    if not (all(one.small[left]) and all(other.small[right])):
        return False
    return [_spelt(word) for word in bare[0]] == [_spelt(word) for word in bare[1]]


def _joined(words: Sequence[str]) -> str:
    """The words as one; two numbers stay two."""
    parts = [
        f"{a} " if a[-1:].isdigit() and b[:1].isdigit() else a for a, b in pairwise([*words, ""])
    ]
    return "".join(parts)


def _spelt(word: str) -> str:
    """One key for British, American and inflected forms."""
    return stem(word.replace("is", "iz").replace("ys", "yz").replace("our", "or"))


def _extras(text: Wording, start: int, end: int) -> Iterator[_Extra]:
    """Words [start, end): as they stand, or line by line where they are whole lines."""
    heads = start < end and (start == 0 or text.line[start - 1] != text.line[start])
    whole = heads and (end == len(text.words) or text.line[end] != text.line[end - 1])
    for line, words in groupby(range(start, end), lambda word: text.line[word] if whole else 0):
        said = tuple(text.words[word] for word in words)
        idle = whole and not text.sentence[line] and len(said) <= MOST_FURNITURE
        last = line == text.line[-1] and text.sentence[line - 1]
        yield _Extra(said, heads, whole, idle, idle and line == 0, idle and last)


def _is_furniture(extras: Sequence[_Extra]) -> bool:
    """Whether nothing of what only one of the texts has says anything."""
    alike: dict[tuple[str, ...], list[_Extra]] = defaultdict(list)
    counted: dict[bool, list[_Extra]] = {True: [], False: []}  # pages; items and notes
    for extra in extras:
        if set(_masked(extra.words)) <= _FREE | {"#"} or _is_page(extra):
            counted[extra.whole].append(extra)
        else:
            alike[_masked(extra.words)].append(extra)
    is_print = bool(counted[True])
    return all(map(_are_counters, counted.values())) and all(
        _returns(some) or (len(some) == 1 and _is_edge(some[0], is_print))
        for some in alike.values()
    )


def _are_counters(extras: Sequence[_Extra]) -> bool:
    """Whether their numbers are those of pages, items or notes."""
    numbered = [(int(word), e.heads) for e in extras for word in e.words[-1:] if word.isdecimal()]
    numbers = [number for number, _ in numbered]
    return _count_on(numbers) and (len(numbers) != 1 or (numbers[0] <= 2 and numbered[0][1]))


def _is_page(extra: _Extra) -> bool:
    """Whether it is the number of a page."""
    return extra.whole and set(_masked(extra.words)) <= _PAGES


def _returns(extras: Sequence[_Extra]) -> bool:
    """Whether words that are equal but for numbers are a line that returns on each page."""
    if len(extras) < 2 or len(extras[0].words) < 2:
        return False
    places = [n for n, word in enumerate(_masked(extras[0].words)) if word == "#"]
    columns = [[int(extra.words[place]) for extra in extras] for place in places]
    counting = [_count_on(column) for column in columns if len(set(column)) > 1]
    if counting:
        return all(counting)
    return len(extras) > 2 and all(extra.idle for extra in extras)


def _is_edge(extra: _Extra, is_print: bool) -> bool:
    """Whether it is a last line that is no sentence ("Back to the top"), or the head of a print
    that numbers its one page.
    """
    told = any(word[-1].isdigit() or word in _TELLING for word in extra.words)
    return not told and (extra.last or (extra.first and is_print))


def _masked(words: Sequence[str]) -> tuple[str, ...]:
    return tuple("#" if word.isdecimal() else word for word in words)


def _count_on(numbers: Sequence[int]) -> bool:
    """Whether each is one more than that before, or 1 again."""
    return all(after in (before + 1, 1) for before, after in pairwise(numbers))
