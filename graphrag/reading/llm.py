"""The reader with a language model: one structured reply that may cite only what it was given.

The context is that of `graphrag.context` (TeaRAG): triples and sentences under a token budget. The
schema lists the sentence numbers that may be cited, so an invented citation does not parse. When
the model fails, the extractive reader answers instead and the note says why.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from graphrag.context import Context, CountTokens, build_context, estimate_tokens
from graphrag.datatypes import Answer, Retrieval
from graphrag.errors import LLMError
from graphrag.llm import LanguageModel
from graphrag.reading import extractive
from graphrag.settings import Reading

BUDGET = 900  # tokens of context


def read(
    question: str,
    retrieval: Retrieval,
    section: Reading,
    model: LanguageModel,
    *,
    budget_tokens: int = BUDGET,
    count: CountTokens = estimate_tokens,
) -> Answer:
    """Let `model` answer `question` from the best sentences and paths of `retrieval`.

    An answer that cites no sentence is an abstention. Confidence is 1 for a cited answer: the
    model's own is not calibrated.

    Args:
        question: one question.
        retrieval: passages with scored sentences, and evidence paths.
        section: for the extractive reader, should the model fail.
        model: an open language model.
        budget_tokens: longest context, counted by `count`.
        count: tokens of a text.
    """
    context = build_context(retrieval, budget_tokens, count)
    if not context.sentences:
        note = "No passage was retrieved, so the language model was not asked."
        return Answer("", True, 0.0, (), retrieval, model.name, note)
    numbers = [f"S{number}" for number in range(1, len(context.sentences) + 1)]
    try:
        reply = model.structured(_prompt(question, context, numbers), _schema(numbers), "answer")
    except LLMError as error:
        return _without_model(question, retrieval, section, error)
    return _answer(reply, context, numbers, retrieval, model.name)


def _prompt(question: str, context: Context, numbers: list[str]) -> str:
    """The prompt file with its three places filled in one pass, so that nothing filled in counts
    as a place.
    """
    facts = [f"- {hop.source} | {hop.relation} | {hop.target}" for hop in context.hops]
    sentences = [
        f"{number} ({cited.title}): {cited.text}"
        for number, cited in zip(numbers, context.sentences, strict=True)
    ]
    values = {
        "question": question,
        "facts": "\n".join(facts) or "(none)",
        "sentences": "\n".join(sentences),
    }
    prompt = files("graphrag").joinpath("prompts/answer.md").read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda match: values[match.group(1)], prompt)


def _schema(numbers: list[str]) -> dict[str, Any]:
    """What the reply must look like; only given sentences can be cited."""
    cited = {"type": "array", "items": {"type": "string", "enum": numbers}, "maxItems": 12}
    properties = {
        "reasoning": {"type": "string"},
        "found": {"type": "boolean"},
        "answer": {"type": "string", "maxLength": 400},
        "sentences": cited,
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _answer(
    reply: dict[str, Any], context: Context, numbers: list[str], retrieval: Retrieval, model: str
) -> Answer:
    chosen = dict.fromkeys(reply["sentences"])
    citations = tuple(context.sentences[numbers.index(number)] for number in chosen)
    text = reply["answer"].strip()
    if reply["found"] and text and citations:
        return Answer(text, False, 1.0, citations, retrieval, model, reply["reasoning"].strip())
    why = "no sentence was cited for it" if reply["found"] and text else "the passages do not say"
    note = f"The language model gave no answer: {why}. {reply['reasoning'].strip()}".strip()
    return Answer("", True, 0.0, citations, retrieval, model, note)


def _without_model(
    question: str, retrieval: Retrieval, section: Reading, error: LLMError
) -> Answer:
    read_by_rules = extractive.read(question, retrieval, section)
    return Answer(
        read_by_rules.text,
        read_by_rules.abstained,
        read_by_rules.confidence,
        read_by_rules.citations,
        retrieval,
        read_by_rules.reader,
        f"The language model failed ({error}). {read_by_rules.note}",
    )
