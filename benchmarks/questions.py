"""A question's latency on an open index, beside BM25 and dense search over the same passages."""

from __future__ import annotations

import json
import time
from pathlib import Path

import bm25s
import numpy as np

from benchmarks.table import Table
from graphrag.answering import ask
from graphrag.index import open_index
from graphrag.pipeline import retrieve


def run(directory: Path, questions: Path, limit: int = 30) -> Table:
    """Milliseconds of CPU at the median, on the wall at the median and the 95th and 99th
    percentile, and how long opening took."""
    lines = questions.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines if line.strip()][:limit]
    start = time.perf_counter()
    index = open_index(directory)
    opened = time.perf_counter() - start
    sparse = bm25s.BM25()
    sparse.index(bm25s.tokenize(index.texts, show_progress=False), show_progress=False)
    k = min(5, len(index.texts))

    def bm25(question: str) -> object:
        words = bm25s.tokenize(question, show_progress=False)
        return sparse.retrieve(words, k=k, show_progress=False)

    def dense(question: str) -> object:
        return np.argsort(-(index.passage_vectors @ index.embedder.encode([question])[0]))[:k]

    methods = {
        "ours, ask": lambda question: ask(index, question),
        "ours, retrieve": lambda question: retrieve(index, question, k),
        "bm25s": bm25,
        "dense (NumPy)": dense,
    }
    rows = []
    for name, method in methods.items():
        method(asked[0])  # compiles and loads what loads when first used
        cpu, wall = [], []
        for question in asked:
            used, start = time.process_time(), time.perf_counter()
            method(question)
            wall.append(1000 * (time.perf_counter() - start))
            cpu.append(1000 * (time.process_time() - used))
        values = (np.median(cpu), *np.percentile(wall, [50, 95, 99]))
        rows.append((name, *(f"{value:.1f}" for value in values)))
    title = f"{len(asked)} questions, {len(index.texts):,} passages, opened in {opened:.2f} s"
    heads = ("method", "CPU ms, p50", "wall ms, p50", "p95", "p99")
    return Table(title, heads, rows)
