"""A question within a question is asked first, where the answer to the whole is in doubt.

"What number has the technician who owns the protocol?" > "Which technician owns the protocol?" >
"What number has Saffron Adeleke?": both are retrieved for and read like any question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graphrag.datatypes import Answer, Claim, Retrieval, Step
from graphrag.errors import QuestionError
from graphrag.evidence.merging import merge
from graphrag.reading import extractive
from graphrag.reading.inner_question import inner_question
from graphrag.retrieval.linking.asked_words import roots
from graphrag.settings import Reading

DOUBT = 0.5  # confidence of the answer to the whole below which its parts are asked
_LEAST = 0.1  # confidence in the answer to the inner question
_LONGEST = 8  # words of it
FIRST, LAST = "a question within the question", "both are answered"

Find = Callable[[str], Retrieval]


def asked_in_steps(answer: Answer, find: Find, section: Reading) -> Answer:
    """The answer, or the one found in two steps where that is surer.

    How sure it is of both steps is the product of their confidences. The passages cited come first
    in its retrieval, whose `steps` say what was asked.

    Args:
        answer: to the whole question, by the extractive reader.
        find: retrieves for one question.
        section: as for the answer.
    """
    question = answer.retrieval.question
    inner = inner_question(question) if answer.confidence < DOUBT else None
    if inner is None:
        return answer
    always = replace(section, min_confidence=0.0)
    try:
        first = extractive.read(inner.question, find(inner.question), always)
        if not _is_told(first):
            return answer
        said = (f"{cited.title} {cited.text}" for cited in first.citations)
        rest = inner.rest(first.text, roots(" ".join((first.text, *said))))
        last = extractive.read(rest, find(rest), always)
    except QuestionError:  # a step without a word in it
        return answer
    confidence = first.confidence * last.confidence
    if confidence <= answer.confidence or confidence < section.min_confidence:
        return answer
    if not last.text or roots(last.text) <= roots(question):
        return answer
    steps = (_step(first, inner.question, rest, FIRST), _step(last, rest, "", LAST))
    founds = (answer.retrieval, first.retrieval, last.retrieval)
    retrieval = merge(question, founds, steps, section.passages)
    citations = tuple(dict.fromkeys((*first.citations, *last.citations)))
    return replace(last, confidence=confidence, citations=citations, retrieval=retrieval)


def _is_told(answer: Answer) -> bool:
    few = 0 < len(answer.text.split()) <= _LONGEST
    return few and answer.form == "span" and answer.confidence >= _LEAST


def _step(answer: Answer, asked: str, following: str, why: str) -> Step:
    passages = tuple(passage.id for passage in answer.retrieval.passages)
    claim = Claim(answer.text, tuple(range(len(answer.citations))))
    return Step(asked, passages, (claim,), answer.citations, following, why)
