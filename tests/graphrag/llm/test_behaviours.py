"""Whatever a server does, a value or one of our errors comes of it in time, and the key stays in.

Over a real socket. After each behaviour the key is looked for in everything that could carry it
out: the message, the traceback, the logs at their finest, the replies file, and `repr`.
"""

import gc
import logging
import time
import traceback
from pathlib import Path

import pytest

from graphrag.errors import LLMError
from graphrag.llm import open_llm, replies_file
from graphrag.llm.kept.ledger import read_costs
from graphrag.llm.kept.replies_file import RepliesFile
from graphrag.llm.wire import connection, vendor
from graphrag.llm.wire.embeddings import embed
from tests.graphrag.llm.behaviours import CASES, KEY, SCHEMA, Case
from tests.servers.in_turn import in_turn
from tests.servers.replies import respond
from tests.servers.server import FakeServer

DEADLINE = 1.5  # seconds; a busy machine took more than 0.6 to unpack the bomb
assert vendor  # loads the client, which takes a second, before any clock runs
ASK = {
    "complete": lambda model: model.complete("Why?").text,
    "structured": lambda model: model.structured("Why?", SCHEMA, "reply"),
    "stream": lambda model: "".join(model.stream("Why?")).strip(),
    "embed": lambda model: embed(model.connection, "tiny", ["a", "b"], 2),
}


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.01)
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}\n")  # as a file read by the shell has it


def ask(case: Case, server: FakeServer, folder: Path) -> tuple[object, float, list[str]]:
    """What came of it, value or error; after how long; and all that people may get to see."""
    section = server.section(timeout=DEADLINE, retries=1)
    shown = []
    with open_llm(section, replies_file(folder)) as model:
        begun = time.monotonic()
        try:
            result = ASK[case.asked](model)
            shown.append(repr(result))
        except LLMError as error:
            result = error
            shown += [str(error), repr(error), *traceback.format_exception(error)]
        seconds = time.monotonic() - begun
        shown += [repr(model), repr(vars(model)), repr(vars(model.connection)), str(model.notes)]
    return result, seconds, shown


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_value_or_one_error_in_time_and_no_key(
    case: Case, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    with FakeServer(in_turn(*case.answers)) as server:
        result, seconds, shown = ask(case, server, tmp_path)
        assert seconds < DEADLINE + 1
        if isinstance(case.expected, type):
            assert type(result) is case.expected, shown[0]
        else:
            assert result == case.expected
        if case.requests is not None:
            assert server.calls == case.requests
        assert server.seen[0].headers["authorization"] == f"Bearer {KEY}"
    shown += [record.getMessage() + str(record.exc_text or "") for record in caplog.records]
    shown += [logging.Formatter().format(record) for record in caplog.records]
    assert not [text for text in shown if KEY in text.replace("Bearer " + KEY, KEY)]
    for path in tmp_path.iterdir():
        assert KEY.encode() not in path.read_bytes()
    if case.asked != "embed":
        _check_ledger(tmp_path, failed=isinstance(result, LLMError))


def _check_ledger(folder: Path, *, failed: bool) -> None:
    """Every call is in the ledger, and failures are nowhere among the replies."""
    file = RepliesFile(replies_file(folder))
    calls = sum(row.calls for row in read_costs(file))
    assert calls - sum(row.failed for row in read_costs(file)) == (not failed)
    assert calls >= 1
    assert len(file.read("SELECT key FROM replies")) == (not failed)
    file.close()


def test_there_are_enough_of_them():
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("asked", ["complete", "structured", "stream", "embed"])
def test_nothing_goes_to_another_host(status: int, asked: str, tmp_path: Path):
    with FakeServer(lambda _: "stolen") as other:
        elsewhere = respond("", status=status, location=f"{other.address}/chat/completions")
        with FakeServer(in_turn(elsewhere)) as server:
            result, _, _ = ask(Case("redirect", (), None, asked), server, tmp_path)
            assert "redirects are not followed" in str(result)
            assert server.calls == 1
        assert other.calls == 0


def test_logs_that_would_show_the_key_without_us(caplog: pytest.LogCaptureFixture):
    """The vendor does log response headers: the test above would notice."""
    caplog.set_level(logging.DEBUG)
    with (
        FakeServer(in_turn(respond("no", status=403, x_echo=KEY))) as server,
        open_llm(server.section()) as m,
    ):
        with pytest.raises(LLMError):
            m.complete("Why?")
    assert "[key]" in caplog.text
    assert KEY not in caplog.text


def test_a_word_in_place_of_a_key_may_stand_in_replies(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "ollama")
    with FakeServer(in_turn("An ollama runs.", respond("ollama is busy", status=400))) as server:
        with open_llm(server.section()) as model:
            assert model.complete("What runs?").text == "An ollama runs."
            with pytest.raises(LLMError, match=r"\[key\] is busy"):
                model.complete("Who?")


def test_reuse_is_counted_when_nobody_closes_the_model(tmp_path: Path):
    with FakeServer(in_turn("yes")) as server:
        model = open_llm(server.section(), replies_file(tmp_path), "run")
        model.complete("?")
        model.complete("?")
        del model
    gc.collect()
    assert read_costs(RepliesFile(replies_file(tmp_path)))[0].reused == 1
