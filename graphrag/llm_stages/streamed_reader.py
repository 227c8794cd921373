"""The reader with a language model, shown while it writes: lines of plain text that cite.

    - Ada Lovelace was a daughter of Lord Byron. [S2]
    Answer: Lord Byron [S2]

The pieces are for people's eyes; the answer is read off the finished text as strictly as off a
structured reply. A number that was not given is no citation: what it stood behind is marked as not
cited.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Any

from graphrag.datatypes import Answer, Retrieval
from graphrag.language.plain import plain
from graphrag.llm_stages.model_reader import (
    LONGEST_CLAIM,
    MOST_CLAIMS,
    Given,
    nothing_to_read,
    settled,
)
from graphrag.llm_stages.session import ModelSession
from graphrag.settings import Reading

_CITED = re.compile(r"\[\s*(S\d+(?:\s*[,;]\s*S\d+)*)\s*\]")
_ANSWER = re.compile(r"\W*answer\W*:[*_\s]*(.*)", re.IGNORECASE)
_NONE = re.compile(r"\W*none\W*", re.IGNORECASE)
NO_ANSWER_LINE = "the reply has no line that gives the answer"


def read(
    question: str, retrieval: Retrieval, section: Reading, session: ModelSession
) -> Generator[str, None, Answer]:
    """Yield the reply's text as it comes; return the answer read off it.

    When the model fails, the extractive reader answers instead; the session's notes say why.

    Raises:
        SettingsError: no model is named.
    """
    given = Given.of(retrieval, section)
    if not given.numbers:
        return nothing_to_read(retrieval, session.name)
    text = ""
    for piece in session.stream("answer", given.prompt(question, "answer_stream")):
        text += piece
        yield plain(piece)
    reply = None
    if "answer" not in session.failures:
        reply = parse(text, given.numbers)
        if reply is None:
            session.failures["answer"] = NO_ANSWER_LINE
    return settled(question, reply, given, section, session)


def parse(text: str, numbers: list[str]) -> dict[str, Any] | None:
    """The text as the structured reader's reply; None without exactly one answer, at the end."""
    lines = [line for line in text.splitlines() if line.strip()]
    last = _ANSWER.fullmatch(lines[-1].strip()) if lines else None
    if last is None or any(_ANSWER.fullmatch(line.strip()) for line in lines[:-1]):
        return None
    steps = [_claim(line, numbers) for line in lines[:-1]]
    answer = _claim(last[1], numbers)
    found = bool(answer["claim"]) and not _NONE.fullmatch(answer["claim"])
    return {
        "reasoning": [step for step in steps if step["claim"]][:MOST_CLAIMS],
        "found": found,
        "answer": answer["claim"] if found else "",
        "sentences": answer["sentences"],
    }


def _claim(line: str, numbers: list[str]) -> dict[str, Any]:
    cited = [name for group in _CITED.findall(line) for name in re.findall(r"S\d+", group)]
    said = _CITED.sub("", line).strip().removeprefix("-").strip()
    given = [name for name in cited if name in numbers]
    return {"claim": re.sub(r"\s+([.,;])$", r"\1", said)[:LONGEST_CLAIM], "sentences": given}
