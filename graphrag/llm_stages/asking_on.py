"""Asking on in steps: retrieve, note what is known, ask the next sub-question, or stop.

IRCoT (arXiv 2212.10509) interleaves retrieval and reasoning; TeaRAG (arXiv 2511.05385) summarises
after each retrieval and decides whether to go on. Here every step cites the sentences that state
what it learned, and the passages it cites come first in what is returned. A cap on steps and one on
tokens end the search; when the model fails, what was found so far is returned.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from graphrag.datatypes import Claim, Retrieval, Step
from graphrag.errors import QuestionError
from graphrag.evidence.merging import merge
from graphrag.language.keys import tokens
from graphrag.llm.prompts import fill, one_line
from graphrag.llm_stages.context import Context, build_context, estimate_tokens
from graphrag.llm_stages.schemas import FLAG, TEXT, one_of, record, several
from graphrag.llm_stages.session import Ask, ModelSession
from graphrag.settings import Settings

STAGE = "steps"
MOST_LEARNED = 4  # claims of one step
STEP_TOKENS = 20_000  # after which no further step is taken
LONGEST = 300  # characters of a claim or a question
ENOUGH, NO_QUESTION, REPEATED = "enough is known", "no further question", "asked before"
STEP_LIMIT, TOKEN_LIMIT = "step limit", "token limit"
FAILED, GOES_ON = "the language model failed", "a next question"

Find = Callable[[str], Retrieval]


def ask_on(
    question: str, find: Find, session: ModelSession, settings: Settings, k: int
) -> Retrieval:
    """The k best passages of all steps together, and the steps.

    Args:
        question: the person's.
        find: retrieves for one question.
        session: asks the model.
        settings: caps of the steps; passages and tokens that a step reads.
        k: passages wanted.
    """
    founds: list[Retrieval] = []
    steps: list[Step] = []
    known: list[str] = []
    asked, spent = question, 0
    while True:
        try:
            founds.append(find(asked))
        except QuestionError:  # a sub-question without a word in it
            break
        step, tokens_spent = _step(question, asked, founds, known, session, settings)
        spent += tokens_spent
        known += [claim.text for claim in step.learned if claim.citations]
        why = _why(step, [s.question for s in steps], len(steps) + 1, spent, settings)
        goes_on = why == GOES_ON
        following = step.next_question if goes_on else ""
        steps.append(replace(step, next_question=following, why=why))
        if not goes_on:
            break
        asked = step.next_question
    return merge(question, founds, steps, k)


def _why(step: Step, before: list[str], number: int, spent: int, settings: Settings) -> str:
    """Whether to go on, or the reason to stop."""
    if step.why != GOES_ON:
        return step.why
    if not any(token.key for token in tokens(step.next_question)):
        return NO_QUESTION
    same = {_key(question) for question in (*before, step.question)}
    if _key(step.next_question) in same:
        return REPEATED
    if number >= settings.asking.steps:
        return STEP_LIMIT
    return TOKEN_LIMIT if spent >= STEP_TOKENS else GOES_ON


def _key(question: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokens(question))


def _step(
    question: str,
    asked: str,
    founds: list[Retrieval],
    known: list[str],
    session: ModelSession,
    settings: Settings,
) -> tuple[Step, int]:
    """What the model learns from the last retrieval and wants to ask next; tokens spent."""
    found = founds[-1]
    passages = tuple(passage.id for passage in found.passages)
    section = settings.reading
    seen = replace(found, passages=found.passages[: section.passages])
    context = build_context(seen, section.budget_tokens)
    numbers = [f"S{number}" for number in range(1, len(context.sentences) + 1)]
    if not numbers:
        return Step(asked, passages, (), (), "", NO_QUESTION), 0
    prompt = _prompt(question, asked, founds[0], known, context, numbers)
    claim = record(claim=TEXT, sentences=several(one_of(numbers)))
    schema = record(learned=several(claim, MOST_LEARNED), enough=FLAG, next_question=TEXT)
    before = session.tokens
    reply = session.ask(STAGE, Ask(prompt, schema))
    spent = session.tokens - before or estimate_tokens(prompt)
    if reply is None:
        return Step(asked, passages, (), (), "", FAILED), spent
    return _read(reply, asked, passages, context, numbers), spent


def _prompt(
    question: str,
    asked: str,
    first: Retrieval,
    known: list[str],
    context: Context,
    numbers: list[str],
) -> str:
    plan = first.understanding.questions if first.understanding else ()
    sentences = [
        one_line(f"{number} ({cited.title}): {cited.text}")
        for number, cited in zip(numbers, context.sentences, strict=True)
    ]
    return fill(
        "step",
        question=question,
        asked=asked,
        plan="\n".join(f"- {line}" for line in plan) or "(none)",
        known="\n".join(f"- {line}" for line in known) or "(nothing yet)",
        sentences="\n".join(sentences),
    )


def _read(
    reply: dict[str, Any],
    asked: str,
    passages: tuple[str, ...],
    context: Context,
    numbers: list[str],
) -> Step:
    chosen = list(dict.fromkeys(n for row in reply["learned"] for n in row["sentences"]))
    learned = tuple(
        Claim(text, tuple(dict.fromkeys(chosen.index(number) for number in row["sentences"])))
        for row in reply["learned"]
        if (text := one_line(row["claim"])[:LONGEST])
    )
    citations = tuple(context.sentences[numbers.index(number)] for number in chosen)
    why = ENOUGH if reply["enough"] else GOES_ON
    following = one_line(reply["next_question"])[:LONGEST]
    return Step(asked, passages, learned, citations, following, why)
