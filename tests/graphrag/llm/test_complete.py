"""Plain replies over a real socket: what is sent, what is kept, and the ways to fail."""

import dataclasses
import json
import socket
import time

import pytest

from graphrag.errors import LLMError, SettingsError
from graphrag.llm import Reply, Usage, open_llm
from graphrag.llm.wire import connection
from graphrag.settings import LLM
from tests.servers.in_turn import in_turn
from tests.servers.replies import chat, completion, raw, respond
from tests.servers.server import FakeServer, Serve

PATH = "/v1/chat/completions"
SECRET = "sk-canary-7310"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.01)
    monkeypatch.setenv("OPENAI_API_KEY", f"  {SECRET}\n")


def ask(server: FakeServer, prompt: str = "Why?", **changes) -> Reply:
    """What a fresh client gets for a reply."""
    with open_llm(server.section(**changes)) as model:
        return model.complete(prompt)


def test_request_and_reply(serve: Serve):
    server = serve(lambda _: chat(" Because. ", usage={"prompt_tokens": 7, "completion_tokens": 2}))
    model = open_llm(server.section(max_tokens=9))
    reply = model.complete("Why? \ud800", system="Be brief.")
    assert reply.text == "Because."
    assert reply.usage == model.usage == Usage(1, 7, 2, 0)
    (seen,) = server.seen
    assert (seen.method, seen.path) == ("POST", PATH)
    assert seen.headers["authorization"] == f"Bearer {SECRET}"  # stripped
    assert seen.body == {
        "model": "tiny",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Why? ?"},
        ],
        "max_tokens": 9,
        "temperature": 0.0,
    }


def test_parameters_for_servers_that_differ(serve: Serve):
    server = serve(lambda _: "yes")
    ask(server, token_parameter="max_completion_tokens", temperature=-1.0)
    body = server.seen[0].body
    assert body["max_completion_tokens"] == LLM().max_tokens
    assert not {"temperature", "max_tokens"} & set(body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "not JSON"),
        ("<html>Bad gateway</html>", "not JSON: '<html>"),
        ('{"choices": [{"mess', "not JSON"),
        ("[1]", "not an object"),
        ("null", "not an object"),
        ('{"error": {"message": "overloaded"}}', "overloaded"),
        ("{}", "no choices"),
        ('{"choices": []}', "no choices"),
        ('{"choices": null}', "no choices"),
        ('{"choices": {"0": 1}}', "no choices"),
        ('{"choices": [null]}', "no choices"),
        ('{"choices": [{}]}', "no text"),
        ('{"choices": [{"message": "hello"}]}', "no text"),
        ('{"choices": [], "choices": []}', "not JSON"),
        (json.dumps(completion(None)), "no text"),
        (json.dumps(completion(["a"])), "no text"),
        (json.dumps(completion("")), "empty text"),
        (json.dumps(completion("<think>hm</think>\n")), "empty text"),
        (json.dumps(completion("It is", finish="length")), "cut off; raise llm.max_tokens"),
        (json.dumps(completion("It is", finish="content_filter")), "withheld"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_an_unusable_body_is_one_clear_error(serve: Serve, body: str, said: str):
    server = serve(lambda _: respond(body))
    with pytest.raises(LLMError, match="server|cut off") as caught:
        ask(server)
    assert said in str(caught.value)
    assert server.calls == 1  # a bad reply is not bought again


def test_bytes_that_are_not_text(serve: Serve):
    server = serve(lambda _: respond(b"\xff\xfe\x00", kind="text/html"))
    with pytest.raises(LLMError, match="not JSON"):
        ask(server)


@pytest.mark.parametrize("usage", [None, 3, {"prompt_tokens": "9"}, {"completion_tokens": -4}])
def test_tokens_are_estimated_where_the_server_does_not_count(serve: Serve, usage):
    server = serve(lambda _: {**completion("yes"), "usage": usage})
    assert ask(server, "Why not?").usage == Usage(1, 2, 1, 0, estimated=1)


def test_thoughts_before_the_reply_are_dropped(serve: Serve):
    assert ask(serve(lambda _: "<think>\nhm\n</think>\n\nParis")).text == "Paris"


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_a_passing_failure_is_tried_again(serve: Serve, status: int):
    busy = respond("busy", status=status)
    server = serve(in_turn(busy, busy, "yes"))
    reply = ask(server)
    assert (reply.text, reply.usage.calls, server.calls) == ("yes", 1, 3)


@pytest.mark.parametrize(
    ("status", "said", "requests"),
    [
        (400, "does not accept", 1),
        (401, "OPENAI_API_KEY", 1),
        (403, "OPENAI_API_KEY", 1),
        (404, "does not accept", 1),
        (418, "HTTP 418", 1),
        (422, "does not accept", 1),
        (429, "HTTP 429", 3),
        (500, "HTTP 500", 3),
    ],
)
def test_a_lasting_failure_names_its_status(serve: Serve, status: int, said: str, requests: int):
    body = {"error": {"message": f"no good, {SECRET}"}}
    server = serve(lambda _: respond(body, status=status))
    with pytest.raises(LLMError, match=said) as caught:
        ask(server)
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__  # nor is the vendor's error printed with it
    assert server.calls == requests


def test_an_exhausted_quota_is_not_tried_again(serve: Serve):
    body = {"error": {"message": "pay first", "code": "insufficient_quota"}}
    server = serve(lambda _: respond(body, status=429))
    with pytest.raises(LLMError, match="pay first"):
        ask(server)
    assert server.calls == 1


def test_retry_after_is_obeyed(serve: Serve):
    server = serve(in_turn(respond("", status=429, retry_after="0.3"), "yes"))
    start = time.monotonic()
    ask(server)
    assert time.monotonic() - start >= 0.3


def test_a_wait_beyond_the_deadline_fails_at_once(serve: Serve):
    server = serve(lambda _: respond("", status=429, retry_after="3600"))
    with pytest.raises(LLMError, match="HTTP 429"):
        ask(server)
    assert server.calls == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(serve: Serve, status: int):
    other = respond("", status=status, location="/elsewhere")
    server = serve(in_turn(other, "stolen"))
    with pytest.raises(LLMError, match="redirects are not followed"):
        ask(server)
    assert [seen.path for seen in server.seen] == [PATH]


def head(length: int) -> bytes:
    """The head of a response that announces so many bytes."""
    return (
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % length
    )


def test_a_reset_connection_is_tried_again_then_named(serve: Serve):
    server = serve(lambda _: raw(reset=True))
    with pytest.raises(LLMError, match="server runs"):
        ask(server)
    assert server.calls == 3


def test_a_body_shorter_than_announced_is_no_reply(serve: Serve):
    server = serve(lambda _: raw(head(9999), json.dumps(completion("yes")).encode()))
    with pytest.raises(LLMError, match="cannot get a reply"):
        ask(server, retries=0)


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nx: ", b"", head(5000)])
def test_a_drip_ends_at_the_deadline(serve: Serve, start: bytes):
    drops = [b" " * bool(start)] * 100
    server = serve(lambda _: raw(start, *drops, pause=0.1))
    begun = time.monotonic()
    with pytest.raises(LLMError, match=r"within 0\.5 s"):
        ask(server, timeout=0.5)
    assert time.monotonic() - begun < 1.5  # the promise itself: deadline + 1 s


def test_no_server_at_all():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(LLMError, match="check that the server runs"):
        open_llm(LLM(model="tiny", base_url=f"http://127.0.0.1:{port}/v1")).complete("Why?")


def test_proxies_of_the_environment_are_ignored(serve: Serve, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert ask(serve(lambda _: "direct")).text == "direct"


def test_limits_stop_before_the_next_call(serve: Serve):
    for limit in ({"call_limit": 2}, {"token_limit": 100}):
        server = serve(lambda _: chat("yes", usage={"prompt_tokens": 60}))
        model = open_llm(server.section(**limit))
        model.complete("1")
        model.complete("2")
        with pytest.raises(LLMError, match=f"llm.{next(iter(limit))}"):
            model.complete("3")
        assert server.calls == 2


@pytest.mark.parametrize("key", ["two words", "sk-ключ", "sk-\x07"])
def test_an_impossible_key_is_refused_without_showing_it(monkeypatch, key: str):
    monkeypatch.setenv("OPENAI_API_KEY", key)
    with pytest.raises(LLMError, match="unusable characters") as caught:
        open_llm(LLM(model="tiny"))
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"model": ""}, "llm.model=NAME"),
        ({"base_url": "ftp://x"}, "http"),
        ({"base_url": "localhost:8000"}, "http"),
        ({"base_url": "http://me:pass@host/v1"}, "environment only"),
        ({"base_url": "http://host/v1?key=1"}, "environment only"),
        ({"timeout": 0.0}, "timeout"),
        ({"retries": -1}, "retries"),
        ({"max_tokens": 0}, "max_tokens"),
    ],
)
def test_settings_that_cannot_work_are_refused(change: dict, said: str):
    with pytest.raises(SettingsError, match=said):
        open_llm(dataclasses.replace(LLM(model="tiny"), **change))
