"""What a language model said and cost, as text: its reasoning, its steps, its calls."""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.cli.terminal import heading, wrap
from graphrag.datatypes import Claim, ModelUse, Step, Understanding

UNCITED = "(not cited: no retrieved sentence was named for this)"


def claim_lines(claims: Sequence[Claim]) -> list[str]:
    """Each step of the reasoning with the numbers of its sources, or that it has none."""
    lines = []
    for claim in claims:
        marks = "".join(f"[{number + 1}]" for number in claim.citations)
        lines.append(wrap(f"{claim.text} {marks or UNCITED}", "    ", "  - "))
    return lines


def understanding_block(understood: Understanding | None) -> str:
    """What a language model read out of the question."""
    if understood is None:
        return ""
    rows = [
        ("names", "; ".join(understood.names) or "none"),
        ("kind of answer", understood.answer_kind),
        *(("then ask", question) for question in understood.questions),
    ]
    lines = [wrap(f"{name}: {value}", "    ", "  ") for name, value in rows]
    return "\n".join([heading("The question, as the language model understands it"), *lines])


def step_block(steps: Sequence[Step]) -> str:
    """What was asked step by step, what was learned and where from, and why it ended."""
    if not steps:
        return ""
    lines = [heading("Asked step by step")]
    for number, step in enumerate(steps, 1):
        mark = f"  {number}. "
        pad = " " * len(mark)
        lines.append(wrap(step.question, pad, mark))
        for claim in step.learned:
            titles = dict.fromkeys(step.citations[place].title for place in claim.citations)
            source = f"({'; '.join(titles)})" if titles else UNCITED
            lines.append(wrap(f"{claim.text} {source}", f"{pad}  ", f"{pad}- "))
        if not step.next_question and step.why:
            lines.append(wrap(f"Ended here: {step.why}.", pad))
    return "\n".join(lines)


def asked_words(uses: Sequence[ModelUse]) -> str:
    """What the language model was asked, by stage."""
    if not uses:
        return ""
    return wrap(f"Language model: {'; '.join(map(use_words, uses))}.")


def use_words(use: ModelUse) -> str:
    """ "answer 1 call, 812 + 90 tokens, 350 ms"."""
    calls = f"{use.calls} call{'' if use.calls == 1 else 's'}"
    kept = f", {use.from_cache} kept from before" if use.from_cache else ""
    tokens = f"{use.prompt_tokens:,} + {use.completion_tokens:,} tokens"
    cost = f", cost {use.cost:.6g}" if use.cost else ""
    return f"{use.stage} {calls}{kept}, {tokens}{cost}, {use.ms:.0f} ms"
