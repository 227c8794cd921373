"""The reader with a language model: one structured reply that may cite only what it was given.

The context is that of `graphrag.llm_stages.context` (TeaRAG): triples and sentences under a token
budget. The schema lists the sentence numbers that may be cited, so an invented citation does not
parse. When the model fails, the extractive reader answers instead; the session's notes say why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from graphrag.datatypes import Answer, Claim, Retrieval
from graphrag.llm.prompts import fill, one_line
from graphrag.llm_stages.context import Context, build_context
from graphrag.llm_stages.schemas import FLAG, TEXT, one_of, record, several
from graphrag.llm_stages.session import Ask, ModelSession
from graphrag.reading import extractive
from graphrag.settings import Reading

MOST_CLAIMS = 6
LONGEST_ANSWER = 400  # characters
LONGEST_CLAIM = 1_000
_YES_NO = re.compile(r"\W*(yes|no)\W*", re.IGNORECASE)


def read(question: str, retrieval: Retrieval, section: Reading, session: ModelSession) -> Answer:
    """Let the model answer `question` from the best sentences and paths of `retrieval`.

    An answer that cites no sentence is an abstention. Confidence is 1 for a cited answer: the
    model's own is not calibrated.

    Args:
        question: one question.
        retrieval: passages with scored sentences, and evidence paths.
        section: the context's budget; and for the extractive reader, should the model fail.
        session: asks the model.

    Raises:
        SettingsError: no model is named.
    """
    given = Given.of(retrieval, section)
    if not given.numbers:
        return nothing_to_read(retrieval, session.name)
    reply = session.ask("answer", Ask(given.prompt(question), schema(given.numbers)))
    return settled(question, reply, given, section, session)


@dataclass(frozen=True, slots=True)
class Given:
    """What the model may read: the context, its sentences numbered S1, S2, …"""

    retrieval: Retrieval
    context: Context
    numbers: list[str]

    @classmethod
    def of(cls, retrieval: Retrieval, section: Reading) -> Given:
        """The best of a retrieval within the budget of tokens."""
        context = build_context(retrieval, section.budget_tokens)
        numbers = [f"S{number}" for number in range(1, len(context.sentences) + 1)]
        return cls(retrieval, context, numbers)

    def prompt(self, question: str, file: str = "answer") -> str:
        """The prompt of this file, with what is given."""
        wanted = self.retrieval.understanding.answer_kind if self.retrieval.understanding else ""
        return prompt(question, self.context, self.numbers, wanted, file)


def settled(
    question: str,
    reply: dict[str, Any] | None,
    given: Given,
    section: Reading,
    session: ModelSession,
) -> Answer:
    """The reply as an answer; without one, the extractive reader's."""
    answer = (
        extractive.read(question, given.retrieval, section)
        if reply is None
        else to_answer(reply, given.context, given.numbers, given.retrieval, session.name)
    )
    return replace(answer, model_use=session.uses_of("answer"))


def nothing_to_read(retrieval: Retrieval, model: str) -> Answer:
    """The abstention that costs nothing."""
    note = "No passage was retrieved, so the language model was not asked."
    return Answer("", True, 0.0, (), retrieval, model, note)


def prompt(
    question: str, context: Context, numbers: list[str], wanted: str = "", file: str = "answer"
) -> str:
    """The prompt file with the context's hops and numbered sentences.

    Args:
        wanted: the kind of answer that is asked for, if known.
        file: which prompt.
    """
    facts = [one_line(f"- {hop.source} | {hop.relation} | {hop.target}") for hop in context.hops]
    sentences = [
        one_line(f"{number} ({cited.title}): {cited.text}")
        for number, cited in zip(numbers, context.sentences, strict=True)
    ]
    return fill(
        file,
        question=question,
        wanted=f"The answer is probably of this kind: {wanted}\n" if wanted else "",
        facts="\n".join(facts) or "(none)",
        sentences="\n".join(sentences),
    )


def schema(numbers: list[str]) -> dict[str, Any]:
    """What the reply must look like; only given sentences can be cited."""
    cited = several(one_of(numbers))
    claim = record(claim=TEXT, sentences=cited)
    return record(reasoning=several(claim, MOST_CLAIMS), found=FLAG, answer=TEXT, sentences=cited)


def to_answer(
    reply: dict[str, Any], context: Context, numbers: list[str], retrieval: Retrieval, model: str
) -> Answer:
    """The checked reply as an answer; sentences the answer rests on come first."""
    steps = reply["reasoning"]
    chosen = list(
        dict.fromkeys([*reply["sentences"], *(s for step in steps for s in step["sentences"])])
    )
    citations = tuple(context.sentences[numbers.index(number)] for number in chosen)
    claims = tuple(
        Claim(text, tuple(dict.fromkeys(chosen.index(number) for number in step["sentences"])))
        for step in steps
        if (text := step["claim"].strip()[:LONGEST_CLAIM])
    )
    text = _tidy(reply["answer"])
    why = ""
    if not reply["found"] or not text:
        why = "the passages do not say"
    elif len(text) > LONGEST_ANSWER:
        why = "it was longer than an answer to a question can be"
    elif not citations:
        why = "no sentence was cited for it"
    if why:
        note = f"The language model gave no answer: {why}."
        return Answer("", True, 0.0, citations, retrieval, model, note, claims=claims)
    return Answer(text, False, 1.0, citations, retrieval, model, claims=claims)


def _tidy(answer: str) -> str:
    """One line; "Yes." as "yes"."""
    text = one_line(answer)
    match = _YES_NO.fullmatch(text)
    return match[1].lower() if match else text
