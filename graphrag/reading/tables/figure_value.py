"""The figure of a label and a year, "mooring fees in 2022", or by how much it changed.

A row is meant where the question says its label, with the label above it, and where these and the
document have what the question says. No train set has such tables: shares and confidence are those
of rows (`rows.py`), set by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.language.dates import find_dates
from graphrag.language.plain_numbers import number_in
from graphrag.reading.asking.question import blanked
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page
from graphrag.reading.tables.figure_tables import FigureRow, figure_rows
from graphrag.retrieval.linking.asked_words import roots

_YEAR = re.compile(
    r"\b(?:FY|fiscal (?:year )?)?(?P<year>(?:19|20)\d\d)\b|\bFY ?(?P<short>\d\d)\b", re.I
)
_ASKS = re.compile(r"\b(?:what|how much|how many|by how much)\b.*", re.IGNORECASE | re.DOTALL)
_SENTENCES = re.compile(r"(?<=[.?!:]) +")
_BRACKET = re.compile(r"\([^()]*\)")
_CHANGE = re.compile(
    r"\b(?:chang|ris[ei]|rose|increas|grow|grew|fell|fall|declin|decreas|drop|differ)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bper ?cent|\bgrowth rate\b|\brate of\b", re.IGNORECASE)
_CHANGE_WORDS = roots(
    "change changed rise rose risen increase increased grow grew grown growth fall fell decline"
    " decrease drop difference percent percentage rate total year-over-year much from to over"
)
_NO_MATTER = roots(
    "amount value figure sum year end ended ending fiscal annual reported total million thousand"
    " billion USD dollars euros unadjusted cost spend spent pay paid receive received"
)
_OF_SEVERAL = re.compile(  # what is worked out of several rows
    r"\b(?:ratio|margin|average|mean|median|turnover|coverage|conversion|payout|per employee"
    r"|as an? (?:%|per ?cent\w*|share)|(?:%|per ?cent\w*|(?<!per )share|sum) of|days payable"
    r"|(?:two|three|four|five|\d)[- ]year)\b|\+",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b(?!FY)(?:[A-Z][\w.&-]*|\d+[A-Z]\w*)")
_SAID, _COVER, _LEAST = 0.6, 0.5, 0.75  # of a label, of the question; of both, their mean
_SURE = (0.3, 0.6)


def figure_value(scene: Scene) -> Finding | None:
    """The figure, or the change of it; None where no row is meant or several are.

    Where the question names no year it is the newest that the row has, and that is said.
    """
    question = scene.question.text
    asked, years = _asked(question), years_in(question)
    changes = len(years) == 2 and _CHANGE.search(question) is not None
    if not asked or _OF_SEVERAL.search(asked) or len(years) > 1 + changes:
        return None  # or a figure for each of several years
    content = _content(asked, _CHANGE_WORDS if changes else frozenset())
    names = roots(" ".join(_NAME.findall(asked)))
    meant = [
        (_fit(content, page, row), page, row)
        for page in scene.pages
        if names <= roots(f"{page.lead} {page.passage.metadata.path} {page.text}")
        for row in figure_rows(page.passage.text)
        if row.figures.keys() >= set(years)
    ]
    best = max((fit for fit, *_ in meant), default=(0.0, 0))
    sure = _SURE[0] + _SURE[1] * best[0]
    found = [_finding(page, row, years, sure, question) for fit, page, row in meant if fit == best]
    told = {one.text if one else "" for one in found}
    return found[0] if best[0] >= _LEAST and len(told) == 1 else None


def is_of_another_figure(last: Found, question: str) -> bool:
    """It is a figure of such a table, but of another year or label, or several are asked for."""
    rows = figure_rows(last.page.passage.text)
    row = next((row for row in rows if _year_of(row, last) is not None), None)
    if row is None:
        return False
    asked, years = _asked(question) or question, years_in(question)
    other = bool(years) and years != [_year_of(row, last)]
    label = roots(f"{row.above} {row.called(last.page.text)}")
    return other or _OF_SEVERAL.search(asked) is not None or label.isdisjoint(roots(question))


def _year_of(row: FigureRow, last: Found) -> int | None:
    """The year under which something found stands in a row."""
    meets = (y for y, (a, b) in row.figures.items() if a < last.end and last.start < b)
    return next(meets, None)


def years_in(question: str) -> list[int]:
    """The years that a question names, "2021" and "FY21", each once, in their order."""
    found = (int(m["year"] or f"20{m['short']}") for m in _YEAR.finditer(question))
    return sorted(set(found))


def _asked(question: str) -> str:
    """The sentence that asks for a figure, from the word that asks on; "" where none does."""
    found = (_ASKS.search(sentence) for sentence in _SENTENCES.split(question))
    return next((_BRACKET.sub(" ", match.group()) for match in found if match), "")


def _content(asked: str, of_change: frozenset[str]) -> frozenset[str]:
    dated = blanked(asked, ((date.start, date.end) for date in find_dates(asked)))
    words = roots(_YEAR.sub(" ", dated)) - of_change
    return words - _NO_MATTER or words


def _fit(asked: frozenset[str], page: Page, row: FigureRow) -> tuple[float, int]:
    """The mean of how well the question says the label and of how much of it the row has; how many
    words of the label it says.
    """
    label = roots(row.called(page.text))
    passage = page.passage
    around = roots(f"{row.above} {page.name} {passage.section} {passage.metadata.path}")
    own = label - _NO_MATTER or roots(row.above) - _NO_MATTER or label  # "Total" of "Members"
    said = len(own & asked) / len(own) if own else 0.0
    cover = len(asked & (own | around)) / len(asked) if asked else 0.0
    fits = said >= _SAID and cover >= _COVER
    return ((said + cover) / 2, len(own & asked)) if fits else (0.0, 0)


def _finding(
    page: Page, row: FigureRow, years: Sequence[int], sure: float, question: str
) -> Finding | None:
    """What a row tells of a year, or of the change between two; None where a figure is missing."""
    asked = years or [max(row.figures)]
    heads, figures = ([of[year] for year in asked] for of in (row.heads, row.figures))
    told = [page.text[slice(*figure)] for figure in figures]
    if not all(any(map(str.isdigit, one)) for one in told):
        return None
    scale = [row.scale] if row.scale and "per share" not in row.called(page.text).lower() else []
    unit = "".join(f" {page.text[slice(*one)].lower().rstrip('s')}" for one in scale)
    steps = tuple(Found(page, *one, 1.0) for one in (*scale, *heads, row.label, *figures))
    if len(years) > 1:
        text = _change(told[0], told[1], unit, question)
        said = f"From {_as_told(told[0])} to {_as_told(told[1])}{unit}."
        return Finding(text, sure if text else 0.0, steps, "worked-out", said)
    caveat = "" if years else f"The question names no year; this is of {asked[0]}."
    return Finding(f"{_as_told(told[0])}{unit}", sure, steps, "span", caveat, named=True)


def _change(before: str, after: str, unit: str, question: str) -> str:
    """The difference of the later to the earlier figure, in percent where that is asked."""
    first, last = _signed(before), _signed(after)
    percent = _PERCENT.search(question) is not None
    if first is None or last is None or (first == 0 and percent):
        return ""
    change = last - first
    return f"{100 * change / abs(first):.1f}%" if percent else f"{change:,.10g}{unit}"


def _as_told(said: str) -> str:
    """A figure without its currency's sign; its brackets, by which accounts say minus, stay."""
    return said.strip("$€£ ")


def _signed(said: str) -> float | None:
    figure = _as_told(said)
    value = number_in(figure.strip("()–—- $€£"))
    return -value if value is not None and figure[0] in "(–—-" else value
