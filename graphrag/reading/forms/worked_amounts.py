"""Amounts that a passage does not state but tells: the price of one of many, last year's, the rest.

    How much did one vest cost?            60 vests were ordered for 4,800 euros      80 euros
    How many were carried in 2023?         In 2024 we carried 515,000, 3 % more than in 2023
    How many did the other lines carry?    412,000 in all; the Holm line alone 265,000

Where a page has the figures for it, the answer is worked out from them. A figure of another year,
or of all, is none of what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from graphrag.language.amount_words import COUNT, MONEY
from graphrag.language.amounts import Amount, amounts_in
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page
from graphrag.retrieval.linking.asked_words import roots

_ONE = re.compile(
    r"\b(?:how much|what) (?:is|was|did|does|do|would|are) (?:the (?:price|cost) of )?"
    r"(?P<one>one|a single|each|every|an?) (?P<of>[\w-]+(?: [\w-]+){0,3}?)(?: each)?"
    r"(?: costs?)?\W*$",
    re.IGNORECASE,
)
_APIECE = re.compile(r"\b(?:each|apiece|per|a piece|every|one)\b", re.IGNORECASE)
_AMOUNT_ASKED = re.compile(r"\bhow (?:many|much)\b|\bwhat (?:number|amount|sum)\b", re.IGNORECASE)
_THAN = re.compile(
    r"(?P<way>more|higher|up|above|increase|rise|fewer|less|lower|down|below|decrease|fall|drop)\b"
    r"[^.;]{0,20}?\b(?:than|from|on|over|compared (?:with|to)|against)"
    r" (?:(?:in|the year|that of|those of|at the end of) )*(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DOWN = frozenset("fewer less lower down below decrease fall drop".split())
_OTHERS = re.compile(r"\bthe (?:other|remaining) (?P<of>[\w-]+)", re.IGNORECASE)
_PART = re.compile(r"\b(?:alone|of (?:them|these|those|which|whom)|thereof)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?: (?:million|billion|thousand|hundred))?", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:others?|remaining|rest)\b", re.IGNORECASE)
_EXACT = 1e-6
_YEAR = re.compile(r"(?<![\w-])(?:19|20)\d\d\b")
_SURE, _LEAST = 0.6, 0.5  # confidence; share of the question's words that the sentences must have
_DIGITS = 4  # that a figure worked out of a percentage has


class _Sentence(NamedTuple):
    """Characters [start, end) of a page."""

    page: Page
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.page.text[self.start : self.end]

    def written(self, amount: Amount) -> str:
        """An amount as the page writes it."""
        return self.page.passage.text[self.start + amount.start : self.start + amount.end]


def with_worked_out(finding: Finding | None, scene: Scene) -> Finding | None:
    """What is worked out, where that is asked for and told; otherwise the finding."""
    question = scene.question.text
    if finding is not None and finding.form not in ("span", "list"):
        return finding
    one = _ONE.search(question)
    if one:
        return _of_one(finding, scene, one) or finding
    if not _AMOUNT_ASKED.search(question):
        return finding
    others = _OTHERS.search(question)
    if others:
        return _of_others(finding, scene, roots(others["of"])) or finding
    years = _YEAR.findall(question)
    return (_of_year(finding, scene, years[0]) if len(years) == 1 else None) or finding


def _of_one(finding: Finding | None, scene: Scene, one: re.Match[str]) -> Finding | None:
    """The price of all divided by their number; None where the price of one is told."""
    asked = roots(one["of"])
    for sentence in _places(finding, scene):
        amounts = amounts_in(sentence.text)
        prices = [own for own in amounts if own.unit in MONEY]
        many = [own for own in amounts if own.unit == COUNT and own.low > 1 and own.of & asked]
        if not prices or not asked <= roots(sentence.text):
            continue
        if not many or _APIECE.search(sentence.text):
            return None
        if len(many) == len(prices) == 1 and many[0].exact and prices[0].exact:
            told, value = sentence.written(prices[0]), prices[0].low / many[0].low
            said = f"{told} for {sentence.written(many[0])}."
            both = [(sentence, many[0]), (sentence, prices[0])]
            return _worked(_with(told, _number(value, 2)), said, both)
    return None


def _of_year(finding: Finding | None, scene: Scene, year: str) -> Finding | None:
    """From "515,000, 3 % more than in 2023"; nothing sure where the one found is of 2024."""
    for at, sentence in enumerate(_places(finding, scene)):
        than = next((own for own in _THAN.finditer(sentence.text) if own["year"] == year), None)
        told = sentence.text.count(year)
        if at == 0 and finding is not None and (told > 1 or (than is None and told)):
            return None
        if than is None or told > 1:
            continue
        worked = _before(sentence, than) if _are_told([sentence], scene) else None
        if worked is None and at == 0 and finding is not None:
            return replace(finding, confidence=0.0)
        if worked is not None:
            return worked
    return None


def _before(sentence: _Sentence, than: re.Match[str]) -> Finding | None:
    """The figure without its change."""
    amounts = [own for own in amounts_in(sentence.text[: than.end("way")]) if own.exact]
    if len(amounts) < 2:
        return None
    figure, change = amounts[-2:]
    down = -1 if than["way"].lower() in _DOWN else 1
    if change.unit == "%" and change.low != down * -100:
        value = figure.low / (1 + down * change.low / 100)
    elif change.unit in (figure.unit, COUNT):
        value = figure.low - down * change.low
    else:
        return None
    whole = abs(value - round(value)) < _EXACT
    value = value if whole else float(f"{value:.{_DIGITS}g}")
    told = _with(sentence.written(figure), _number(value, 0))
    said = f"“{sentence.text[figure.start : than.end()]}”."
    both = [(sentence, figure), (sentence, change)]
    return _worked(told if whole else f"about {told}", said, both)


def _of_others(finding: Finding | None, scene: Scene, asked: frozenset[str]) -> Finding | None:
    """All without the part that a sentence tells apart; nothing sure where there is none."""
    if finding is not None and _OTHER.search(finding.steps[-1].stated):
        return None
    sentences = list(_places(None, scene))
    for before, sentence in pairwise(sentences):
        if before.page is not sentence.page or not asked & roots(sentence.text):
            continue
        parts, wholes = (
            [own for own in amounts_in(one.text) if own.exact and own.unit in MONEY | {COUNT}]
            for one in (sentence, before)
        )
        wholes = [own for own in wholes if parts and own.unit == parts[0].unit]
        if not (_PART.search(sentence.text) and len(parts) == 1 and wholes):
            continue
        whole, part = wholes[0], parts[0]
        if whole.low > part.low and _are_told([before, sentence], scene):
            told, rest = before.written(whole), _number(whole.low - part.low, 2)
            said = f"{told} without {sentence.written(part)}."
            return _worked(_with(told, rest), said, [(before, whole), (sentence, part)])
    return replace(finding, confidence=0.0) if finding else None


def _are_told(sentences: Sequence[_Sentence], scene: Scene) -> bool:
    """They have enough of what is asked."""
    said = " ".join(f"{one.page.name} {one.text}" for one in sentences)
    return scene.share(roots(said)) >= _LEAST


def _places(finding: Finding | None, scene: Scene) -> Iterator[_Sentence]:
    """The sentence of the finding, then all."""
    if finding is not None:
        last = finding.steps[-1]
        yield _Sentence(last.page, *last.page.sentences[last.sentence])
    for page in scene.pages:
        for start, end in page.sentences:
            yield _Sentence(page, start, end)


def _worked(text: str, said: str, of: Sequence[tuple[_Sentence, Amount]]) -> Finding:
    steps = tuple(
        Found(one.page, one.start + amount.start, one.start + amount.end, 1.0) for one, amount in of
    )
    return Finding(text, _SURE, steps, "worked-out", f"Worked out: {said}")


def _number(value: float, places: int) -> str:
    whole = abs(value - round(value)) < _EXACT
    return f"{round(value):,}" if whole else f"{value:,.{places}f}"


def _with(amount: str, number: str) -> str:
    """The amount with another number: "80 euros" of "4,800 euros"."""
    return _FIGURE.sub(number, amount, count=1) if _FIGURE.search(amount) else number
