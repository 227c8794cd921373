"""The ways to an answer without a language model, each of which steps aside for the next.

in parts > worked out of other answers > read > in steps > what the rows of all passages say
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial

from graphrag.answering.reader import read_answer
from graphrag.datatypes import Answer, Retrieval
from graphrag.evidence.passages import passages_to_look_through
from graphrag.pipeline import Search, check_question
from graphrag.reading.asking.asked import outer_step
from graphrag.reading.reckoning.carried_out import carried_out
from graphrag.reading.reckoning.plan import plan_of
from graphrag.reading.steps.parts_told import answered_in_parts
from graphrag.reading.steps.stepwise import DOUBT, OPEN, read_along
from graphrag.reading.tables.asked_of_rows import of_rows
from graphrag.reading.tables.gathered import MOST
from graphrag.reading.tables.over_all import may_be_a_cell, may_say_more, one_cell, over_all


def in_parts(search: Search, question: str) -> Answer | None:
    """The answers to all that is asked; None where that is one thing, or a language model reads."""
    section = search.index.settings.reading
    question = check_question(question, section.passages)
    if section.reader == "llm":
        return None
    return answered_in_parts(question, partial(one_thing, search), section.passages)


def one_thing(search: Search, question: str) -> Answer:
    """The answer to a question that asks one thing."""
    return put_together(search, question) or _answered(search, question)


def _answered(search: Search, question: str) -> Answer:
    """The answer to one question, in steps where that is the surer."""
    start = time.perf_counter()
    found = to_read(search, question)
    answer = read_answer(found.question, found, search.index.settings.reading, search.session)
    return over_all_passages(search, in_steps(search, answer, start))


def over_all_passages(search: Search, answer: Answer) -> Answer:
    """The answer, or what all rows of the index say where they are asked for, or one cell of them
    where the answer is in doubt."""
    section, question = search.index.settings.reading, answer.retrieval.question
    if section.reader == "llm":
        return answer
    start, asked = time.perf_counter(), of_rows(question)
    looks = partial(passages_to_look_through, search.index, question, MOST, with_rows=True)
    found = answer
    if asked is not None and may_say_more(answer, asked):
        rows = looks(whole=bool(asked.denied or asked.had))
        found = over_all(answer, asked, rows, section.min_confidence)
    if found is answer and may_be_a_cell(answer):
        found = one_cell(answer, looks()[0], section.min_confidence)
    took = 1000 * (time.perf_counter() - start)
    times = answer.timings_ms
    return replace(found, timings_ms={name: times[name] + took for name in ("reading", "total")})


def put_together(search: Search, question: str) -> Answer | None:
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


def in_steps(search: Search, answer: Answer, start: float) -> Answer:
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


def to_read(search: Search, question: str) -> Retrieval:
    """As many passages as are read; the rules ask first only where their answer is in doubt."""
    section = search.index.settings.reading
    find = search.in_steps if section.reader == "llm" else search.whole
    return find(question, section.passages)
