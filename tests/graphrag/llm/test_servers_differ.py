"""Servers differ: parameters they refuse, keys they want elsewhere, what is remembered of them."""

import json
import logging
import time

import pytest

from graphrag.errors import LLMError
from graphrag.llm import open_llm
from graphrag.llm.kept import servers
from tests.servers.replies import respond, stream
from tests.servers.server import FakeServer, Seen

SCHEMA = {"type": "object"}


def refusing(*names: str, says: str = "Unsupported parameter: '{name}'."):
    """A server that refuses these parameters by name, one after the other."""

    def answer(seen: Seen) -> object:
        for name in names:
            if name in seen.body:
                said = says.format(name=name)
                return respond({"error": {"message": said, "param": name}}, status=400)
        return "yes"

    return FakeServer(answer)


def test_a_reasoning_model_gets_what_it_takes(tmp_path, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.WARNING)
    says = "Unsupported parameter: '{name}'. Use 'max_completion_tokens' instead."
    with refusing("max_tokens", "temperature", says=says) as server:
        model = open_llm(server.section(max_tokens=77), tmp_path / "replies")
        assert model.complete("1?").text == "yes"
        body = server.seen[-1].body
        assert body["max_completion_tokens"] == 77
        assert not {"max_tokens", "temperature"} & set(body)
        assert server.calls == 3
        assert len(model.notes) == 2 and "max_completion_tokens" in caplog.text
        model.complete("2?")
        assert server.calls == 4
        later = open_llm(server.section(max_tokens=77), tmp_path / "replies")
        later.complete("3?")
        assert server.calls == 5  # remembered from one process to the next
        assert later.complete("1?").usage.from_cache == 1  # and no matter to the key


def test_a_server_that_counts_no_streams():
    with refusing("stream_options") as server:
        model = open_llm(server.section())
        assert "".join(model.stream("?")) == "yes"
        assert "stream_options" not in server.seen[-1].body
        assert server.calls == 2


def test_a_refusal_without_a_name_is_an_error():
    with refusing("max_tokens", says="I will not.") as server:
        with pytest.raises(LLMError, match="I will not"):
            open_llm(server.section()).complete("?")
        assert server.calls == 1


def test_a_rung_is_remembered_for_a_week(tmp_path, monkeypatch: pytest.MonkeyPatch):
    def answer(seen: Seen) -> object:
        return "{}" if seen.form == "prompt" else respond("no such form", status=400)

    forms = []
    with FakeServer(answer) as server:
        now = servers.time.time()
        for number, days in enumerate((0, 1, 6, 8, 9)):
            monkeypatch.setattr(servers.time, "time", lambda days=days: now + days * 86400)
            server.seen.clear()
            with open_llm(server.section(), tmp_path / "replies") as model:
                model.structured(f"{number}?", SCHEMA, "x")
            forms.append(server.calls)
    assert forms == [3, 1, 1, 3, 1]


def test_what_is_known_of_one_server_says_nothing_of_another(tmp_path):
    def modest(seen: Seen) -> object:
        return "{}" if seen.form == "prompt" else respond("no such form", status=400)

    with FakeServer(modest) as first, FakeServer(lambda _: "{}") as second:
        for server in (first, second):
            with open_llm(server.section(), tmp_path / "replies") as model:
                model.structured(server.address, SCHEMA, "x")
    assert [seen.form for seen in second.seen] == ["json_schema"]


def test_azure(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", "azure-key-1")
    with FakeServer(lambda _: "yes") as server:
        section = server.section(
            base_url=f"{server.address[:-3]}/openai/deployments/mine?api-version=2024-10-21",
            key_env="AZURE_OPENAI_API_KEY",
        )
        assert open_llm(section).complete("?").text == "yes"
        (seen,) = server.seen
    assert seen.path == "/openai/deployments/mine/chat/completions?api-version=2024-10-21"
    assert seen.headers["api-key"] == "azure-key-1"
    assert "authorization" not in seen.headers


@pytest.mark.parametrize("header", ["authorization", "api-key"])
def test_servers_without_a_key(monkeypatch: pytest.MonkeyPatch, header: str):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("OPENAI_ORG_ID", "org-7")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with FakeServer(lambda _: "yes") as server:
        assert open_llm(server.section(key_header=header)).complete("?").text == "yes"
        (seen,) = server.seen
    assert not {"authorization", "api-key", "openai-organization"} & set(seen.headers)


def test_a_streamed_reply_is_kept_like_any_other(tmp_path):
    with FakeServer(lambda _: stream("  one two three ")) as server:
        model = open_llm(server.section(), tmp_path / "replies")
        pieces = list(model.stream("?", stage="answer"))
        assert len(pieces) > 1 and "".join(pieces).rstrip() == "one two three"
        assert list(model.stream("?", stage="answer")) == ["one two three"]
        assert model.complete("?").text == "one two three"
        assert server.calls == 1
        assert json.dumps(server.seen[0].body["stream_options"]) == '{"include_usage": true}'
        assert (model.usage.prompt_tokens, model.usage.completion_tokens) == (10, 3)


def test_pieces_come_while_the_server_still_writes():
    with FakeServer(lambda _: stream("one two three", pause=0.15)) as server:
        begun = time.monotonic()
        stream_of = open_llm(server.section()).stream("?")
        next(stream_of)
        first = time.monotonic() - begun
        list(stream_of)
        assert time.monotonic() - begun - first > 0.3
