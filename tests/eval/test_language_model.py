"""Measuring with a language model: the same command with its settings, costs counted."""

from __future__ import annotations

import json
from pathlib import Path

from graphrag.cli import main
from tests.servers.by_stage import by_stage
from tests.servers.server import Serve

SAMPLE = Path(__file__).parents[2] / "sample"
ANSWER = {"reasoning": [], "found": True, "answer": "Lord Byron", "sentences": ["S1"]}


def test_reader_and_selection_are_measured_and_their_failures_counted(
    serve: Serve, index_copy: Path, tmp_path: Path
) -> None:
    server = serve(by_stage(answer=ANSWER))  # the selection fails
    pairs = server.pairs("reading.reader=llm", "reranking.llm=select")
    options = [word for pair in pairs for word in ("--set", pair)]
    line = ["eval", SAMPLE, "--index", index_copy, "--methods", "graph,bm25", "--limit", "2"]
    code = main([str(word) for word in [*line, "--out", tmp_path / "out", *options]])
    assert code == 0
    rows = (tmp_path / "out" / "sample" / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    costs = {(row["method"], row["llm"]["left_out"]) for row in map(json.loads, rows)}
    assert costs == {("graph", 1), ("bm25", 0)}
    for row in map(json.loads, rows):
        assert row["answer"] == "Lord Byron" and row["llm"]["tokens"] > 0
        assert row["llm"]["calls"] >= 1
    assert len(server.asked("answer")) == 4  # one a question and method, none to warm up
