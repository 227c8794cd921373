"""Calls and tokens of each preset, a passage when indexing and a question when asking.

Counted on the sample corpus against the rule-backed server of `eval.fake_llm` on a socket. Prompts
are the real ones, so prompt tokens are about what any model would be sent (pieces of words and
signs, near to what tokenizers count); replies of a real model may be longer or shorter.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import Table
from eval.fake_llm.extraction_replies import by_rules
from eval.fake_llm.question_replies import in_order
from eval.fake_llm.server import Fake, count_tokens, serving, whichever
from graphrag import ask, open_index
from graphrag.settings import load_settings
from graphrag.settings.presets import PRESETS
from indexing import build_index

ROOT = Path(__file__).parent.parent
ASKED = 20  # of the sample's questions


@dataclass(frozen=True, slots=True)
class Count:
    """What a server has been asked so far."""

    calls: int
    prompt: int
    reply: int


def run(documents: Path, questions: Path, asked: int = ASKED) -> Table:
    """Index `documents` and ask with every preset; one row a preset."""
    texts = [json.loads(line)["question"] for line in questions.read_text("utf-8").splitlines()]
    some = texts[:: max(1, len(texts) // asked)][:asked]
    with serving(whichever(in_order, by_rules)) as server, tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain"  # what needs no model is done once
        build_index(documents, plain)
        rows = []
        for name in PRESETS:
            own = Path(shutil.copytree(plain, Path(folder) / name))
            rows.append(_row(name, server, documents, some, own))
    heads = (
        *("preset", "calls a passage", "tokens a passage"),
        *("calls a question", "most", "tokens a question", "of these replies", "longest prompt"),
    )
    return Table("Calls and tokens of a language model", heads, rows)


def _row(
    name: str, server: Fake, documents: Path, questions: Sequence[str], directory: Path
) -> tuple[str, ...]:
    pairs = ["llm.model=rules", f"llm.base_url={server.url}"]
    settings = load_settings(None, pairs, preset=name)
    before = _count(server)
    report = build_index(documents, directory, settings)
    indexed = _since(server, before)
    each, first = [], len(server.prompts)
    with open_index(directory, settings=settings) as index:
        for question in questions:
            before = _count(server)
            answer = ask(index, question)
            if answer.notes:
                raise RuntimeError(f"{name}: {answer.notes[0]}")
            each.append(_since(server, before))
    n = len(each)
    calls = sum(count.calls for count in each) / n
    prompt, reply = sum(c.prompt for c in each) / n, sum(c.reply for c in each) / n
    return (
        name,
        f"{indexed.calls / report.passages:.1f}",
        f"{(indexed.prompt + indexed.reply) / report.passages:,.0f}",
        f"{calls:.1f}",
        str(max(count.calls for count in each)),
        f"{prompt + reply:,.0f}",
        f"{reply:,.0f}",
        f"{max(map(count_tokens, server.prompts[first:])):,}",
    )


def _count(server: Fake) -> Count:
    return Count(server.calls, server.prompt_tokens, server.completion_tokens)


def _since(server: Fake, before: Count) -> Count:
    now = _count(server)
    return Count(now.calls - before.calls, now.prompt - before.prompt, now.reply - before.reply)
