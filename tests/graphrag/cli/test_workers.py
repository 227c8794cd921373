"""Things worked on in forked processes: in order, with their failures, the same as in one."""

import json
import os
import signal
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from graphrag.cli import workers
from graphrag.cli.opening import at_once
from graphrag.errors import GraphRAGError
from graphrag.settings import Embedding, Reading, Settings, Store
from tests.graphrag.cli.shell import Shell

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are not forked here")
THINGS = [str(n) for n in range(30)]


def test_results_come_in_order_from_several_processes():
    found = list(workers.in_order(lambda thing: (thing, os.getpid()), THINGS, 2))
    assert [thing for thing, _ in found] == THINGS
    assert found[0][1] == os.getpid()
    assert os.getpid() not in {process for _, process in found[1:]}


@pytest.mark.parametrize(("count", "processes"), [(30, 1), (workers.LEAST - 1, 2)])
def test_one_process_is_enough(count, processes):
    assert set(workers.in_order(lambda _: os.getpid(), THINGS[:count], processes)) == {os.getpid()}


def test_a_failure_comes_through_with_what_was_done_before_it():
    def work(thing: str) -> str:
        if thing == "9":
            raise GraphRAGError("the index was closed; open it again")
        return thing

    results = workers.in_order(work, THINGS, 2)
    assert [next(results) for _ in range(9)] == THINGS[:9]
    with pytest.raises(GraphRAGError, match="was closed; open it again"):
        next(results)
    assert workers._WORK == []


def test_a_process_that_is_killed_is_one_sentence():
    def work(thing: str) -> str:
        if thing == "9":
            os.kill(os.getpid(), signal.SIGKILL)
        return thing

    with pytest.raises(GraphRAGError, match="was killed.*more memory"):
        list(workers.in_order(work, THINGS, 2))


def test_an_interruption_ends_all_of_them():
    results = workers.in_order(lambda thing: thing, THINGS, 2)
    assert [next(results) for _ in range(3)] == THINGS[:3]
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)
    assert workers._WORK == []


def test_answers_are_those_of_one_process(shell: Shell, sample_index, tmp_path, monkeypatch):
    lines = [json.dumps({"id": n, "question": f"Who led the {w}?"}) for n, w in enumerate(WORDS)]
    (tmp_path / "q.jsonl").write_text("\n".join(lines))
    told = []
    for count in (1, 2):
        monkeypatch.setattr(workers, "cores", lambda count=count: count)
        out = tmp_path / f"{count}.jsonl"
        given = ["--questions", str(tmp_path / "q.jsonl"), "--out", str(out)]
        assert shell("ask", *given, "--index", sample_index)[0] == 0
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        told.append([{name: row[name] for name in row if name != "ms"} for row in rows])
    assert len(told[0]) == len(WORDS)
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({}, 2),
        ({"store": Store(kind="memory")}, 2),
        ({"store": Store(kind="server", url="http://127.0.0.1:6333")}, 1),
        ({"embedding": Embedding(provider="openai")}, 1),
        ({"reading": Reading(reader="llm")}, 1),
    ],
)
def test_a_connection_is_not_shared(change, count, monkeypatch):
    monkeypatch.setattr(workers, "cores", lambda: 2)
    assert at_once(SimpleNamespace(settings=replace(Settings(), **change))) == count


WORDS = "archive expedition museum company survey observatory library harbour orchestra".split()
