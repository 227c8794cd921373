"""What a question asks of many rows at once: which ones, how many, which has the most.

Which plants need shade?               the rows that say "shade"
How many plants grow in clay?          how many they are
Which plant is the tallest?            the row with the most under "height"
Who has the lowest salary in Sales?    the row with the least under "salary", of those in Sales
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphrag.language.column_words import HAVING
from graphrag.language.degrees import Degree, end_in
from graphrag.language.denied import denied_in
from graphrag.language.limits import Bound, bounds_in
from graphrag.language.words import FUNCTION_WORDS, root
from graphrag.reading.asking.question import analyse
from graphrag.reading.tables.columns import asked_noun
from graphrag.reading.tables.spread import IN_ALL
from graphrag.retrieval.linking.asked_words import roots

_HOW_MANY = re.compile(
    r"\bhow many (?P<things>(?:[\w-]+ ){0,2}?[\w-]*(?:s|people|men|women))\b", re.I
)
_WHICH = re.compile(r"^\W*(?:which|what) (?!(?:is|are|was|were|do|does|did) )\w", re.IGNORECASE)
_WHO = re.compile(
    r"^\W*(?:whose|who(?:['’]s|\b))(?: all)?(?! (?:is|was) (?:the|our)\b)", re.IGNORECASE
)
_SUM, _MEAN = "sum", "mean"
_WORKED = re.compile(
    r"\b(?:the )?(?P<sum>total|combined)\b|\b(?:the )?(?P<mean>average|mean)\b", re.I
)
_HOW_MUCH = re.compile(r"\bhow much\b|\bwhat (?:do|does|did) [^?]*\bcost\b", re.IGNORECASE)
_OPEN = re.compile(rf"\W*\b(?:{'|'.join(sorted(FUNCTION_WORDS))})\b|[,;?]", re.IGNORECASE)
_HEAD = 3  # words that name a column
_HAD = re.compile(
    r"^\W*(?:who|(?:which|what|how many) [\w -]+?) (?:has|have|had|holds?)"
    r"(?: (?:an?|any)| (?:done|completed|passed|got)(?: (?:an?|any|the|their))?) (?P<what>[^?]+)",
    re.IGNORECASE,
)
_WHOM = re.compile(r"^\W*(?:who|whose|whom)\b", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:which|what|who|whose)\b", re.IGNORECASE)
_OPENS = re.compile(r"\W*(?:the\W*)?", re.IGNORECASE)  # before "oldest boat?"
_NAMES_OF = re.compile(r"\b(?:the )?names of\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfRows:
    """What is asked of rows.

    Attributes:
        wants: "list", "count", "most", "least", "sum" or "mean".
        words: roots of what a row and what it stands under have to say.
        noun: roots of what is asked for.
        column: words by which the column is named that is compared or added up; where they are the
            noun, its figure is what is asked for.
        degree: the measure that is compared, where a word says one.
        bounds: conditions by figures and times.
        denied: what rows must not have; roots.
        had: what rows may have that others lack; roots.
        is_of_persons: somebody is asked for.
        text: the question without its conditions.
        question: the whole.
    """

    wants: str
    words: frozenset[str]
    noun: frozenset[str]
    column: frozenset[str] = frozenset()
    degree: Degree | None = None
    bounds: tuple[Bound, ...] = ()
    denied: frozenset[str] = frozenset()
    had: frozenset[str] = frozenset()
    is_of_persons: bool = False
    text: str = ""
    question: str = ""

    @property
    def compares(self) -> bool:
        """Figures or times of rows are compared, or added up."""
        return self.degree is not None or bool(self.column)

    @property
    def is_worked(self) -> bool:
        """More is asked than what rows say: to compare them, or to leave some out."""
        return self.compares or bool(self.denied or self.bounds)


def of_rows(question: str) -> OfRows | None:
    """What a question asks of many rows; None where it asks for nothing of the kind."""
    bounds, rest = bounds_in(question)
    denied, had = denied_in(rest), _HAD.match(rest)
    said = rest.replace(f"un{denied}", " ").replace(denied, " ") if denied else rest
    asked = _of_rows(said, analyse(question, ()).form)
    if asked is None and (bounds or denied) and _WHICH.match(question):
        asked = OfRows("list", roots(said) - HAVING, _noun(said))
    if asked is None:
        return None
    return replace(
        asked,
        bounds=bounds,
        denied=roots(denied) - HAVING,
        had=roots(had["what"]) - HAVING if had and not denied else frozenset(),
        is_of_persons=_WHOM.match(question) is not None,
        text=said,
        question=question,
    )


def _of_rows(question: str, form: str) -> OfRows | None:
    said = roots(question) - HAVING
    asks = _ASKS.search(question)
    worked, end, in_all = _WORKED.search(question), end_in(question), IN_ALL.search(question)
    many = _HOW_MANY.search(question)
    if in_all and (many or _HOW_MUCH.search(question)):
        words = roots(IN_ALL.sub(" ", question)) - HAVING
        column = roots(many["things"]) if many else words
        return OfRows(_SUM, words, column, column)
    if worked and asks:
        rest = f"{question[: worked.start()]} {question[worked.end() :]}"
        named = _heading(question[worked.end() :])
        wants = _SUM if worked["sum"] else _MEAN
        return OfRows(wants, roots(rest) - HAVING, named, named) if named else None
    if end and (asks or _OPENS.fullmatch(end[1])):
        degree, before, behind = end
        named, words = _heading(behind), roots(f"{before} {behind}") - HAVING
        return OfRows(degree.way, words, _noun(f"{before} {behind}"), named, degree)
    if many:
        return OfRows("count", said, roots(many["things"]))
    if form == "list" or _WHO.search(question):
        return OfRows("list", said, _noun(question))
    return None


def _heading(behind: str) -> frozenset[str]:
    """The words that follow what is asked of a column, up to one that joins: they may name it."""
    return roots(" ".join(_OPEN.split(behind, maxsplit=1)[0].split()[:_HEAD]))


def _is_verb(word: str) -> bool:
    return root(word) in HAVING or word.endswith("ed")


def _noun(question: str) -> frozenset[str]:
    """The roots of what is asked for, without its verb: "plants" of "which plants need shade"."""
    words = asked_noun(_NAMES_OF.sub(" ", question)).split()
    verbs = [at for at, word in enumerate(words) if at and _is_verb(word.lower())]
    return roots(" ".join(words[: min(verbs, default=len(words))]))
