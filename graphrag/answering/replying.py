"""A question asked: read as it stands, answered by the rules' ways or a language model."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graphrag.answering.by_rules import (
    in_parts,
    in_steps,
    one_thing,
    over_all_passages,
    put_together,
    to_read,
)
from graphrag.answering.reader import read_aloud
from graphrag.clock import OnStage, StageEnded
from graphrag.datatypes import Answer, ReadAs, Turn
from graphrag.index.within import within
from graphrag.language.plain_question import in_plain_words
from graphrag.language.question_words import in_english_words
from graphrag.llm_stages.session import ModelSession
from graphrag.pipeline import Search
from graphrag.retrieval.linking.follow_up import read_as

if TYPE_CHECKING:
    from graphrag.index import Index


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
    answer = in_parts(search, read.question) or one_thing(search, read.question)
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
    answer = in_parts(search, read.question) or put_together(search, read.question)
    if answer is None:
        start = time.perf_counter()
        found = to_read(search, read.question)
        section = index.settings.reading
        answer = yield from read_aloud(found.question, found, section, search.session)
        answer = over_all_passages(search, in_steps(search, answer, start))
    _tell(answer, on_stage)
    yield _noted(index, answer, read if history else None)


def _read(index: Index, question: str, history: Sequence[Turn]) -> ReadAs:
    """The question as it is read: on its own, and by rules in words that they know."""
    read = read_as(index, question, history)
    if index.settings.reading.reader == "llm" or not isinstance(question, str):
        return read
    return replace(read, question=in_plain_words(in_english_words(read.question)))


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
