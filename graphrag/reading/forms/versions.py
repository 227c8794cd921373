"""Two versions of a text: which documents they are, and what the one says otherwise than the other.

Sentences that both have are left out. Of the others, two are of one point where they share most of
what is rare in both, or begin with the same word. What only one of them says is a point, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.language.dates import find_dates
from graphrag.language.differing import Differing
from graphrag.language.keys import word_keys
from graphrag.language.words import root
from graphrag.reading.pages.found import Finding, Found, tidy
from graphrag.reading.pages.page import Page
from graphrag.retrieval.linking.asked_words import roots

_SURE = 0.8  # confidence; set by hand
_MOST = 12  # points
_RARE = 2  # sentences of both that have a word by which two are of one point
_ALIKE = 0.25  # share of the rarer words that two sentences must have in common without that
_SAME_TEXT = 0.25  # share of the shorter one's sentences that the other has or says otherwise
_OF_TOPIC = 0.5  # share of the topic's words
_NO_NAME = roots(  # words of the question that call no document
    "version edition release revision draft issue copy text old new previous current latest recent"
    " earlier later former original updated two both difference change"
)
_FIGURES = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class Point:
    """What one and the other say of one thing; None where that one says nothing."""

    one: Found | None
    other: Found | None


def two_documents(asked: Differing, pages: Sequence[Page]) -> tuple[str, str] | None:
    """The two that are meant, the older first; None where more or fewer may be."""
    first: dict[str, Page] = {}
    for page in pages:
        first.setdefault(page.document, page)
    words = _named(asked.things)
    found = [document for document, page in first.items() if words and words <= _names(page)]
    marks = set(_FIGURES.findall(asked.things))
    if marks and len(found) > 1:
        told = {
            document: _marks(first[document]) or _figures(first[document]) for document in found
        }
        found = [document for document in found if told[document] & marks]
    if not found and asked.sides:
        sides = [[d for d, p in first.items() if _named(side) and _named(side) <= _names(p)]
                 for side in asked.sides]  # fmt: skip
        found = [side[0] for side in sides if len(side) == 1]
        return (found[0], found[1]) if len(set(found)) == 2 else None
    if len(found) != 2:
        return None
    one, other = sorted(found, key=lambda document: _age(first[document]))
    return one, other


def _named(text: str) -> frozenset[str]:
    return frozenset(word for word in roots(text) - _NO_NAME if not re.search(r"\d", word))


def _names(page: Page) -> frozenset[str]:
    return roots(f"{page.passage.title} {re.sub(r'[-_./]', ' ', page.passage.metadata.path)}")


def _marks(page: Page) -> set[str]:
    return set(_FIGURES.findall(f"{page.passage.title} {page.passage.metadata.path}"))


def _figures(page: Page) -> set[str]:
    return set(_FIGURES.findall(page.text))


def _age(page: Page) -> tuple[list[float], tuple[int, int, int]]:
    """By the figure in its name, else by the first date in it."""
    marks = sorted(float(mark) for mark in _marks(page) if mark.count(".") < 2)
    dates = find_dates(page.text)
    return marks, dates[0].key if dates else (0, 0, 0)


def told_apart(topic: str, one: Sequence[Page], other: Sequence[Page]) -> Finding | None:
    """What differs between two texts, the one beside the other; of a topic, where it is told."""
    left, right = _sentences(one), _sentences(other)
    same = left.keys() & right.keys()
    pairs = _paired([left[key] for key in left if key not in same],
                    [right[key] for key in right if key not in same])  # fmt: skip
    both = [point for point in pairs if point.one and point.other]
    if len(both) + len(same) < _SAME_TEXT * min(len(left), len(right)):
        return None
    words = roots(topic)
    points = [point for point in pairs if _share(words, point) >= _OF_TOPIC] if words else pairs
    if not points or not any(point in both for point in points):
        return None
    names = _called(one[0]), _called(other[0])
    names = (
        names
        if names[0] != names[1]
        else (one[0].passage.metadata.path, other[0].passage.metadata.path)
    )
    shown = points[:_MOST]
    caveat = f"The first {_MOST} of {len(points)} points." if len(points) > _MOST else ""
    steps = tuple(step for point in shown for step in (point.one, point.other) if step)
    text = "\n".join(_line(point, names) for point in shown)
    return Finding(text, _SURE, steps, "sentences", caveat=caveat)


def _called(page: Page) -> str:
    return page.passage.title or page.passage.metadata.path


def _line(point: Point, names: tuple[str, str]) -> str:
    sides = [
        (name, side) for name, side in zip(names, (point.one, point.other), strict=True) if side
    ]
    said = (f"{name}: {tidy(side.text)}" for name, side in sides)
    return ("" if len(sides) == 2 else "Only in ") + " / ".join(said)


def _share(words: frozenset[str], point: Point) -> float:
    said = roots(" ".join(side.text for side in (point.one, point.other) if side))
    return len(words & said) / len(words)


def _sentences(pages: Sequence[Page]) -> dict[tuple[str, ...], Found]:
    """The sentences but titles, by their words."""
    found: dict[tuple[str, ...], Found] = {}
    for page in pages:
        for start, end in page.sentences:
            words = tuple(word_keys(page.text[start:end]))
            if len(words) > 1 and words != tuple(word_keys(page.passage.title)):
                found.setdefault(words, Found(page, start, end, 1.0))
    return found


def _paired(left: Sequence[Found], right: Sequence[Found]) -> list[Point]:
    """The points in the order of the second text; at last, what only the first says."""
    words = {id(one): _said(one) for one in (*left, *right)}
    held = Counter(word for said in words.values() for word in said)
    fits = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            mine, its = words[id(one)], words[id(other)]
            fit = _weight(mine & its, held) / (_weight(mine | its, held) or 1)
            rare = any(held[word] <= _RARE for word in mine & its)
            if rare or fit >= _ALIKE:
                fits.append((-fit, abs(i - j), i, j))
    taken: dict[int, int] = {}
    for _, _, i, j in sorted(fits):
        if i not in taken.values() and j not in taken:
            taken[j] = i
    for j, other in enumerate(right):
        alike = [i for i, one in enumerate(left)
                 if i not in taken.values() and _first(one) == _first(other)]  # fmt: skip
        if j not in taken and alike:
            taken[j] = alike[0]
    points = [Point(left[taken[j]] if j in taken else None, other) for j, other in enumerate(right)]
    return points + [Point(one, None) for i, one in enumerate(left) if i not in taken.values()]


def _said(sentence: Found) -> frozenset[str]:
    return frozenset(word for word in roots(sentence.text) if not word.isdigit())


def _first(sentence: Found) -> str:
    return next(
        (root(word) for word in word_keys(sentence.text) if root(word) in _said(sentence)), ""
    )


def _weight(words: frozenset[str], held: Counter[str]) -> float:
    return sum(1 / held[word] for word in words)
