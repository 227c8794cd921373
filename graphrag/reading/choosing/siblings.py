"""Of several values in one sentence the one that is meant, by the clause that each stands in.

"A second case costs 35 florins online and 50 florins at the airport": asked for the airport, the
second. The head and the trees see the sentence, and both values are in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from graphrag.language.scripts import LETTERS
from graphrag.language.words import FUNCTION_WORDS
from graphrag.reading.choosing.candidates import NUMBER
from graphrag.reading.choosing.option_features import Option
from graphrag.reading.material.scene import Scene
from graphrag.reading.tables.table_rows import FIELD
from graphrag.retrieval.linking.asked_words import roots

_JOINT = re.compile(r";|, | (?:and|but|or|while|whereas)\b")
_TO = re.compile(r"\s*(?:to|–|-|—|until|till|and)\s*")
_BEGINS = re.compile(
    r"\b(?:from (?:what|which|when)|since when|starts?|started|begins?|began|opens?|opened)\b", re.I
)
_ENDS_AT = re.compile(
    r"\b(?:until|till|up to|ends?|ended|clos(?:e|es|ed)|finish(?:es|ed)?|shuts?|stops?|over)\b",
    re.I,
)
_UNIT = re.compile(LETTERS)
_NAME = re.compile(r"(?<=\W)[A-ZÀ-Þ][\w-]*")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_FIGURE = re.compile(r"(?<![\d.,:])\d{1,4}(?![\d.,:]*\d)")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_ENDS = re.compile(r"\W*(?:[.,;)\n]|$| (?:and|or|but|while)\b)")
_OF_ANY_VALUE = roots("pay cost price charge fee rent amount number much many time long")
_SIGN = re.compile(r"[$£€%]")


class _Value(NamedTuple):
    """A value, and the question's words that its clause alone has."""

    option: Option
    own: frozenset[str]
    behind: frozenset[str]  # of them those that stand in no head of the whole sentence
    names: frozenset[str]  # of its clause alone, asked or not


def rather(chosen: Option, found: Sequence[Option], scene: Scene) -> Option:
    """The value of the chosen one's sentence whose clause has words of the question where the
    chosen one's has none; else the chosen one.

    What stands before the first value may be said of all of them. It counts for the first alone
    where it is a name and the chosen one's clause names another ("on the Otter: 15 kg, on the ATR
    23 kg").
    """
    page = chosen.page
    sentence = page.sentences[page.sentence_at(chosen.candidate.start)]
    if len(FIELD.findall(page.text[slice(*sentence)])) > 1:
        return _of_the_year(chosen, found, sentence, scene)
    alike = _alike(chosen, found)
    end = _end_asked(alike, scene.question.text)
    if end is not None:
        return end
    values = _in_clauses(alike, sentence, scene) if len(alike) > 1 else []
    mine = next((value for value in values if value.option is chosen), None)
    if mine is None or mine.behind or (mine.own and mine is not values[0]):
        return chosen
    better = [value for value in values if value is not mine and value.behind]
    most = max((len(value.behind) for value in better), default=0)
    best = [value for value in better if len(value.behind) == most]
    if len(best) == 1:
        return best[0].option
    first = values[0]
    is_told_apart = mine is not first and mine.names and first.names & first.own
    return first.option if not best and is_told_apart else chosen


def _of_the_year(
    chosen: Option, found: Sequence[Option], row: tuple[int, int], scene: Scene
) -> Option:
    """Of a row the cell whose column has the year asked for, where the chosen one's has another:
    "budget_2023: 210; budget_2024: 195".
    """
    asked = set(_YEAR.findall(scene.question.text))
    text, start = chosen.page.text, row[0]
    cells = {
        (start + match.start("cell"), start + match.end("cell")): set(
            _YEAR.findall(match["column"])
        )
        for match in FIELD.finditer(text[slice(*row)])
    }
    mine = next((years for (a, b), years in cells.items() if a <= chosen.candidate.start < b), None)
    if not mine or not asked or mine & asked:
        return chosen
    meant = [cell for cell, years in cells.items() if years & asked]
    fitting = [
        option
        for option in found
        if option.page is chosen.page
        and len(meant) == 1
        and meant[0][0] <= option.candidate.start < option.candidate.end <= meant[0][1]
    ]
    return max(fitting, key=lambda one: one.candidate.end - one.candidate.start, default=chosen)


def _end_asked(alike: Sequence[Option], question: str) -> Option | None:
    """Of "from 22:00 to 6:00" the end that is asked for; None where it is not one of the two."""
    begins, ends = _BEGINS.search(question), _ENDS_AT.search(question)
    if len(alike) != 2 or (begins is None) == (ends is None):
        return None
    first, last = alike
    between = first.page.text[first.candidate.end : last.candidate.start]
    return (first if begins else last) if _TO.fullmatch(between) else None


def _alike(chosen: Option, found: Sequence[Option]) -> list[Option]:
    """The numbers, or dates, of its sentence that have its unit, or none; empty where it is
    neither.
    """
    page = chosen.page
    place = page.sentence_at(chosen.candidate.start)
    alike: list[Option] = []
    unit = _unit(chosen)
    if unit is None:
        return []
    for option in found:
        if option.page is page and page.sentence_at(option.candidate.start) == place:
            other = _unit(option)
            if other is not None and (other == unit or not other or not unit):
                alike.append(option)
    alike = [chosen, *(one for one in alike if not _overlap(one, chosen))]
    longest: list[Option] = [chosen]
    for one in sorted(alike[1:], key=lambda one: one.candidate.start - one.candidate.end):
        if not any(_overlap(one, other) for other in longest):
            longest.append(one)
    longest.sort(key=lambda one: one.candidate.start)
    return longest


def _in_clauses(values: list[Option], sentence: tuple[int, int], scene: Scene) -> list[_Value]:
    """Each with its clause; none where two values have nothing between them that parts them."""
    text = values[0].page.text
    cuts = [sentence[0]]
    for one, other in pairwise(values):
        joint = _JOINT.search(text, one.candidate.end, other.candidate.start)
        if joint is None:
            return []
        cuts.append(joint.start())
    cuts.append(sentence[1])
    asked = _words(scene.question.text) - _OF_ANY_VALUE
    clauses = list(pairwise(cuts))
    said = [_words(text[start:end]) for start, end in clauses]
    found = []
    for at, (value, (start, end)) in enumerate(zip(values, clauses, strict=True)):
        others = frozenset().union(*(words for n, words in enumerate(said) if n != at))
        own = (said[at] & asked) - others
        tail = _words(text[value.candidate.end : end]) if at == 0 else said[at]
        names = roots(" ".join(_NAME.findall(text[start:end]))) - others
        found.append(_Value(value, own, own & tail, names))
    return found


def _words(text: str) -> frozenset[str]:
    """Roots and figures: "Menu 2" is told from "Menu 1"."""
    return frozenset(roots(text) | set(_FIGURE.findall(text)))


def _unit(option: Option) -> str | None:
    """What is counted: a sign, or the word behind; "" where none is told, None of no number."""
    text, (start, end, kind) = option.page.text, option.candidate
    if kind in ("date", "year"):
        return "date"
    number = NUMBER.match(text, start, end)
    if number is None or option.page.in_date(start):
        return None
    sign = _SIGN.search(text, start, number.end() + 1)
    if sign:
        return sign.group()
    if _CLOCK.match(text, number.start()):
        return ":"
    word = _UNIT.match(text, number.end() + 1)
    low = word.group().lower() if word else ""
    if not word and not _ENDS.match(text, number.end()):
        return None
    return "" if low in FUNCTION_WORDS else low.rstrip("s")


def _overlap(one: Option, other: Option) -> bool:
    return one.candidate.start < other.candidate.end and other.candidate.start < one.candidate.end
