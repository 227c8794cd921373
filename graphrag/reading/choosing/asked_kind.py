"""Whether what was found is the kind of thing that the question asks for; in doubt it is.

"Oslo" answers no "who", "150 cm" no "how heavy", and what is said of 2024 nothing about 2022.
"""

from __future__ import annotations

import re

from graphrag.language.dates import days_in, find_dates
from graphrag.language.kinds import BUILT
from graphrag.language.names import ADDRESS
from graphrag.language.quantities import (
    asked_for,
    is_amount,
    is_time,
    is_whole,
    may_be_time,
    measured_by,
    says_how_often,
)
from graphrag.language.words import root
from graphrag.reading.choosing.candidate_kinds import kind_of_candidate
from graphrag.reading.choosing.candidates import NUMBER, Candidate
from graphrag.reading.choosing.of_version import is_of_other_version
from graphrag.reading.choosing.reached import is_way_to_reach
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.tables.columns import is_on_the_way, words_naming
from graphrag.reading.tables.figure_value import is_of_another_figure
from graphrag.reading.tables.page_date import is_of_page
from graphrag.reading.tables.row_of_another import is_of_another_row
from graphrag.reading.tables.table_rows import FIELD
from graphrag.reading.told.said_on import day_in, told_time
from graphrag.reading.told.speakers import is_of_another_speaker
from graphrag.retrieval.linking.asked_words import roots

_WHO_IS = re.compile(r"\W*who (?:is|was|are|were) (?:the|our|your|its|their) ", re.IGNORECASE)
_UNNAMED = re.compile(
    r"an? |some(?:body|one)$|(?!\w+[-_.@\d]\S*$)[^A-ZÀ-Þ]*$"
)  # "ada-lane" is a name
_WHICH_DAY = re.compile(r"\b(?:what|which) (?:exact )?(?:day|date)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w-])(?:1[5-9]|20)\d\d(?!\w)")
_RELATIVE = re.compile(  # the second of two, and what follows it
    r"(?P<asks>\b(?:who|whom|whose|which|what|where|when|how)\b.*?)"
    r"\b(?:who|whom|whose|which|that(?! of\b)|where)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_YEAR_OF_COLUMN = re.compile(r"(?<=_)(?:1[5-9]|20)\d\d(?=_)|(?<=[a-z]_)20\d\d(?=: )")
_WORD_AFTER = re.compile(r" ([^\W\d]+)")
_CLAUSE = re.compile(r"\w+ (?:was|were|is|are|has|have|had)\b")  # a price has no verb
_UNIT_LONGEST = 11  # characters of " fortnights"
_HOW_OFTEN = re.compile(r"\bhow (?:often|frequently)\b", re.IGNORECASE)
# Kinds that a question for one kind cannot have as its answer.
_PLACES = frozenset({"place", "town", "country", "state", "county", "continent"})
_VALUES = frozenset({"date", "year", "number"})
_NOT = {
    "person": _PLACES | _VALUES,
    "place": _VALUES | {"person"},
    "organisation": _VALUES | {"country", "continent", "nationality", "town", "place", "person"},
    "date": _PLACES | {"person", "organisation", "work", "name", "word", "phrase", "nationality"},
    "number": _PLACES | {"date", "year", "person", "organisation", "work", "name", "nationality"},
}


def without_relative_clause(question: str) -> str:
    """What a question asks, without what tells of whom: the second of two words that may ask, and
    what follows it."""
    return _RELATIVE.sub(r"\g<asks>", question)


def is_of_asked_kind(finding: Finding, scene: Scene) -> bool:
    """Not the question's own words, nor a kind that it cannot mean; in doubt it is of its kind."""
    if finding.form not in ("span", "list") or not finding.steps:
        other = finding.form == "sentences" and is_of_another_speaker(finding.steps[0], scene)
        return not (other or is_of_other_version(finding, scene.question.text))
    last, question = finding.steps[-1], scene.question.text
    if _is_of_another(finding, scene) or is_of_page(last, question):
        return False
    if finding.form != "span" or finding.named:
        return True
    if is_on_the_way(_head_of(last), question):
        return False
    counts = scene.wanted.amount and is_amount(finding.text)
    if not counts and _says_nothing(finding, roots(question)):
        return False
    kind = kind_of_candidate(
        last.page, Candidate(last.start, last.end, _found_as(finding, counts, scene))
    )
    barred = _NOT.get(scene.wanted.kind, frozenset())
    if not (_is_so_written(finding.text, scene) and _is_called_so(last, scene)):
        return False
    if _WHO_IS.match(question) and _UNNAMED.match(finding.text):
        return False  # "a friend of the club": of whom the name is asked
    if scene.wanted.amount and not counts:
        return False  # "Monthly" of "How much time does it take?"
    if _HOW_OFTEN.search(question):
        return says_how_often(finding.text)
    asked, told = asked_for(question), _measured(finding)
    if not _is_so_measured(finding, question, asked, told):
        return False
    if scene.wanted.kind == "date":
        return _may_be_when(finding, kind not in barred, question, told)
    return kind not in barred


def _is_so_measured(
    finding: Finding, question: str, asked: frozenset[str], told: frozenset[str]
) -> bool:
    """Not "two years" of "how many members", "3 million" of "how much of the price does the city
    pay", or all of "60 vests were ordered for 4,800 euros".
    """
    whole = is_whole(finding.text, finding.steps[-1].stated, question)
    clause = "money" in asked and _CLAUSE.search(finding.text) is not None
    return not (whole or clause or (asked and told and not asked & told))


def _may_be_when(finding: Finding, other: bool, question: str, told: frozenset[str]) -> bool:
    """A time; of a question for the day no year, and of none a stretch of way."""
    if told_time(finding) is not None:
        return True  # "yesterday", in a letter of 8 May
    if told and "time" not in told:
        return False
    if _WHICH_DAY.search(question) and _YEAR.fullmatch(finding.text):
        return False
    return is_time(finding.text) or (other and may_be_time(finding.text))


def _says_nothing(finding: Finding, asked: frozenset[str]) -> bool:
    """The question's own words, "university" of "which university", or the head of a field that it
    names; "two years" of "how many years" says something.
    """
    own, last = roots(ADDRESS.sub("", finding.text, count=1)), finding.steps[-1]
    heads = last.page.text[last.end : last.end + 2] in (": ", ".:")
    return own <= asked or (heads and words_naming(own, asked) != frozenset())


def _is_so_written(text: str, scene: Scene) -> bool:
    """As such numbers and addresses are: "5042 Lake Road" is no number to call."""
    is_address = scene.wanted.kind == "number" and "@" in text
    return not is_address and is_way_to_reach(text, scene.question.text)


def _is_called_so(last: Found, scene: Scene) -> bool:
    """A hospital, a station or a hall is called one somewhere on its page: a town is none."""
    if scene.wanted.noun not in BUILT:
        return True
    return root(scene.wanted.noun) in roots(f"{last.page.lead} {last.page.text}")


def _head_of(last: Found) -> frozenset[str]:
    """The words of the head of the cell, or of the field, in which it stands."""
    text = last.page.passage.text
    start = max(text.rfind("\n", 0, last.start) + 1, last.page.sentences[last.sentence][0])
    past = text.find("\n", last.end)
    cells = FIELD.finditer(text[start : past if past > 0 else len(text)])
    own = (m["column"] for m in cells if m.start("cell") <= last.start - start < m.end("cell"))
    return roots(next(own, ""))


def _is_of_another(finding: Finding, scene: Scene) -> bool:
    """Of another year, another meeting's day, another version, speaker or row of figures."""
    return (
        _is_of_other_year(finding, scene)
        or _is_of_other_day(finding.steps[-1], scene)
        or is_of_other_version(finding, scene.question.text)
        or is_of_another_speaker(finding.steps[-1], scene)
        or is_of_another_figure(finding.steps[-1], scene.question.text)
        or is_of_another_row(finding.steps[-1], scene)
    )


def _is_of_other_year(finding: Finding, scene: Scene) -> bool:
    """The question names a year, and what was found is said of others.

    Its sentences tell; where they name none, their headings, and then their titles. The year of a
    relative clause may be that of another step: "the town where the singer died whom she met in
    1902".
    """
    question = without_relative_clause(scene.question.outside_anchors())
    asked = {int(year) for year in _YEAR.findall(question)}
    if not asked or _years(finding.text):
        return False
    if any(asked & _years(_said_around(step)) for step in finding.steps):
        return False
    for said in zip(*map(_said_of, finding.steps), strict=True):
        years = set[int]().union(*map(_years, said))
        if years:
            return max(years) < min(asked) or max(asked) < min(years)
    return False


def _is_of_other_day(last: Found, scene: Scene) -> bool:
    """The question names a day, and the page is called by another, or what it says stands under
    another: minutes of another meeting.
    """
    asked = days_in(without_relative_clause(scene.question.text))
    passage = last.page.passage
    own = days_in(f"{last.page.name} {passage.section} {passage.metadata.path}")
    said = own | days_in(_said_around(last)) | days_in(last.text) | day_in(last)
    return bool(asked and own) and asked.isdisjoint(said)


def _years(text: str) -> set[int]:
    columns = {int(year) for year in _YEAR_OF_COLUMN.findall(text)}
    return columns | {date.year for date in find_dates(text) if date.year > 0}


def _said_around(step: Found) -> str:
    """Its sentence and the one before, and what the page says that it is about."""
    page, passage = step.page, step.page.passage
    start, end = page.sentences[max(0, step.sentence - 1)][0], page.sentences[step.sentence][1]
    return " ".join((page.name, passage.section, passage.metadata.path, page.text[start:end]))


def _said_of(step: Found) -> tuple[str, str, str, str]:
    """Its sentence, its headings, its title, its path."""
    passage = step.page.passage
    return step.stated, passage.section, step.page.name, passage.metadata.path


def _measured(finding: Finding) -> frozenset[str]:
    """What the amount found measures, by its unit; a day, "3. März 1965", measures nothing."""
    last = finding.steps[-1]
    if any(date.tells_day and date.start == last.start for date in last.page.dates):
        return frozenset()
    return measured_by(finding.text, last.page.text[last.end : last.end + _UNIT_LONGEST])


def _found_as(finding: Finding, counts: bool, scene: Scene) -> str:
    last = finding.steps[-1]
    inside = [d for d in last.page.dates if last.start <= d.start and d.end <= last.end]
    if inside and not _measured(finding) and not _is_counted(last, scene.wanted.noun):
        return "date"  # but "$2000" and "2000 minutes" are no years
    written = finding.text[:1].isdigit() or finding.text.islower()  # "four feet", no band
    return "number" if written and (counts or NUMBER.match(finding.text)) else "name"


def _is_counted(last: Found, noun: str) -> bool:
    """The noun that is asked for stands behind it: "1911 letters" of "how many letters"."""
    after = _WORD_AFTER.match(last.page.text, last.end)
    return after is not None and noun != "" and root(after[1].lower()) == root(noun)
