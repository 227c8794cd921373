"""What documents tell by days: the dated headings and lines of logs, minutes and diaries.

Five passages do not hold a log, so all passages are looked through that share words with such a
question. An entry is what stands under a heading with a date, or a line that begins with one; a
document whose title or path has a date is one as a whole. The shares were set by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphrag.datatypes import Answer, ScoredPassage
from graphrag.evidence.merging import with_cited
from graphrag.language.dates import Moment, find_dates
from graphrag.language.quantities import is_amount
from graphrag.reading.asking.asked_of_time import OfTime
from graphrag.reading.forms.headed import sure
from graphrag.reading.pages.citing import citations_of
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page, open_pages
from graphrag.retrieval.linking.asked_words import roots
from graphrag.storage.texts import ARROW

MOST = 256  # passages looked through
_COVER = 0.5  # share of the question's other words that what is told must say; what is listed, all
_TOLD, _LISTED = 3, 25  # sentences quoted of one entry, entries listed
_OPENS = 6  # characters before the date that a line begins with
_NOTE = "Read by rules off what the documents tell by days; no language model was used."


@dataclass(frozen=True, slots=True)
class Entry:
    """What is told under a date: its heading, or "" for a line, and its sentences."""

    date: Moment
    heading: str
    page: Page
    spans: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """Its heading, or its line, as it is written."""
        start, end = self.spans[0][0], self.spans[-1][1]
        return self.heading or " ".join(self.page.passage.text[start:end].split())

    @property
    def called(self) -> frozenset[str]:
        """Roots of what its document and itself are called."""
        passage = self.page.passage
        return roots(f"{passage.title} {passage.metadata.path} {self.heading}")

    @property
    def said(self) -> frozenset[str]:
        """Roots of all that says what it is about."""
        own = (self.page.passage.text[a:b] for a, b in self.spans)
        return self.called | roots(" ".join(own))


def entries_of(passages: Sequence[ScoredPassage]) -> list[Entry]:
    """All entries of these passages, the earliest first; each heading once."""
    found: dict[object, Entry] = {}
    for page in open_pages(passages, len(passages)):
        for entry in _entries(page):
            place = (page.passage.title, page.passage.metadata.path, entry.heading or entry.spans)
            found.setdefault(place, entry)
    return sorted(found.values(), key=lambda entry: (entry.date.key, entry.page.passage.id))


def sentences_of(passages: Sequence[ScoredPassage]) -> list[Entry]:
    """Every sentence of these passages with a date."""
    return [one for page in open_pages(passages, len(passages)) for one in _sentences(page)]


def _entries(page: Page) -> Iterator[Entry]:
    passage = page.passage
    above = [*reversed(passage.section.split("; ")[0].split(ARROW)), passage.title]
    whole = [*above, passage.metadata.path.rsplit("/", 1)[-1], passage.metadata.date]
    for part in page.parts:
        lines = [page.sentences_in(*line) for line in part.lines]
        spans = tuple(span for line in lines for span in line)
        heads = [part.heading, *whole]
        dated = next(((head, date) for head in heads if (date := _date(head)) and date.month), None)
        if spans and dated is not None:
            head, date = dated
            yield Entry(
                date, head if head in (part.heading, *above) else passage.title, page, spans
            )
            continue
        for line in lines:
            opening = _date(passage.text[line[0][0] : line[-1][1]]) if line else None
            if opening is not None and opening.start <= _OPENS:
                yield Entry(opening, "", page, tuple(line))


def _sentences(page: Page) -> Iterator[Entry]:
    for date in page.dates:
        if date.year > 0:
            yield Entry(date, "", page, (page.sentences[page.sentence_at(date.start)],))


def _date(text: str) -> Moment | None:
    return next((date for date in find_dates(text) if date.year > 0), None)


def told_by_days(
    answer: Answer, asked: OfTime, shared: tuple[Sequence[ScoredPassage], bool], least: float
) -> Answer:
    """What the entries say, or `answer` where they say nothing of it, or not more.

    Args:
        answer: to the question, read off the passages retrieved.
        asked: from `of_time`.
        shared: the passages that share words with it, of at most `MOST`; and whether they are all.
        least: confidence below which nothing is stated.
    """
    passages, is_all = shared
    if asked.wants in ("count", "last", "first") and not is_all:
        return answer
    meant = _meant(entries_of(passages), asked)
    if not meant and asked.wants == "told":
        meant = _meant(sentences_of(passages), asked)
    finding = _finding(meant, asked)
    if finding is None or finding.confidence < max(least, answer.confidence):
        return answer
    citations = citations_of(finding)
    return replace(
        answer,
        text=finding.text,
        abstained=False,
        confidence=finding.confidence,
        citations=citations,
        retrieval=with_cited(answer.retrieval, citations, passages),
        note=_NOTE,
        form=finding.form,
    )


def _meant(entries: Sequence[Entry], asked: OfTime) -> list[Entry]:
    least = _COVER if asked.wants == "told" else 1.0
    held = [one for one in entries if asked.holds(one.date)]
    return [one for one in held if _cover(one, asked) >= least]


def may_tell_more(answer: Answer, asked: OfTime) -> bool:
    """Whether entries are worth looking through: not where the day, or how many, is told."""
    if answer.abstained:
        return True
    if asked.wants == "count":
        return not is_amount(answer.text)
    return asked.wants != "day"


def _cover(entry: Entry, asked: OfTime) -> float:
    """The share of what else is asked that it says; of what is listed, that it is called."""
    said = entry.said if asked.wants == "told" else entry.called
    return len(asked.words & said) / len(asked.words) if asked.words else 1.0


def _finding(meant: Sequence[Entry], asked: OfTime) -> Finding | None:
    if not meant:
        return None
    certain = sure(min(_cover(one, asked) for one in meant))
    if asked.wants in ("last", "first", "day"):
        end = meant[-1 if asked.wants == "last" else 0]
        rivals = [one for one in meant if one.date.key == end.date.key or asked.wants == "day"]
        if len(rivals) > 1 or (len(meant) < 2 and asked.wants != "day"):
            return None
        date = end.date
        source = end.heading or end.page.passage.text[end.spans[0][0] :]
        text = source[date.start : date.end] if asked.wants_day else end.text
        return Finding(text, certain, _steps([end], 1), "span", named=True)
    if asked.wants == "count":
        return Finding(str(len(meant)), certain, _steps(meant, 1), "worked-out", named=True)
    own = [one for one in meant if one.heading or len(one.spans) > 1]
    if asked.wants == "list" or len(own) > _TOLD:
        shown = list(meant)[:_LISTED]
        text = "; ".join(one.text.rstrip(".") for one in shown)
        return Finding(text, certain, _steps(shown, 1), "list", named=True)
    fittest = own or sorted(meant, key=lambda one: -_cover(one, asked))[:_TOLD]
    steps = _steps(fittest, max(1, _TOLD // len(fittest)))
    said = (" ".join(step.page.passage.text[step.start : step.end].split()) for step in steps)
    return Finding(" ".join(said), certain, steps, "sentences", named=True)


def _steps(entries: Sequence[Entry], each: int) -> tuple[Found, ...]:
    """So many sentences of each entry, its heading left out."""
    found: list[Found] = []
    for one in entries:
        text = one.page.passage.text
        called = roots(f"{one.heading} {one.page.name}")
        own = [span for span in one.spans if not roots(text[slice(*span)]) <= called]
        found += [Found(one.page, *span, 1.0) for span in (own or one.spans)[:each]]
    return tuple({(id(one.page), one.start): one for one in found}.values())
