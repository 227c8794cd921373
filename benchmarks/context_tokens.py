"""Tokens of the mixed context beside whole passages, and how often each holds the answer.

    python -m benchmarks.context_tokens --index DIR --questions QUESTIONS.jsonl [--limit N]

Each line of QUESTIONS has `question`, `answer` and perhaps `aliases`. Questions answered by yes or
no are left out: no context holds their answer as a string.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.table import Table
from graphrag.datatypes import Retrieval
from graphrag.index import open_index
from graphrag.llm_stages.context import build_context, estimate_tokens
from graphrag.pipeline import retrieve

BUDGETS = (150, 250, 350, 450, 600)
PASSAGES = 5
POOL = 10  # passages the mixed context may draw from


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=0, help="first N questions; 0: all")
    arguments = parser.parse_args()
    print(run(arguments.index, arguments.questions, arguments.limit))


def run(directory: Path, questions: Path, limit: int = 0) -> Table:
    """One row a way of building the context: mean tokens, share of answers held."""
    lines = questions.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    rows = [row for row in rows if plain(row["answer"]) not in ("yes", "no")][: limit or None]
    index = open_index(directory)
    found = [retrieve(index, row["question"], POOL) for row in rows]
    ways: dict[str, Callable[[Retrieval], str]] = {f"{PASSAGES} whole passages": whole_passages}
    for budget in BUDGETS:
        ways[f"triples and sentences, at most {budget}"] = lambda r, b=budget: (
            build_context(r, b).text
        )
    table = []
    for name, build in ways.items():
        texts = [build(retrieval) for retrieval in found]
        held = [holds(text, row) for text, row in zip(texts, rows, strict=True)]
        tokens = statistics.mean(estimate_tokens(text) for text in texts)
        table.append((name, f"{tokens:.0f}", f"{100 * statistics.mean(held):.1f}"))
    title = f"{len(rows)} questions, {len(index.texts):,} passages"
    return Table(title, ("context", "tokens", "answer held, %"), table)


def whole_passages(retrieval: Retrieval) -> str:
    """The best passages in full."""
    return "\n".join(f"{p.title}\n{p.text}" for p in retrieval.passages[:PASSAGES])


def holds(text: str, row: dict[str, Any]) -> bool:
    """Whether `text` writes the answer or one of its aliases."""
    words = f" {plain(text)} "
    return any(f" {plain(answer)} " in words for answer in [row["answer"], *row.get("aliases", [])])


def plain(text: str) -> str:
    """Lower case, words only, no articles."""
    words = re.findall(r"[^\W_]+", text.lower())
    return " ".join(word for word in words if word not in ("a", "an", "the"))


if __name__ == "__main__":
    main()
