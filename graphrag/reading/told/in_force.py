"""Which of several versions of one text holds at the time that is asked about.

"Boarding policy, version 1. In force from 1 February 2022." and "version 2. In force from 1 July
2024." say two things of bicycles. Asked without a time, or for now, the newest counts; asked for
2023 the one that was in force then. The other is not read, and cited last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphrag.datatypes import Answer, Citation, ScoredPassage
from graphrag.language.dates import find_dates
from graphrag.reading.pages.citing import citation, once_each
from graphrag.retrieval.linking.asked_words import roots

NOW = re.compile(
    r"\b(?:now|nowadays|currently|current|still|today|at present|present-day|these days|any ?more"
    r"|any longer|no longer|newest|latest|up to date|in force)\b",
    re.IGNORECASE,
)
_OF_BOTH = re.compile(  # of two, or of how one came to be the other
    r"\b(?:chang\w*|differ\w*|compar\w*|versions|editions|replac\w*|introduc\w*|used to|earlier)\b"
    r"|\bbetween (?:the )?(?:two|version|edition)|\bbefore (?:that|then|the (?:new|current)|\W*$)",
    re.IGNORECASE,
)
_OLDEST = re.compile(r"\b(?:first|oldest|original(?:ly)?|initial(?:ly)?|at first)\b", re.IGNORECASE)
_PREVIOUS = re.compile(r"\b(?:old(?:er)?|former(?:ly)?|previous(?:ly)?)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:version|edition|revision|issue|rev|ver|v)[ ._-]?(?P<number>\d+(?:\.\d+)*)\b"
    r"|\b(?P<of>\d+)(?:st|nd|rd|th) (?:edition|version|revision)\b",
    re.IGNORECASE,
)
_POINTED = re.compile(r"(?<![\w.,])(?P<number>\d+(?:\.\d+)+)(?P<of>)(?![\w,])")  # "the 3.6 line"
_IN_FORCE = re.compile(
    r"\b(?:in force|valid|effective|applies|applicable|in effect|takes effect|with effect)"
    r" (?:as )?(?:from|since|of|on)\b",
    re.IGNORECASE,
)
_AT_TIME = re.compile(
    r",? (?:back )?(?:in|on|during|at|as of) (?:the )?(?:[\w,]+ ){0,3}?(?:1[5-9]|20)\d\d\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(?:new|old|current|former|draft|final)\b|[\d_.,:;()/–-]+", re.IGNORECASE)
_OPENING = 400  # characters of a passage in which it says from when it holds
_REACH = 40  # characters behind "in force from" in which the date stands
_HALF = 0.5  # share of what the older one says of the question that the newer one must say, too


@dataclass(frozen=True, slots=True)
class _Version:
    """A passage with what its text is called without its number, and when or as which it holds."""

    passage: ScoredPassage
    family: tuple[str, str]
    day: tuple[int, int, int]  # (0, 0, 0) where none is told
    number: tuple[int, ...]
    ruled: bool  # it says from when it is in force

    @property
    def place(self) -> tuple[tuple[int, int, int], tuple[int, ...]]:
        """Its place among the versions of its text."""
        return self.day, self.number


@dataclass(frozen=True, slots=True)
class InForce:
    """The passages that count, those that others replace, and those that were in force at the time
    asked about, of which `then` asks without that time.
    """

    kept: list[ScoredPassage]
    replaced: list[ScoredPassage]
    of_time: list[ScoredPassage]
    then: str


def in_force(question: str, passages: Sequence[ScoredPassage]) -> InForce:
    """Which of these passages count for a question."""
    families: dict[tuple[str, str], list[_Version]] = {}
    for version in filter(None, map(_version, passages)):
        families.setdefault(version.family, []).append(version)
    old = {id(one.passage): one.family for own in families.values() for one in _old(question, own)}
    kept = [passage for passage in passages if id(passage) not in old]
    then = _AT_TIME.sub("", question) if old else question
    timed = old.values() if then != question else ()
    of_time = [one.passage for family in timed for one in families[family] if one.passage in kept]
    return InForce(kept, [one for one in passages if id(one) in old], of_time, then)


def _old(question: str, family: Sequence[_Version]) -> list[_Version]:
    """Of the versions of one text those that are not asked about."""
    ruled = all(one.ruled for one in family)
    dated, numbered = (
        all(told) for told in ([v.day[0] for v in family], [v.number for v in family])
    )
    places = sorted({one.place for one in family})
    if len(places) < 2 or not (dated or numbered) or _OF_BOTH.search(question):
        return []
    told = _NUMBERED.search(question) or _POINTED.search(question)
    then = max((date.key for date in find_dates(question) if date.year > 0), default=None)
    if told:
        meant = [place for place in places if place[1] == _number(told)]
    elif then and not ruled:
        meant = []
    elif then:
        meant = [place for place in places if place[0] <= (then[0], then[1] or 12, then[2] or 31)]
    elif old := _OLDEST.search(question) or _PREVIOUS.search(question):
        near = roots(question[old.end() :][:_REACH]) & roots(family[0].family[0])
        meant = places[:1] if _OLDEST.match(old.group()) else places[:-1]
        meant = meant if near else []
    else:
        return _replaced(question, family, places[-1], ruled, numbered)
    return [one for one in family if meant and one.place != meant[-1]]


def _replaced(
    question: str, family: Sequence[_Version], last: object, ruled: bool, numbered: bool
) -> list[_Version]:
    """Those before the last, where that one says enough of what is asked to be read instead."""
    now = NOW.search(question) is not None
    if not (ruled or numbered or now):
        return []
    asked = roots(NOW.sub(" ", question))
    own = asked & frozenset[str]().union(*(_said(one) for one in family if one.place == last))
    least = 1.0 if not (ruled or now) else _HALF if numbered or not now else 0.0
    return [
        one
        for one in family
        if one.place != last and own and len(own) >= least * len(asked & _said(one))
    ]


def _said(version: _Version) -> frozenset[str]:
    return roots(f"{version.passage.title} {version.passage.text}")


def _version(passage: ScoredPassage) -> _Version | None:
    """None of a text that is called by nothing but numbers."""
    path, head = passage.metadata.path, f"{passage.title}. {passage.section}"
    opening = f"{head}. {passage.text[:_OPENING]}"
    ruled = _IN_FORCE.search(opening)
    day = _day(opening[ruled.end() :][:_REACH]) if ruled else None
    day = day or _day(head) or _day(passage.metadata.date) or _day(path)
    number = _NUMBERED.search(f"{passage.title} {path}")
    called = _called(passage.title)
    if not called:
        return None
    folder = path.rpartition("/")[0] if not (ruled or number) else ""
    counted = _number(number) if number else ()
    return _Version(passage, (called, folder), day or (0, 0, 0), counted, ruled is not None)


def _number(told: re.Match[str]) -> tuple[int, ...]:
    return tuple(map(int, (told["number"] or told["of"]).split(".")))


def _day(text: str) -> tuple[int, int, int] | None:
    return next((date.key for date in find_dates(text) if date.year > 0), None)


def _called(title: str) -> str:
    """A title without its number and its date."""
    for date in reversed(find_dates(title)):
        title = title[: date.start] + title[date.end :]
    return " ".join(_TIMES.sub(" ", _NUMBERED.sub(" ", title)).lower().split())


def with_replaced(answer: Answer, replaced: Sequence[ScoredPassage]) -> Answer:
    """The answer with what older versions said of it cited last, and told in the note."""
    cited = list(_otherwise(answer, replaced)) if answer.text else []
    if not cited:
        return answer
    older = " and ".join(dict.fromkeys(f"“{one.title}”" for one in cited))
    note = f"Of several versions one counts; what {older} said is cited last. {answer.note}"
    return replace(answer, citations=once_each((*answer.citations, *cited)), note=note)


def _otherwise(answer: Answer, replaced: Sequence[ScoredPassage]) -> Iterator[Citation]:
    """Of each older passage the sentence that is most like what is cited, where it says another
    thing of the question.
    """
    asked = roots(answer.retrieval.question)
    said = frozenset[str]().union(*(roots(one.text) for one in answer.citations))
    for passage in replaced:
        spans = [(one.start, one.end) for one in passage.sentences]
        texts = [roots(passage.text[start:end]) for start, end in spans]
        fits = [(len(own & asked), len(own & said)) for own in texts]
        best = max(fits, default=(0, 0))
        if best[0]:
            yield citation(passage, *spans[fits.index(best)])
