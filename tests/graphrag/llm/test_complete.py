"""Plain replies over a real socket: what is sent, what is kept, and the ways to fail."""

import dataclasses
import json
import socket
import struct
import time

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from graphrag.errors import LLMError, SettingsError
from graphrag.llm import Usage, open_llm
from graphrag.llm.wire import connection
from graphrag.settings import LLM
from tests.graphrag.llm.servers import chat, http, http_chat, raw_server, section

PATH = "/v1/chat/completions"
SECRET = "sk-canary-7310"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.01)
    monkeypatch.setenv("OPENAI_API_KEY", f"  {SECRET}\n")


@pytest.fixture
def ask(httpserver: HTTPServer):
    """A function that asks a fresh client for a reply."""
    made = []

    def run(prompt: str = "Why?", **changes):
        model = open_llm(section(httpserver.url_for("/v1"), **changes))
        made.append(model)
        return model.complete(prompt)

    yield run
    for model in made:
        model.close()


def test_request_and_reply(httpserver: HTTPServer):
    seen = {}

    def handle(request: Request) -> Response:
        seen.update(body=request.get_json(), key=request.headers["Authorization"])
        return Response(json.dumps(chat(" Because. ", prompt_tokens=7, completion_tokens=2)))

    httpserver.expect_request(PATH, method="POST").respond_with_handler(handle)
    model = open_llm(section(httpserver.url_for("/v1"), max_tokens=9))
    reply = model.complete("Why? \ud800", system="Be brief.")
    assert reply.text == "Because."
    assert reply.usage == model.usage == Usage(1, 7, 2, 0)
    assert seen["key"] == f"Bearer {SECRET}"  # stripped
    assert seen["body"] == {
        "model": "tiny",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Why? ?"},
        ],
        "max_tokens": 9,
        "temperature": 0.0,
    }


def test_parameters_for_servers_that_differ(httpserver: HTTPServer, ask):
    seen = {}

    def handle(request: Request) -> Response:
        seen.update(request.get_json())
        return Response(json.dumps(chat("yes")))

    httpserver.expect_request(PATH).respond_with_handler(handle)
    ask(token_parameter="max_completion_tokens", temperature=-1.0)
    assert seen["max_completion_tokens"] == LLM().max_tokens
    assert not {"temperature", "max_tokens"} & set(seen)


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
        (json.dumps(chat(None)), "no text"),
        (json.dumps(chat(["a"])), "no text"),
        (json.dumps(chat("")), "empty text"),
        (json.dumps(chat("<think>hm</think>\n")), "empty text"),
        (json.dumps(chat("It is", finish="length")), "cut off; raise llm.max_tokens"),
        (json.dumps(chat("It is", finish="content_filter")), "withheld"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_an_unusable_body_is_one_clear_error(httpserver: HTTPServer, ask, body: str, said: str):
    httpserver.expect_request(PATH).respond_with_data(body, content_type="application/json")
    with pytest.raises(LLMError, match="server|cut off") as caught:
        ask()
    assert said in str(caught.value)
    assert len(httpserver.log) == 1  # a bad reply is not bought again


def test_bytes_that_are_not_text(httpserver: HTTPServer, ask):
    httpserver.expect_request(PATH).respond_with_data(b"\xff\xfe\x00", content_type="text/html")
    with pytest.raises(LLMError, match="not JSON"):
        ask()


@pytest.mark.parametrize("usage", [None, 3, {"prompt_tokens": "9"}, {"completion_tokens": -4}])
def test_tokens_are_estimated_where_the_server_does_not_count(httpserver: HTTPServer, ask, usage):
    httpserver.expect_request(PATH).respond_with_json({**chat("yes"), "usage": usage})
    assert ask("Why not?").usage == Usage(1, 2, 1, 0, estimated=1)


def test_thoughts_before_the_reply_are_dropped(httpserver: HTTPServer, ask):
    httpserver.expect_request(PATH).respond_with_json(chat("<think>\nhm\n</think>\n\nParis"))
    assert ask().text == "Paris"


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_a_passing_failure_is_tried_again(httpserver: HTTPServer, ask, status: int):
    for _ in range(2):
        httpserver.expect_ordered_request(PATH).respond_with_data("busy", status=status)
    httpserver.expect_ordered_request(PATH).respond_with_json(chat("yes"))
    reply = ask()
    assert (reply.text, reply.usage.calls, len(httpserver.log)) == ("yes", 1, 3)


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
def test_a_lasting_failure_names_its_status(httpserver, ask, status: int, said: str, requests: int):
    body = {"error": {"message": f"no good, {SECRET}"}}
    httpserver.expect_request(PATH).respond_with_json(body, status=status)
    with pytest.raises(LLMError, match=said) as caught:
        ask()
    assert SECRET not in str(caught.value)
    assert caught.value.__suppress_context__  # nor is the vendor's error printed with it
    assert len(httpserver.log) == requests


def test_an_exhausted_quota_is_not_tried_again(httpserver: HTTPServer, ask):
    body = {"error": {"message": "pay first", "code": "insufficient_quota"}}
    httpserver.expect_request(PATH).respond_with_json(body, status=429)
    with pytest.raises(LLMError, match="pay first"):
        ask()
    assert len(httpserver.log) == 1


def test_retry_after_is_obeyed(httpserver: HTTPServer, ask):
    later = {"retry-after": "0.3"}
    httpserver.expect_ordered_request(PATH).respond_with_data("", status=429, headers=later)
    httpserver.expect_ordered_request(PATH).respond_with_json(chat("yes"))
    start = time.monotonic()
    ask()
    assert time.monotonic() - start >= 0.3


def test_a_wait_beyond_the_deadline_fails_at_once(httpserver: HTTPServer, ask):
    later = {"retry-after": "3600"}
    httpserver.expect_request(PATH).respond_with_data("", status=429, headers=later)
    with pytest.raises(LLMError, match="HTTP 429"):
        ask()
    assert len(httpserver.log) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(httpserver: HTTPServer, ask, status: int):
    other = {"location": httpserver.url_for("/elsewhere")}
    httpserver.expect_request(PATH).respond_with_data("", status=status, headers=other)
    httpserver.expect_request("/elsewhere").respond_with_json(chat("stolen"))
    with pytest.raises(LLMError, match="redirects are not followed"):
        ask()
    assert [request.path for request, _ in httpserver.log] == [PATH]


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_a_reset_connection_is_tried_again_then_named():
    with raw_server(reset) as (address, calls), pytest.raises(LLMError, match="server runs"):
        open_llm(section(address)).complete("Why?")
    assert len(calls) == 3


def test_a_body_shorter_than_announced_is_no_reply():
    def cut(connection: socket.socket) -> None:
        connection.sendall(http(json.dumps(chat("yes")).encode(), length=9999))

    with raw_server(cut) as (address, _), pytest.raises(LLMError, match="cannot get a reply"):
        open_llm(section(address, retries=0)).complete("Why?")


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nx: ", b"", http(b"", length=5000)])
def test_a_drip_ends_at_the_deadline(start: bytes):
    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(100):
            time.sleep(0.1)
            if start:
                connection.sendall(b" ")

    begun = time.monotonic()
    with raw_server(drip) as (address, _), pytest.raises(LLMError, match=r"within 0\.5 s"):
        open_llm(section(address, timeout=0.5)).complete("Why?")
    assert time.monotonic() - begun < 1.5  # the promise itself: deadline + 1 s


def test_no_server_at_all():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(LLMError, match="check that the server runs"):
        open_llm(section(f"http://127.0.0.1:{port}/v1")).complete("Why?")


def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with raw_server(lambda c: c.sendall(http_chat("direct"))) as (address, _):
        assert open_llm(section(address)).complete("Why?").text == "direct"


def test_limits_stop_before_the_next_call(httpserver: HTTPServer):
    httpserver.expect_request(PATH).respond_with_json(chat("yes", prompt_tokens=60))
    for limit in ({"call_limit": 2}, {"token_limit": 100}):
        httpserver.clear_log()
        model = open_llm(section(httpserver.url_for("/v1"), **limit))
        model.complete("1")
        model.complete("2")
        with pytest.raises(LLMError, match=f"llm.{next(iter(limit))}"):
            model.complete("3")
        assert len(httpserver.log) == 2


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
