"""The answers to the parts of a question as one answer, each said to what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graphrag.datatypes import Answer, Claim
from graphrag.errors import QuestionError
from graphrag.evidence.merging import added_times, merge
from graphrag.reading.asking.parts_asked import parts_of, stands_alone
from graphrag.reading.pages.citing import once_each
from graphrag.reading.steps.stepwise import DOUBT, LAST, step_of

_ONE = "The question asks several things; this answers one of them."
_NOTE = "Asked in parts; read off the passages by rules, no language model was used."


def answered_in_parts(question: str, ask: Callable[[str], Answer], k: int) -> Answer | None:
    """One answer to all that a question asks; None where it asks one thing, or none is answered.

    Parts are asked in turn, since a later one may speak of the answer to the first. What no
    passage says clearly is named in the note. Where a part is in doubt and the question as a whole
    is answered more surely, that answer stands, as one to a part.

    Args:
        question: the whole.
        ask: answers a question.
        k: passages kept.
    """
    asked: list[str] = []
    answers: list[Answer] = []
    try:
        for part in parts_of(question):
            known = answers[0].text if answers else ""
            asked.append(stands_alone(part, asked[0], known) if asked else part)
            answers.append(ask(asked[-1]))
    except QuestionError:  # nothing but function words is left
        return None
    stated = [answer for answer in answers if not answer.abstained]
    if not stated:
        return None
    if min(answer.confidence for answer in stated) < DOUBT:
        whole = ask(question)
        if not whole.abstained and whole.confidence > max(one.confidence for one in stated):
            return replace(whole, note=f"{_ONE} {whole.note}")
    return _as_one(question, asked, answers, k)


def _as_one(question: str, asked: Sequence[str], answers: Sequence[Answer], k: int) -> Answer:
    """What is stated of the parts, each a claim with what it cites."""
    stated = [answer for answer in answers if not answer.abstained]
    citations = once_each(cited for answer in stated for cited in answer.citations)
    places = {(one.passage_id, one.start, one.end): at for at, one in enumerate(citations)}
    claims = [
        Claim(
            f"{part} {answer.text}",
            tuple(places[one.passage_id, one.start, one.end] for one in answer.citations),
        )
        for part, answer in zip(asked, answers, strict=True)
        if not answer.abstained
    ]
    open_parts = [f"“{p}”" for p, one in zip(asked, answers, strict=True) if one.abstained]
    missing = f"No passage says clearly: {' '.join(open_parts)} " if open_parts else ""
    steps = [step_of(one, part, "", LAST) for part, one in zip(asked, answers, strict=True)]
    first = replace(answers[0].retrieval, question=question)
    founds = (first, *(answer.retrieval for answer in answers[1:]))
    return replace(
        stated[0],
        text=_together([answer.text for answer in stated]),
        confidence=min(answer.confidence for answer in stated),
        citations=citations,
        claims=tuple(claims),
        retrieval=replace(
            merge(question, founds, steps, k),
            steps=tuple(step for answer in answers for step in answer.steps),
        ),
        note=f"{missing}{_NOTE}",
        timings_ms=added_times(answer.timings_ms for answer in answers),
        form="parts",
    )


def _together(texts: list[str]) -> str:
    """Each text once, sentences beside each other and anything else parted by semicolons."""
    once = list(dict.fromkeys(texts))
    return " ".join(once) if all(text.endswith((".", "!")) for text in once) else "; ".join(once)
