"""From a question to passages: the straight line, and once more for what stands within it.

Where the order doubts and the question has another in it, that one is asked first, and the line is
gone once more for what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from numbers import Integral
from typing import TYPE_CHECKING

from graphrag.clock import OnStage, StageClock
from graphrag.datatypes import Retrieval
from graphrag.errors import QuestionError
from graphrag.index.within import within
from graphrag.language.scripts import composed
from graphrag.llm_stages.asking_on import ask_on
from graphrag.llm_stages.session import ModelSession
from graphrag.machine.one_thread import one_thread
from graphrag.reading.steps.stepwise import OPEN, Trail, follow
from graphrag.retrieval.straight_line import retrieve_once
from graphrag.settings.needs import asks_on_the_way

if TYPE_CHECKING:
    from graphrag.index import Index

MAX_QUESTION = 2_000  # characters
MAX_K = 1_000
DOUBT = 0.02  # of the order, in which questions within the question are asked


def retrieve(
    index: Index,
    question: str,
    k: int = 5,
    session: ModelSession | None = None,
    *,
    where: str | Sequence[str] | None = None,
    on_stage: OnStage | None = None,
) -> Retrieval:
    """The k best passages for a question, with seeds, evidence paths and timings.

    Args:
        index: from `open_index`; its settings hold.
        question: plain text, one question.
        k: number of passages wanted, 1 to 1,000.
        session: counts what a language model is asked; default: one for this call.
        where: conditions on where passages come from, such as "folder=minutes" or "date>=2020":
            what does not fit all of them is as if it were not in the index.
        on_stage: is told of each stage when it has ended, with its milliseconds; where the search
            goes in steps, of the stages of each.

    Raises:
        QuestionError: the question is no text, empty or too long, k is no whole number or out of
            range, or a condition is unusable.
        SettingsError: a stage needs a language model and none is named.

    >>> found = graphrag.retrieve(index, "Where was the director of The Glass Heron born?", k=3)
    >>> found.route, sorted(passage.title for passage in found.passages[:2])
    ('graph', ['Ilse Marrow', 'The Glass Heron (film)'])
    >>> found.paths[0][0].sentence
    'The Glass Heron is a 1987 drama film directed by Ilse Marrow.'
    """
    part = within(index.newest(), where)
    search = Search(part, session or ModelSession(index.language_model), on_stage)
    return search.in_steps(question, k)


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """One question's searches: all in one generation of an index, or in one part of it.

    Attributes:
        index: the generation or the part.
        session: counts what a language model is asked.
        on_stage: as `retrieve`.
    """

    index: Index
    session: ModelSession
    on_stage: OnStage | None = None

    def in_steps(self, question: str, k: int) -> Retrieval:
        """The k best passages; where the order doubts, those for what stands within it, too."""
        found = self.whole(question, k)
        trail = self.trail(found.question, k, OPEN) if found.doubt >= DOUBT else None
        return trail.merged(found, k) if trail else found

    def whole(self, question: str, k: int) -> Retrieval:
        """The k best passages, without asking first what stands within the question.

        The language model may ask on in steps; what it was asked and where it failed is told.
        """
        question = check_question(question, k)
        index, session = self.index, self.session
        find = partial(self._once, k, reads=True)
        with one_thread():
            if "steps" in index.settings.asking.stages:
                found = ask_on(question, find, session, index.settings, k)
            else:
                found = find(question)
        unfitted = (index.order_note,) if index.order_note and found.route == "graph" else ()
        notes = (*unfitted, *found.notes, *session.notes)
        return replace(found, notes=notes, model_use=session.uses)

    def trail(self, question: str, k: int, forms: Sequence[str]) -> Trail | None:
        """What is found for the questions within a question and for the rest; None where there are
        none, or where a language model is asked on the way, which each of them would pay for anew.

        Args:
            question: the whole.
            k: passages wanted.
            forms: of the questions that are taken apart.
        """
        settings = self.index.settings
        if asks_on_the_way(settings):
            return None
        find = partial(self._once, max(k, settings.reading.passages), reads=False)
        with one_thread():
            steps = settings.asking.steps
            return follow(question, find, settings.reading, steps, self.on_stage, forms)

    def _once(self, k: int, question: str, *, reads: bool) -> Retrieval:
        question, clock = check_question(question, k), StageClock(self.on_stage)
        return retrieve_once(self.index, question, k, self.session, clock, reads=reads)


def check_question(question: str, k: int) -> str:
    """The question in its composed form (NFC), without outer white space.

    Raises:
        QuestionError: it is no text, empty or too long, or k is no whole number or out of range.
    """
    if not isinstance(question, str):
        raise QuestionError(f"a question is a text, not {type(question).__name__}")
    question = composed(question.strip())
    if not any(char.isalnum() for char in question):
        raise QuestionError("the question is empty; write what you want to know")
    if len(question) > MAX_QUESTION:
        raise QuestionError(
            f"the question has {len(question):,} characters; ask in at most {MAX_QUESTION:,}"
        )
    if isinstance(k, bool) or not isinstance(k, Integral) or not 1 <= k <= MAX_K:
        raise QuestionError(f"k is the number of passages wanted, from 1 to {MAX_K:,}, not {k!r}")
    return question
