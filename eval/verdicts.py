"""Answers by kind of question: right, stated and wrong, silent, and silent where it should be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eval.metrics.answers import f1, normalise

RIGHT_FROM = 0.6  # F1 from which a stated answer counts as right
_LONGER = 3  # an accepted form may stand in an answer of at most so many times its words
NO_ANSWER = ("", "noanswer")


@dataclass(frozen=True, slots=True)
class Judged:
    """How one answer counts, and the kind of its question."""

    kind: str
    outcome: str  # right | wrong | silent | well silent


def judge(question: Mapping[str, Any], answer: Mapping[str, Any]) -> Judged:
    """Hold an answer line of `graphrag ask --questions` against its question's line.

    A question whose answer is null, empty or "noanswer" wants silence. Where it has `key` words,
    each must stand in the answer or in the first three sentences it cites ("/" parts alternatives).
    """
    kind = str(question.get("kind") or question.get("type") or "any")
    said = "" if answer.get("abstained") else _text(answer.get("answer"))
    golds = [gold for gold in _golds(question) if normalise(gold) not in NO_ANSWER]
    if not said:
        return Judged(kind, "silent" if golds else "well silent")
    if question.get("key"):
        shown = " ".join([said, *(row["text"] for row in answer.get("citations", ())[:3])])
        good = all(_holds(shown, key) for key in question["key"])
    else:
        good = bool(golds) and any(_says(said, gold) for gold in golds)
    return Judged(kind, "right" if good else "wrong")


def table(verdicts: Iterable[Judged]) -> list[str]:
    """Lines of a Markdown table, a row a kind, the sum last."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        counts[verdict.kind][verdict.outcome] += 1
    rows = [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]
    columns = ("right", "wrong", "silent", "well silent")
    head = "| kind | questions | right | stated and wrong | silent | silent, as it should be |"
    lines = [head, "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for kind, found in rows:
        cells = " | ".join(str(found[column]) for column in columns)
        lines.append(f"| {kind} | {found.total()} | {cells} |")
    return lines


def _golds(question: Mapping[str, Any]) -> list[str]:
    found = [question.get("answer"), *question.get("aliases", ())]
    return [_text(value) for value in found]


def _text(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def _says(said: str, gold: str) -> bool:
    words, wanted = normalise(said).split(), normalise(gold).split()
    if wanted in (["yes"], ["no"]):
        return words[:1] == wanted
    inside = f" {' '.join(wanted)} " in f" {' '.join(words)} "
    short = len(words) <= _LONGER * max(2, len(wanted))
    return (inside and short) or f1(said, [gold]) >= RIGHT_FROM


def _holds(text: str, key: str) -> bool:
    return any(normalise(part) in normalise(text) for part in key.split("/"))
