"""Replies to the prompts of the question path, by rules: they keep the order they are shown.

Selections take the first candidates, lists stay as they are, scores fall from the first to the
last, a first step asks on and a second has enough. The answer is that of the extractive reader over
the sentences in the prompt, citing them by their numbers. So the whole route runs end to end on a
socket, and what it finds can be compared with the route without a model.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from eval.fake_llm.server import PromptRead, Unknown
from graphrag.datatypes import Answer, Retrieval, ScoredPassage, ScoredSentence
from graphrag.llm_stages.understanding import KINDS
from graphrag.reading import extractive
from graphrag.settings import Reading

_QUESTION = re.compile(r"^Question: (.*)$", re.MULTILINE)
_NUMBERED = re.compile(r"^([A-Z]\d+) ", re.MULTILINE)
_SENTENCE = re.compile(r"^(S\d+) \((.*?)\): (.*)$", re.MULTILINE)
_MOST = re.compile(r"at most (\d+)\.")
_NAMES = re.compile(r"\b[A-Z][\w'-]*(?: [A-Z][\w'-]*)*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A numbered sentence of the prompt."""

    number: str
    title: str
    text: str


def in_order(asked: PromptRead) -> object:
    """The reply to a prompt of the question path.

    Raises:
        Unknown: it is none of them.
    """
    if asked.wanted not in _REPLIES:
        raise Unknown("this server does not know the prompt")
    return _REPLIES[asked.wanted](asked.prompt)


def _question(prompt: str) -> str:
    found = _QUESTION.findall(prompt)
    return found[-1] if found else ""


def _numbers(prompt: str) -> list[str]:
    return _NUMBERED.findall(prompt)


def _first(prompt: str) -> list[str]:
    most = _MOST.search(prompt)
    return _numbers(prompt)[: int(most[1]) if most else 5]


def _understanding(prompt: str) -> object:
    question = _question(prompt)
    names = _NAMES.findall(question.partition(" ")[2])
    return {"names": names[:8], "answer_kind": KINDS[-1], "questions": []}


def _edges(prompt: str) -> object:
    numbers = _numbers(prompt)
    return {"scores": [{"neighbour": n, "score": max(10 - i, 4)} for i, n in enumerate(numbers)]}


def _points(prompt: str) -> object:
    words = set(re.findall(r"\w+", _question(prompt).casefold()))
    shown = set(re.findall(r"\w+", prompt.rpartition("Question:")[2].casefold()))
    return {"score": min(10, len(words & shown))}


def _step(prompt: str) -> object:
    lines = _lines(prompt)
    done = "(nothing yet)" not in prompt or not lines
    learned = [{"claim": lines[0].text, "sentences": [lines[0].number]}] if lines else []
    following = "" if done else f"{_question(prompt)} {lines[0].title}"
    return {"learned": learned, "enough": done, "next_question": following}


def _answer(prompt: str) -> object:
    lines = _lines(prompt)
    read = _read(_question(prompt), lines)
    numbers = {(line.title, line.text): line.number for line in lines}
    cited = [numbers[c.title, c.text] for c in read.citations if (c.title, c.text) in numbers]
    found = bool(read.text and cited) and not read.abstained
    claims = [{"claim": c.text, "sentences": [n]}
              for c, n in zip(read.citations, cited, strict=False)]  # fmt: skip
    return {
        "reasoning": claims[:6],
        "found": found,
        "answer": read.text if found else "",
        "sentences": cited,
    }


def _read(question: str, lines: list[_Line]) -> Answer:
    """The extractive reader over the prompt's sentences, a passage for each title."""
    passages = []
    for title in dict.fromkeys(line.title for line in lines):
        text, sentences = "", []
        for line in lines:
            if line.title == title:
                start = len(text)
                text += line.text + " "
                end = start + len(line.text)
                sentences.append(ScoredSentence(line.text, start, end, 0.5))
        passages.append(ScoredPassage(title, title, text.rstrip(), 1.0, {}, tuple(sentences)))
    found = Retrieval(question, "graph", tuple(passages))
    return extractive.read(question, found, Reading(passages=max(len(passages), 1)))


def _lines(prompt: str) -> list[_Line]:
    return [_Line(*found) for found in _SENTENCE.findall(prompt)]


_REPLIES: dict[tuple[str, ...], Callable[[str], object]] = {
    ("names", "answer_kind", "questions"): _understanding,
    ("keep",): lambda prompt: {"keep": _first(prompt)},
    ("scores",): _edges,
    ("summary",): lambda prompt: {"summary": prompt.rpartition("Entity: ")[2].split("\n")[0]},
    ("passages",): lambda prompt: {"passages": _first(prompt)},
    ("order",): lambda prompt: {"order": _numbers(prompt)},
    ("best",): lambda prompt: {"best": _numbers(prompt)[0]},
    ("score",): _points,
    ("learned", "enough", "next_question"): _step,
    ("reasoning", "found", "answer", "sentences"): _answer,
}
