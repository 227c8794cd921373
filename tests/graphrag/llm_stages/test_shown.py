"""What stages leave behind for people and programs, and what neighbours are described by."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphrag
from graphrag.interop import GraphRAGRetriever
from tests.graphrag.cli.shell import Shell
from tests.graphrag.llm_stages.test_stages import QUESTION, UNDERSTOOD, tens
from tests.servers.by_stage import by_stage
from tests.servers.server import Serve


def test_what_was_understood_is_shown(
    serve: Serve, index_copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell, server = Shell(capsys), serve(by_stage(understanding=UNDERSTOOD))
    pairs = server.pairs("asking.stages=understand")
    options = [word for pair in pairs for word in ("--set", pair)]
    _, out, _ = shell("explain", QUESTION, "--index", index_copy, *options)
    words = " ".join(out.split())
    assert "names: Pascal; Niklaus Wirth" in words and "then ask: Who designed Pascal?" in words
    assert "named by the language model" in words
    shape = shell.json("search", QUESTION, "--index", index_copy, *options)
    assert shape["understanding"]["answer_kind"] == "organisation"


def test_a_retrieved_node_says_what_was_left_out(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage())
    with server.open(index_copy, "asking.stages=facts") as index:
        node = GraphRAGRetriever(index, k=1).retrieve(QUESTION)[0].node
    assert "Fact selection was left out" in node.metadata["notes"][0]
    assert "notes" in node.excluded_llm_metadata_keys


@pytest.mark.parametrize("fails", [False, True])
def test_neighbours_are_described_by_summaries(serve: Serve, index_copy: Path, fails: bool) -> None:
    summary = 500 if fails else {"summary": "Much is known of it."}
    server = serve(by_stage(summary=summary, edges=tens))
    with server.open(index_copy, "asking.stages=summaries") as index:
        found = graphrag.retrieve(index, QUESTION)
    described = any("Much is known of it." in prompt for prompt in server.asked("edges"))
    assert described != fails and server.asked("edges") and server.asked("summary")
    assert bool(found.notes) == fails
    if not fails:
        facts = {use.stage: use.calls for use in found.model_use}
        assert facts["summaries"] == len(server.asked("summary")) > 0
