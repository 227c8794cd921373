"""The Batch API: what is sent, what is kept, and that nothing is bought twice."""

import json
import re
from pathlib import Path

import pytest

from graphrag.errors import BudgetReached, LLMError, SettingsError
from graphrag.llm import open_llm
from graphrag.llm.batches.batch import BatchRequest, run_batch
from graphrag.llm.kept.ledger import read_costs
from graphrag.llm.kept.replies_file import RepliesFile
from graphrag.llm.wire import connection
from tests.servers.batches import Batches
from tests.servers.in_turn import in_turn
from tests.servers.replies import raw, respond
from tests.servers.server import FakeServer

SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}


def number(seen) -> str:
    """The number in the question, as JSON."""
    return json.dumps({"n": int(re.search(r"\d+", seen.question)[0])})


def requests(count: int, start: int = 0) -> list[BatchRequest]:
    return [
        BatchRequest(f"Number {n}?", SCHEMA, "number", stage="extraction")
        for n in range(start, start + count)
    ]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.01)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "replies.sqlite"


def test_a_batch_is_bought_once_and_found_by_the_calls_that_follow(file: Path):
    seen = []
    with FakeServer(api := Batches(number)) as server:
        model = open_llm(server.section(price_prompt=2.0), file, "first")
        outcome = run_batch(
            model, requests(5) + requests(2), poll=0.01, watch=lambda *state: seen.append(state)
        )
        assert (outcome.already, outcome.kept, outcome.failed, outcome.left) == (0, 5, (), 0)
        assert model.structured("Number 3?", SCHEMA, "number", stage="extraction") == {"n": 3}
        again = run_batch(model, requests(5), poll=0.01)
        assert (again.already, again.kept) == (5, 0)
        assert len(api.batches) == 1 and len(api.answered) == 5
        assert [status for status, _, _ in seen] == ["in_progress", "completed"]
        (batch,) = api.batches.values()
        assert batch["endpoint"] == "/v1/chat/completions"
        body = json.loads(api.files[batch["input_file_id"]].splitlines()[0])["body"]
        assert body["response_format"]["json_schema"]["schema"] == SCHEMA
        model.close()
    (costs,) = read_costs(RepliesFile(file))
    assert (costs.calls, costs.failed, costs.reused, costs.prompt_tokens) == (5, 0, 1, 50)
    assert costs.cost == pytest.approx(0.5 * 50 * 2.0 / 1e6)  # half price


def test_an_interrupted_wait_is_taken_up_again(file: Path):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with FakeServer(api := Batches(number, looks=3)) as server:
        with pytest.raises(KeyboardInterrupt):
            run_batch(open_llm(server.section(), file), requests(4), poll=0.01, watch=interrupt)
        outcome = run_batch(open_llm(server.section(), file), requests(6), poll=0.01)
        assert (outcome.kept, outcome.failed) == (6, ())
        assert sorted(api.answered) == [f"Number {n}?" for n in range(6)]  # each once
        assert len(api.batches) == 2


@pytest.mark.parametrize("made", [True, False])
def test_a_kill_before_the_number_was_written_down(file: Path, made: bool):
    with FakeServer(api := Batches(number)) as server:
        route = server.answer

        def lose(seen):
            if seen.method == "POST" and seen.path.endswith("/batches"):
                if made:
                    route(seen)
                return raw(reset=True)
            return route(seen)

        server.answer = lose
        with pytest.raises(LLMError):
            run_batch(open_llm(server.section(), file), requests(3), poll=0.01)
        server.answer = route
        outcome = run_batch(open_llm(server.section(), file), requests(3), poll=0.01)
        assert outcome.kept == 3
        assert len(api.batches) == 1
        assert len(api.answered) == 3


def spoiled(lines: list[bytes]) -> list[bytes]:
    """Of six replies: one whole, one cut, one missing, one failed, one with an unknown id, …"""
    whole, cut, _, failed, unknown, odd = (json.loads(line) for line in sorted(lines))
    cut["response"]["body"]["choices"][0]["finish_reason"] = "length"
    failed["response"] = {"status_code": 500, "body": {"error": {"message": "sorry"}}}
    unknown["custom_id"] = "ab" * 32
    odd["response"]["body"]["choices"][0]["message"]["content"] = '{"n": "three"}'
    written = [json.dumps(line).encode() for line in (whole, whole, cut, failed, unknown, odd)]
    return [*written, b"not JSON", b"[]", b'{"custom_id": 3}', b""]


def test_lines_without_a_usable_reply_are_listed_and_not_kept(file: Path):
    with FakeServer(api := Batches(number)) as server:
        api.spoil = spoiled
        model = open_llm(server.section(), file)
        outcome = run_batch(model, requests(6), poll=0.01)
        assert outcome.kept == 1 and len(outcome.failed) == 5
        reasons = " ".join(failure.reason for failure in outcome.failed)
        for said in ("cut off", "without a reply", "sorry", "form asked for"):
            assert said in reasons
        keys = {model.key_of(r.prompt, r.schema, r.system) for r in requests(6)}
        assert {failure.key for failure in outcome.failed} < keys
        api.spoil = lambda lines: lines
        assert run_batch(model, requests(6), poll=0.01).kept == 5


@pytest.mark.parametrize("ending", ["failed", "expired", "cancelled"])
def test_a_batch_that_ends_badly_fails_each_request_without_a_reply(file: Path, ending: str):
    with FakeServer(api := Batches(number)) as server:
        api.ending = ending
        api.spoil = lambda lines: lines[:1]
        outcome = run_batch(open_llm(server.section(), file), requests(3), poll=0.01)
        assert outcome.kept == (ending == "expired")
        assert all(ending in failure.reason for failure in outcome.failed)
        assert outcome.kept + len(outcome.failed) == 3


def test_caps_hold_for_a_batch_too(file: Path):
    with FakeServer(api := Batches(number)) as server:
        model = open_llm(server.section(call_limit=4), file)
        outcome = run_batch(model, requests(6), poll=0.01)
        assert (outcome.kept, outcome.left) == (4, 2)
        assert "llm.call_limit" in outcome.stopped
        with pytest.raises(BudgetReached):
            run_batch(model, requests(6), poll=0.01)
        assert len(api.answered) == 4


def test_what_cannot_work_is_said(file: Path):
    with FakeServer(in_turn(respond("<html>", status=404))) as server:
        with pytest.raises(SettingsError, match="replies file"):
            run_batch(open_llm(server.section()), requests(1))
        with pytest.raises(LLMError, match="no Batch API"):
            run_batch(open_llm(server.section(), file), requests(1))


def test_large_sets_go_in_several_batches(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("graphrag.llm.batches.batch.MOST_REQUESTS", 2)
    with FakeServer(api := Batches(number)) as server:
        outcome = run_batch(open_llm(server.section(), file), requests(5), poll=0.01)
        assert outcome.kept == 5 and len(api.batches) == 3
