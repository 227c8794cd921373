"""What a question asks of many rows at once: which ones, how many, which has the most.

Which plants need shade?               the rows that say "shade"
How many plants grow in clay?          how many they are
Which plant is the tallest?            the row with the most under "height"
Who has the lowest salary in Sales?    the row with the least under "salary", of those in Sales
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphrag.language.words import FUNCTION_WORDS, root
from graphrag.reading.columns import asked_noun
from graphrag.reading.question import analyse
from graphrag.reading.row_bounds import Bound, bounds_in
from graphrag.retrieval.linking.asked_words import roots

# Verbs that say no more of a thing than that it has, is or does what its row says.
_HAVING = frozenset(
    map(
        root,
        """have hold live need want use get take come go run stay belong sit stand grow work like
        contain include offer support require feature fall appear name list give""".split(),
    )
)
_HOW_MANY = re.compile(
    r"\bhow many (?P<things>(?:[\w-]+ ){0,2}?[\w-]*(?:s|people|men|women))\b", re.I
)
_SEVERAL = re.compile(
    r"^\W*(?:which|what) (?:(?!does\b|has\b|was\b|is\b)[\w-]+ ){0,2}?"
    r"(?!does\b|\w*(?:ss|us|is|news|series)\b)[\w-]{3,}s\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"^\W*who(?:['’]s|\b)(?: all)?(?! (?:is|was) (?:the|our)\b)", re.IGNORECASE)
_MOST, _LEAST, _SUM, _MEAN = "most", "least", "sum", "mean"
# What is asked of a column, and the words that name the column, where that is said with it.
_ENDS = {
    "highest": (_MOST, ""), "largest": (_MOST, ""), "biggest": (_MOST, ""),
    "greatest": (_MOST, ""), "most": (_MOST, ""), "lowest": (_LEAST, ""),
    "smallest": (_LEAST, ""), "fewest": (_LEAST, ""), "least": (_LEAST, ""),
    "tallest": (_MOST, "tall"), "heaviest": (_MOST, "heavy"), "lightest": (_LEAST, "heavy"),
    "longest": (_MOST, "long"), "shortest": (_LEAST, "long tall"), "widest": (_MOST, "wide"),
    "narrowest": (_LEAST, "wide"), "deepest": (_MOST, "deep"), "shallowest": (_LEAST, "deep"),
    "fastest": (_MOST, "fast"), "slowest": (_LEAST, "fast"), "oldest": (_MOST, "old"),
    "youngest": (_LEAST, "old"), "cheapest": (_LEAST, "price cost"),
    "dearest": (_MOST, "price cost"), "hottest": (_MOST, "hot"), "warmest": (_MOST, "hot"),
    "coldest": (_LEAST, "hot"), "total": (_SUM, ""), "combined": (_SUM, ""),
    "average": (_MEAN, ""), "mean": (_MEAN, ""),
}  # fmt: skip
_END = re.compile(
    rf"\b(?:the )?(?P<end>{'|'.join(_ENDS)})\b(?P<dear> (?:expensive|costly))?", re.IGNORECASE
)
_VALUE = re.compile(r"\bwhat (?:is|was|are|were|has been) *$", re.IGNORECASE)  # "… the highest fee"
_OPEN = re.compile(rf"\W*\b(?:{'|'.join(sorted(FUNCTION_WORDS))})\b|[,;?]", re.IGNORECASE)
_HEAD = 3  # words that name a column
_ASKS = re.compile(r"\b(?:which|what|who)\b", re.IGNORECASE)
_MEANS = re.compile(r"\bwhat (?:do|does|did) [^?]*\bmean\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfRows:
    """What is asked of rows.

    Attributes:
        wants: "list", "count", "most", "least", "sum" or "mean".
        words: roots of what a row and what it stands under have to say.
        noun: roots of what is asked for.
        column: words by which the column is named that is compared or added up; where they are the
            noun, its figure is what is asked for.
        bounds: conditions by figures and times.
    """

    wants: str
    words: frozenset[str]
    noun: frozenset[str]
    column: frozenset[str] = frozenset()
    bounds: tuple[Bound, ...] = ()


def of_rows(question: str) -> OfRows | None:
    """What a question asks of many rows; None where it asks for nothing of the kind."""
    bounds, rest = bounds_in(question)
    asked = _of_rows(rest, analyse(question, ()).form)
    return replace(asked, bounds=bounds) if asked else None


def _of_rows(question: str, form: str) -> OfRows | None:
    said = roots(question) - _HAVING
    end = _END.search(question)
    if end and _ASKS.search(question) and not _MEANS.search(question):
        return _extreme(question, end)
    many = _HOW_MANY.search(question)
    if many:
        return OfRows("count", said, roots(many["things"]))
    if form == "list" or _SEVERAL.search(question) or _WHO.search(question):
        return OfRows("list", said, _noun(question))
    return None


def _noun(question: str) -> frozenset[str]:
    """The roots of what is asked for, without its verb: "plants" of "which plants need shade"."""
    words = asked_noun(question).split()
    verbs = [at for at, word in enumerate(words) if at and root(word.lower()) in _HAVING]
    return roots(" ".join(words[: min(verbs, default=len(words))]))


def _extreme(question: str, end: re.Match[str]) -> OfRows | None:
    wants, column = _ENDS[end["end"].lower()]
    if end["dear"]:
        column = "price cost"
    rest = f"{question[: end.start()]} {question[end.end() :]}"
    words = roots(rest) - _HAVING
    if column:
        named = frozenset(map(root, column.split()))
        return OfRows(wants, words, _noun(rest), named)
    named = roots(" ".join(_OPEN.split(question[end.end() :], maxsplit=1)[0].split()[:_HEAD]))
    its_own = wants in (_SUM, _MEAN) or _VALUE.search(question[: end.start()])
    return OfRows(wants, words, named if its_own else _noun(rest), named) if named else None
