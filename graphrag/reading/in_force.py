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
from graphrag.reading.citing import citation, once_each
from graphrag.retrieval.linking.asked_words import roots

NOW = re.compile(
    r"\b(?:now|nowadays|currently|current|still|today|at present|present-day|these days|any ?more"
    r"|any longer|no longer|newest|latest|up to date|in force)\b",
    re.IGNORECASE,
)
_OF_BOTH = re.compile(  # of an earlier one, or of two
    r"\b(?:old(?:er)?|former(?:ly)?|previous(?:ly)?|original(?:ly)?|used to|at first|earlier|before"
    r"|chang\w*|differ\w*|compar\w*|between|versions|editions|replac\w*|introduc\w*)\b"
    r"|\b(?:first|second|third) (?:version|edition)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:version|edition|revision|issue|rev|ver|v)[ ._-]?(?P<number>\d+(?:\.\d+)*)\b"
    r"|\b(?P<of>\d+)(?:st|nd|rd|th) (?:edition|version|revision)\b",
    re.IGNORECASE,
)
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


def in_force(
    question: str, passages: Sequence[ScoredPassage]
) -> tuple[str, list[ScoredPassage], list[ScoredPassage]]:
    """The question to be read, the passages that count, and those that others replace.

    A time that has told which of them counts is not asked about any more.
    """
    if _OF_BOTH.search(question) or _NUMBERED.search(question):
        return question, list(passages), []
    versions = [version for version in map(_version, passages) if version is not None]
    asked = roots(NOW.sub(" ", question))
    then = max((date.key for date in find_dates(question) if date.year > 0), default=None)
    replaced = {
        id(old.passage)
        for old in versions
        for new in versions
        if _replaces(new, old, asked, then, NOW.search(question) is not None)
    }
    kept = [passage for passage in passages if id(passage) not in replaced]
    rest = _AT_TIME.sub("", question) if then and replaced else question
    return rest, kept, [passage for passage in passages if id(passage) in replaced]


def _replaces(
    new: _Version,
    old: _Version,
    asked: frozenset[str],
    then: tuple[int, int, int] | None,
    now: bool,
) -> bool:
    """Whether the one counts and not the other."""
    if new.family != old.family or not (new.ruled or new.number or now):
        return False
    dated = new.day[0] and old.day[0]
    later = new.day > old.day if dated else new.number > old.number > ()
    if then is not None:
        if not (dated and new.ruled and old.ruled):
            return False
        if later and _whole(then) < new.day:
            return False
        if not later:  # the older one counts, where it was in force already and the newer was not
            return new.day <= _whole(then) < old.day
    if not later:
        return False
    own, other = (asked & _said(one) for one in (new, old))
    if now:
        return bool(own)
    return len(own) >= _HALF * len(other) if new.ruled else own >= other


def _whole(then: tuple[int, int, int]) -> tuple[int, int, int]:
    """Its last day: "in 2022" asks for what held until its end."""
    return (then[0], then[1] or 12, then[2] or 31)


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
    counted = (number["number"] or number["of"]).split(".") if number else ()
    called = _called(passage.title)
    if not called:
        return None
    folder = path.rpartition("/")[0] if not (ruled or number) else ""
    return _Version(
        passage, (called, folder), day or (0, 0, 0), tuple(map(int, counted)), ruled is not None
    )


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
    note = f"A later text counts; what {older} said is cited last. {answer.note}"
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
