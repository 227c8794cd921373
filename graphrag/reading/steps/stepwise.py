"""A question within a question is asked first, and what is left of it with the answer, in turn.

    Who led the country where the village of Orme is?
    > Which country is it where the village of Orme is?      Velm
    > Who led Velm?

Each is retrieved for like any question, and read by the extractive reader where its answer takes
the place of the words that asked for it. What is left over leads to the passages that the whole
question does not name (IRCoT, arXiv:2212.10509, has a language model write the next question).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graphrag.clock import OnStage, StageEnded
from graphrag.datatypes import Answer, Claim, Retrieval, Step
from graphrag.errors import QuestionError
from graphrag.evidence.merging import merge
from graphrag.language.countries import ADJECTIVES, COUNTRY_OF
from graphrag.reading import extractive
from graphrag.reading.asking.inner_question import Inner, inner_questions
from graphrag.reading.asking.question import analyse
from graphrag.reading.pages.citing import once_each
from graphrag.retrieval.linking.asked_words import roots
from graphrag.settings import Reading

DOUBT = 0.5  # confidence of the answer to the whole below which its parts are asked
_LEAST = 0.1  # confidence in the answer to an inner question
_SHARED = 0.6  # power of the product of the steps' confidences: decision 43
_READ = 4  # passages for an inner question
_LONGEST = 8  # words of it
FIRST, LAST = "a question within the question", ""  # why it was asked; it ends by itself

OPEN = ("span",)

Find = Callable[[str], Retrieval]


@dataclass(frozen=True, slots=True)
class Trail:
    """The questions within a question, each with its answer, and what was left to ask of it.

    Attributes:
        steps: the inner questions in the order they were asked.
        founds: what was retrieved for each, and at last for `rest`.
        rest: the question with the answers in their places.
        answers: to the inner questions.
        reading_ms: what it took to read these.
    """

    steps: tuple[Step, ...]
    founds: tuple[Retrieval, ...]
    rest: str
    answers: tuple[Answer, ...]
    reading_ms: float

    def merged(self, whole: Retrieval, k: int, last: Answer | None = None) -> Retrieval:
        """The k best passages for the whole question and for its parts together; those that an
        answer cites come first.

        Args:
            whole: what was found for the whole question.
            k: passages wanted.
            last: the answer to what was left, where that was read.
        """
        end = Step(self.rest, _ids(self.founds[-1]), (), (), "", LAST)
        steps = (*self.steps, step_of(last, self.rest, "", LAST) if last else end)
        founds = (whole, *self.founds)
        found = merge(whole.question, founds, steps, k, cited_first=last is not None)
        times = dict(found.timings_ms)
        times["total"] = times.get("total", 0.0) + self.reading_ms
        times["steps"] = self.reading_ms
        return replace(found, notes=whole.notes, model_use=whole.model_use, timings_ms=times)


def follow(
    question: str,
    find: Find,
    section: Reading,
    most: int,
    on_stage: OnStage | None = None,
    forms: Sequence[str] = OPEN,
) -> Trail | None:
    """The trail of a question; None where it has no other in it, or none that is answered.

    Args:
        question: the whole.
        find: retrieves for one question.
        section: how answers are read.
        most: inner questions asked at most, answered or not.
        on_stage: is told, as "steps", what reading their answers took.
        forms: of the questions that are taken apart.
    """
    if most < 1 or analyse(question, ()).form not in forms:
        return None
    watch = _Watch(find)
    few = min(_READ, section.passages)
    always = replace(section, reader="extractive", min_confidence=0.0, passages=few)
    steps, answers = _in_turn(question, watch.find, always, most)
    if not answers:
        return None
    rest = steps[-1].next_question
    try:
        founds = (*(answer.retrieval for answer in answers), watch.find(rest))
    except QuestionError:  # nothing but function words is left
        return None
    reading_ms = watch.reading_ms()
    if on_stage is not None:
        on_stage(StageEnded("steps", reading_ms))
    return Trail(tuple(steps), founds, rest, tuple(answers), reading_ms)


class _Watch:
    """Tells how long everything but the retrievals took since it was made."""

    def __init__(self, find: Find) -> None:
        self._find, self._start, self._found_ms = find, time.perf_counter(), 0.0

    def find(self, question: str) -> Retrieval:
        """What is retrieved for one question."""
        found = self._find(question)
        self._found_ms += found.timings_ms.get("total", 0.0)
        return found

    def reading_ms(self) -> float:
        """Milliseconds, retrievals left out."""
        return 1000 * (time.perf_counter() - self._start) - self._found_ms


def _in_turn(
    question: str, find: Find, always: Reading, most: int
) -> tuple[list[Step], list[Answer]]:
    """The inner questions that are answered, each asked of what the one before has left."""
    steps: list[Step] = []
    answers: list[Answer] = []
    rest, asked = question, 0
    while True:
        for inner in inner_questions(rest)[: most - asked]:
            asked += 1
            answer = _answered(inner, rest, find, always)
            if answer is not None:
                break
        else:
            return steps, answers
        rest = inner.rest(_named(answer.text))
        steps.append(step_of(answer, inner.question, rest, FIRST))
        answers.append(answer)


def _named(answer: str) -> str:
    """As it is written in place of a noun: "Leopold" for "Leopold's", "Sweden" for "Swedish"."""
    named = answer.removesuffix("'s").removesuffix("’s")
    return COUNTRY_OF[named] if named in ADJECTIVES else named


def _answered(inner: Inner, around: str, find: Find, always: Reading) -> Answer | None:
    """The answer to an inner question, if it can stand for the words that ask for it."""
    try:
        answer = extractive.read(inner.question, find(inner.question), always)
    except QuestionError:
        return None
    few = 0 < len(answer.text.split()) <= _LONGEST
    is_told = few and answer.form == "span" and answer.confidence >= _LEAST
    return answer if is_told and not roots(answer.text) <= roots(around) else None


def read_along(answer: Answer, trail: Trail, section: Reading) -> Answer:
    """The answer, or the one at the end of the trail where that is surer.

    The passages cited come first in its retrieval, whose `steps` say what was asked.

    Args:
        answer: to the whole question, by the extractive reader.
        trail: of that question.
        section: as for the answer.
    """
    always = replace(section, min_confidence=0.0)
    last = extractive.read(trail.rest, trail.founds[-1], always)
    confidence = _together([*trail.answers, last])
    if confidence <= answer.confidence or confidence < section.min_confidence:
        return answer
    repeats = last.form != "yes-no" and roots(last.text) <= roots(answer.retrieval.question)
    if not last.text or repeats:
        return answer
    cited = (citation for one in (*trail.answers, last) for citation in one.citations)
    return replace(
        last,
        confidence=confidence,
        citations=once_each(cited),
        retrieval=trail.merged(answer.retrieval, section.passages, last),
    )


def _together(answers: Sequence[Answer]) -> float:
    """How sure an answer in steps is: they stand and fall together more than a product says."""
    return math.prod(answer.confidence for answer in answers) ** _SHARED


def step_of(answer: Answer, asked: str, following: str, why: str) -> Step:
    """A question that was asked on the way, what its answer taught, and what is asked next."""
    claim = Claim(answer.text, tuple(range(len(answer.citations))))
    learned = () if answer.abstained else (claim,)
    return Step(asked, _ids(answer.retrieval), learned, answer.citations, following, why)


def _ids(found: Retrieval) -> tuple[str, ...]:
    return tuple(passage.id for passage in found.passages)
