"""The server: chat completions over HTTP on 127.0.0.1, answered by a function of the request."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PIECE = re.compile(r"\w{1,5}|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class PromptRead:
    """What a request asks: the text of its messages, and the properties the reply shall have."""

    prompt: str
    wanted: tuple[str, ...]


class Unknown(Exception):
    """The request is none that this server knows an answer to."""


Answer = Callable[[PromptRead], object]  # a JSON value, or text


def whichever(*answers: Answer) -> Answer:
    """The reply of the first that knows one."""

    def answer(asked: PromptRead) -> object:
        for one in answers:
            try:
                return one(asked)
            except Unknown:
                continue
        raise Unknown("this server does not know the prompt")

    return answer


def count_tokens(text: str) -> int:
    """About what a model's tokenizer counts: pieces of words, and runs of signs."""
    return len(_PIECE.findall(text))


@dataclass(slots=True)
class Fake:
    """A running server: where it is, and what it was asked."""

    url: str
    prompts: list[str] = field(default_factory=list)
    prompt_tokens: int = 0
    completion_tokens: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def calls(self) -> int:
        """Requests received."""
        return len(self.prompts)


@contextmanager
def serving(
    answer: Answer,
    *,
    port: int = 0,
    delay: float = 0.0,
    count: Callable[[str], int] = count_tokens,
) -> Iterator[Fake]:
    """Serve while the block runs.

    Args:
        answer: the reply to a request; raises `Unknown` where it has none (HTTP 400).
        port: where to listen; 0: a free one.
        delay: seconds each reply takes.
        count: tokens of a text, for the usage that replies carry.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            size = int(self.headers.get("content-length", 0))
            status, body = _respond(self.rfile.read(size), answer, fake, count)
            time.sleep(delay)
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    httpd.daemon_threads = True
    fake = Fake(f"http://127.0.0.1:{httpd.server_port}/v1")
    threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield fake
    finally:
        httpd.shutdown()
        httpd.server_close()


def _respond(
    raw: bytes, answer: Answer, fake: Fake, count: Callable[[str], int]
) -> tuple[int, dict[str, Any]]:
    body = json.loads(raw)
    prompt = "\n\n".join(message["content"] for message in body["messages"])
    with fake.lock:
        fake.prompts.append(prompt)
    try:
        told = answer(PromptRead(prompt, _wanted(body)))
    except Unknown as unknown:
        return 400, {"error": {"message": str(unknown), "type": "invalid_request_error"}}
    text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    usage = {"prompt_tokens": count(prompt), "completion_tokens": count(text)}
    with fake.lock:
        fake.prompt_tokens += usage["prompt_tokens"]
        fake.completion_tokens += usage["completion_tokens"]
    choice = {"index": 0, "finish_reason": "stop"}
    message = {"role": "assistant", "content": text}
    return 200, {
        "id": "fake",
        "object": "chat.completion",
        "created": 0,
        "model": body["model"],
        "choices": [{**choice, "message": message}],
        "usage": {**usage, "total_tokens": sum(usage.values())},
    }


def _wanted(body: dict[str, Any]) -> tuple[str, ...]:
    """The properties that the reply's schema requires, where the request carries one."""
    schema = body.get("response_format", {}).get("json_schema", {}).get("schema", {})
    return tuple(schema.get("required", ()))
