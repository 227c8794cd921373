"""A question's operations carried out on what the documents say, each said as a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from graphrag.datatypes import Answer, Claim
from graphrag.evidence.merging import added_times, merge
from graphrag.reading import extractive
from graphrag.reading.pages.citing import once_each
from graphrag.reading.reckoning.asked_for import Sought
from graphrag.reading.reckoning.plan import Planned
from graphrag.reading.steps.stepwise import LAST, step_of

Ask = Callable[[str], Answer]
WORKED_OUT = "Worked out by rules from what the passages say; no language model was used."


@dataclass
class _Run:
    """What was asked and worked out on the way; `stopped` says why it could not go on."""

    ask: Ask
    answers: list[Answer] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    stopped: str = ""

    def value(self, node: Planned | Sought) -> str | None:
        """The value of an operation or a question; None where it is not to be had."""
        if isinstance(node, Sought):
            return node.given or self._found(node.question)
        values = [self.value(one) for one in node.of]
        if None in values:
            return None
        done = node.work(*values)
        if done is None:
            told = " and ".join(f"“{value}”" for value in values)
            self.stopped = f"The question asks for {node.says}, which {told} does not tell."
        else:
            self.said.append(f"{node.says}: {done}")
        return done

    def _found(self, question: str) -> str | None:
        answer = self.ask(question)
        self.answers.append(answer)
        if answer.abstained:
            self.stopped = f"That takes the answer to “{question}”, which no passage says clearly."
            return None
        return answer.text


def carried_out(question: str, plan: Planned, ask: Ask, k: int) -> Answer:
    """The answer to the whole, with the answers that it was worked out from as its steps.

    Where one of them is not to be had, or does not tell enough, nothing is stated.

    Args:
        question: the whole.
        plan: from `plan_of`; at least one of its values is asked for.
        ask: answers a question.
        k: passages kept.
    """
    run = _Run(ask)
    value, answers = run.value(plan), run.answers
    steps = [
        step
        for answer in answers
        for step in answer.steps or (step_of(answer, answer.retrieval.question, "", LAST),)
    ]
    whole = replace(answers[0].retrieval, question=question)
    founds = (whole, *(answer.retrieval for answer in answers[1:]))
    citations = once_each(cited for answer in answers for cited in answer.citations)
    told = replace(
        answers[0],
        text=value or "",
        abstained=value is None,
        confidence=min(answer.confidence for answer in answers),
        citations=citations,
        retrieval=merge(question, founds, steps, k),
        note=WORKED_OUT,
        timings_ms=added_times(answer.timings_ms for answer in answers),
        form="worked-out",
    )
    if value is None:
        form = "found" if citations else "nothing"
        return replace(told, confidence=0.0, form=form, note=f"{run.stopped} {extractive.NO_MODEL}")
    places = tuple(range(len(citations)))
    return replace(told, claims=tuple(Claim(said, places) for said in run.said))
