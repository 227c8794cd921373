"""`graphrag costs`: the ledger, added up; the arithmetic is done here by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphrag.errors import LLMError
from graphrag.llm import open_llm, replies_file
from tests.graphrag.cli.shell import Shell
from tests.servers.in_turn import in_turn
from tests.servers.replies import chat, respond
from tests.servers.server import FakeServer

TEN_TWO = {"prompt_tokens": 10, "completion_tokens": 2}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A directory with the ledger of two runs: 10 tokens at 3 and 2 at 5 per million a call."""
    prices = {"price_prompt": 3.0, "price_completion": 5.0, "retries": 0}
    script = [chat("a", usage=TEN_TWO), chat("b", usage=TEN_TWO), respond("no", status=500)]
    with FakeServer(in_turn(*script, chat("c", usage={}))) as server:
        with open_llm(server.section(**prices), replies_file(tmp_path), "first") as model:
            model.complete("1", stage="extraction")
            model.complete("2", stage="extraction")
            model.complete("2", stage="extraction")
            with pytest.raises(LLMError):
                model.complete("3", stage="answer")
        with open_llm(server.section(**prices), replies_file(tmp_path), "second") as model:
            model.complete("1", stage="extraction")
            model.complete("3 is four tokens", stage="answer")
    return tmp_path


def test_runs_stages_and_total(shell: Shell, index: Path) -> None:
    found = shell.json("costs", "--index", index)
    first, second = found["runs"]
    assert (first["run"], second["run"]) == ("first", "second")
    extraction, answer = first["stages"]
    assert (extraction["stage"], extraction["model"]) == ("extraction", "tiny")
    assert (extraction["calls"], extraction["failed"], extraction["reused"]) == (2, 0, 1)
    assert extraction["prompt_tokens"] == 20
    assert extraction["completion_tokens"] == 4
    assert extraction["cost"] == pytest.approx((20 * 3 + 4 * 5) / 1e6)
    assert (answer["calls"], answer["failed"], answer["prompt_tokens"]) == (1, 1, 0)
    assert second["total"]["reused"] == 1
    assert second["total"]["estimated"] == 1
    assert found["total"]["calls"] == 4
    assert found["total"]["cost"] == pytest.approx((24 * 3 + 5 * 5) / 1e6)
    assert found["total"]["seconds"] > 0


def test_the_table_marks_estimates(shell: Shell, index: Path) -> None:
    code, out, _ = shell("costs", "--index", index)
    assert code == 0
    lines = out.splitlines()
    assert lines[0].split()[:4] == ["run", "and", "stage", "calls"]
    (total,) = (line for line in lines if line.startswith("total"))
    assert total.split() == ["total", "4", "1", "2", "~24", "~5", "0.0001", total.split()[-1]]
    assert "tokens of 1 calls are estimates" in out


def test_an_index_without_calls_says_so(shell: Shell, sample_index: Path, tmp_path: Path) -> None:
    code, out, _ = shell("costs", "--index", sample_index)
    assert (code, out) == (0, "No language model was called for this index.\n")
    assert not replies_file(sample_index).exists()
    assert shell.json("costs", "--index", sample_index)["runs"] == []
    assert "holds no index" in shell.refusal("costs", "--index", tmp_path)


def test_forget_asks_servers_again(shell: Shell, tmp_path: Path) -> None:
    schema = {"type": "object"}
    with FakeServer(in_turn(respond("no such form", status=400), "{}")) as server:
        for prompt in "ab":
            with open_llm(server.section(), replies_file(tmp_path)) as model:
                model.structured(prompt, schema, "x")
        assert [seen.form for seen in server.seen] == ["json_schema", "json_object", "json_object"]
        assert shell("costs", "--index", tmp_path, "--forget")[0] == 0
        with open_llm(server.section(), replies_file(tmp_path)) as model:
            model.structured("c", schema, "x")
        assert server.seen[-1].form == "json_schema"
