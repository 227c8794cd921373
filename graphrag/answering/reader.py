"""A retrieval read by the reader that the settings name, timed and accounted for."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import replace

from graphrag.datatypes import Answer, Retrieval
from graphrag.llm_stages import model_reader, streamed_reader
from graphrag.llm_stages.session import ModelSession
from graphrag.reading import extractive
from graphrag.settings import Reading

BY_RULES = "Read off the passages by rules."


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
