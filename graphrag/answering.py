"""From a retrieval to an answer: by the reader that the settings name, timed and accounted for."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from graphrag.clock import OnStage, StageEnded
from graphrag.datatypes import Answer, ReadAs, Retrieval, Turn
from graphrag.evidence.passages import passages_of, passages_sharing, passages_to_look_through
from graphrag.index.within import within
from graphrag.language.differing import differing_in
from graphrag.language.question_words import in_english_words
from graphrag.llm_stages import model_reader, streamed_reader
from graphrag.llm_stages.session import ModelSession
from graphrag.pipeline import Search, check_question
from graphrag.reading import entries, extractive, mentioned
from graphrag.reading.asked import outer_step
from graphrag.reading.asked_of_rows import of_rows
from graphrag.reading.asked_of_time import of_time
from graphrag.reading.differs import answer_of, what_differs
from graphrag.reading.entries import told_by_days
from graphrag.reading.gathered import MOST
from graphrag.reading.mentioned import mention_asked, told_of_mentions
from graphrag.reading.over_all import may_say_more, over_all
from graphrag.reading.parts_told import answered_in_parts
from graphrag.reading.reckoning.carried_out import carried_out
from graphrag.reading.reckoning.plan import plan_of
from graphrag.reading.stepwise import DOUBT, OPEN, read_along
from graphrag.retrieval.linking.follow_up import read_as
from graphrag.settings import Reading

if TYPE_CHECKING:
    from graphrag.index import Index

BY_RULES = "Read off the passages by rules."


def ask(
    index: Index,
    question: str,
    *,
    where: str | Sequence[str] | None = None,
    history: Sequence[Turn] = (),
    on_stage: OnStage | None = None,
) -> Answer:
    """An answer with its citations, read off the best passages.

    Args:
        where: as `retrieve`.
        history: the questions before it in a conversation, as they were read, with their answers;
            "Where was she born?" is read as what it refers to (`Answer.read_as`).
        on_stage: is told of each stage when it has ended, with its milliseconds; the last is
            "reading".

    Raises:
        QuestionError: as `retrieve`.
        SettingsError: a stage needs a language model and none is named.

    >>> answer = graphrag.ask(index, "Where was the director of The Glass Heron born?")
    >>> answer.text
    'Port Kelder'
    >>> [citation.title for citation in answer.citations]
    ['The Glass Heron (film)', 'Ilse Marrow']
    """
    index = index.newest()
    read = _read(index, question, history)
    search = Search(within(index, where), ModelSession(index.language_model), on_stage)
    answer = _in_parts(search, read.question) or _one_thing(search, read.question)
    _tell(answer, on_stage)
    return _noted(index, answer, read if history else None)


def ask_stream(
    index: Index,
    question: str,
    *,
    where: str | Sequence[str] | None = None,
    history: Sequence[Turn] = (),
    on_stage: OnStage | None = None,
) -> Iterator[str | Answer]:
    """What a language model writes, in pieces as they come, and at the end the `Answer`.

    The pieces are for showing: without control characters, but not escaped for any markup. What
    counts is the answer, which may be another when the model failed on the way. Without
    `reading.reader=llm` the answer comes alone. The arguments are those of `ask`.

    Raises:
        QuestionError: as `retrieve`.
        SettingsError: a stage needs a language model and none is named.

    >>> *pieces, answer = graphrag.ask_stream(index, "Who directed The Glass Heron?")
    >>> pieces, answer.text
    ([], 'Ilse Marrow')
    """
    index = index.newest()
    read = _read(index, question, history)
    search = Search(within(index, where), ModelSession(index.language_model), on_stage)
    answer = _in_parts(search, read.question) or _put_together(search, read.question)
    if answer is None:
        start = time.perf_counter()
        found = _to_read(search, read.question)
        section = index.settings.reading
        answer = yield from read_aloud(found.question, found, section, search.session)
        answer = _over_all(search, _in_steps(search, answer, start))
    _tell(answer, on_stage)
    yield _noted(index, answer, read if history else None)


def _read(index: Index, question: str, history: Sequence[Turn]) -> ReadAs:
    """The question as it is read: on its own, and by rules in words that they know."""
    read = read_as(index, question, history)
    if index.settings.reading.reader == "llm" or not isinstance(question, str):
        return read
    return replace(read, question=in_english_words(read.question))


def _in_parts(search: Search, question: str) -> Answer | None:
    """The answers to all that is asked; None where that is one thing, or a language model reads."""
    section = search.index.settings.reading
    question = check_question(question, section.passages)
    if section.reader == "llm":
        return None
    return answered_in_parts(question, partial(_one_thing, search), section.passages)


def _one_thing(search: Search, question: str) -> Answer:
    """The answer to a question that asks one thing."""
    return _put_together(search, question) or _answered(search, question)


def _answered(search: Search, question: str) -> Answer:
    """The answer to one question, in steps where that is the surer."""
    start = time.perf_counter()
    found = _to_read(search, question)
    answer = read_answer(found.question, found, search.index.settings.reading, search.session)
    return _over_all(search, _in_steps(search, answer, start))


def _over_all(search: Search, answer: Answer) -> Answer:
    """The answer, or what all rows or all words of the index say where they are asked for."""
    section, question = search.index.settings.reading, answer.retrieval.question
    if section.reader == "llm":
        return answer
    start = time.perf_counter()
    mention, asked, timed = mention_asked(question), of_rows(question), of_time(question)
    if mention is not None:
        shared = passages_sharing(search.index, mention.words, mentioned.MOST)
        answer = told_of_mentions(answer, mention, shared)
    elif asked is not None and may_say_more(answer, asked):
        whole = bool(asked.denied or asked.had)
        rows = passages_to_look_through(search.index, question, MOST, with_rows=True, whole=whole)
        answer = over_all(answer, asked, rows, section.min_confidence)
    if timed is not None:
        shared = passages_sharing(search.index, question, entries.MOST)
        answer = told_by_days(answer, timed, shared, section.min_confidence)
    took = 1000 * (time.perf_counter() - start)
    times = answer.timings_ms
    return replace(answer, timings_ms={name: times[name] + took for name in ("reading", "total")})


def _put_together(search: Search, question: str) -> Answer | None:
    """What is worked out of other answers, or what differs between two texts or rows."""
    return _worked_out(search, question) or _told_apart(search, question)


def _told_apart(search: Search, question: str) -> Answer | None:
    """What differs between two texts or rows, where that is asked; None where none are meant."""
    section = search.index.settings.reading
    asked = differing_in(question) if section.reader != "llm" else None
    if asked is None:
        return None
    start = time.perf_counter()
    passages, _ = passages_to_look_through(search.index, question, MOST)
    read = partial(passages_of, search.index)
    finding = what_differs(asked, passages, read)
    if finding is None or finding.confidence < section.min_confidence:
        return None
    took = 1000 * (time.perf_counter() - start)
    return completed(answer_of(finding, _to_read(search, question)), search.session, took)


def _worked_out(search: Search, question: str) -> Answer | None:
    """What is asked to be worked out of other answers; None where that is not asked, or where a
    language model reads, which does it by itself."""
    section = search.index.settings.reading
    question = check_question(question, section.passages)
    plan = plan_of(question) if section.reader != "llm" else None
    if plan is None:
        return None
    answer = carried_out(question, plan, partial(_answered, search), section.passages)
    is_read = answer.abstained and not outer_step(question)  # "her first name" may stand somewhere
    return None if is_read else answer


def _in_steps(search: Search, answer: Answer, start: float) -> Answer:
    """In steps where the question has another in it and the answer of the rules is in doubt."""
    section = search.index.settings.reading
    if section.reader == "llm" or answer.confidence >= DOUBT:
        return answer
    trail = search.trail(answer.retrieval.question, section.passages, (*OPEN, "yes-no"))
    if trail is None:
        return answer
    stepped = read_along(answer, trail, section)
    total = 1000 * (time.perf_counter() - start)
    reading = total - stepped.retrieval.timings_ms.get("total", 0.0)
    return replace(stepped, timings_ms={"reading": reading, "total": total})


def _noted(index: Index, answer: Answer, read: ReadAs | None) -> Answer:
    """With how the question was read in a conversation, and a note where the reader's weights are
    used otherwise than they were fitted."""
    if read is not None:
        answer = replace(answer, read_as=read)
    if not index.reader_note or answer.reader != "extractive":
        return answer
    return replace(answer, notes=(index.reader_note, *answer.notes))


def _tell(answer: Answer, on_stage: OnStage | None) -> None:
    if on_stage is not None:
        on_stage(StageEnded("reading", answer.timings_ms["reading"]))


def _to_read(search: Search, question: str) -> Retrieval:
    """As many passages as are read; the rules ask first only where their answer is in doubt."""
    section = search.index.settings.reading
    find = search.in_steps if section.reader == "llm" else search.whole
    return find(question, section.passages)


def read_answer(
    question: str, retrieval: Retrieval, section: Reading, session: ModelSession
) -> Answer:
    """The answer of the reader set in `section`.

    Raises:
        SettingsError: the reader is a language model and none is named.
    """
    start = time.perf_counter()
    if section.reader == "llm":
        answer = model_reader.read(question, retrieval, section, session)
    else:
        answer = extractive.read(question, retrieval, section)
    return completed(answer, session, 1000 * (time.perf_counter() - start))


def read_aloud(
    question: str, retrieval: Retrieval, section: Reading, session: ModelSession
) -> Generator[str, None, Answer]:
    """The same, yielding a language model's text as it comes; rules yield nothing.

    Raises:
        SettingsError: the reader is a language model and none is named.
    """
    start = time.perf_counter()
    if section.reader == "llm":
        answer = yield from streamed_reader.read(question, retrieval, section, session)
    else:
        answer = extractive.read(question, retrieval, section)
    return completed(answer, session, 1000 * (time.perf_counter() - start))


def completed(answer: Answer, session: ModelSession, reading_ms: float) -> Answer:
    """The answer with its reading's time, the total with the retrieval, and the session's notes."""
    total = answer.retrieval.timings_ms.get("total", 0.0) + reading_ms
    note = answer.note
    if session.uses or session.failures:  # "no language model was used" would not be right
        note = note.replace(extractive.NO_MODEL, BY_RULES)
    times = {"reading": reading_ms, "total": total}
    return replace(answer, note=note, timings_ms=times, notes=session.notes)
