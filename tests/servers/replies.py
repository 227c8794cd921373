"""What a model's server sends: chat completions, streams of events, errors, and raw bytes.

An act writes one response to the connection; `FakeServer` takes any of them for an answer.
"""

import json
import socket
import struct
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

PIECES = 5  # pieces of a streamed reply

Act = Callable[[BaseHTTPRequestHandler], None]
Answer = str | dict[str, Any] | Act


def completion(text: Any, finish: Any = "stop", usage: Any = None) -> dict[str, Any]:
    """A chat completion's body; counts one token a word unless told otherwise."""
    if usage is None:
        usage = {"prompt_tokens": 10, "completion_tokens": len(str(text).split())}
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "finish_reason": finish, "message": message}
    return {"id": "x", "object": "chat.completion", "choices": [choice], "usage": usage}


def chat(text: Any, finish: Any = "stop", usage: Any = None) -> Act:
    """A whole chat completion."""
    return respond(completion(text, finish, usage))


def respond(body: Any, status: int = 200, kind: str = "application/json", **headers: str) -> Act:
    """A response: a dict or list goes as JSON, text and bytes as they are."""
    if isinstance(body, dict | list):
        body = json.dumps(body)
    raw = body.encode() if isinstance(body, str) else body

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("content-type", kind)
        handler.send_header("content-length", str(len(raw)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(raw)

    return act


def events(text: str, finish: str = "stop", pieces: int = PIECES) -> list[bytes]:
    """The server-sent events of a reply, from the first piece to `[DONE]`."""
    size = max(1, -(-len(text) // pieces))
    cuts = [text[start : start + size] for start in range(0, len(text), size)]
    bodies = [{"choices": [{"index": 0, "delta": {"content": cut}}]} for cut in cuts]
    bodies.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    usage = {"prompt_tokens": 10, "completion_tokens": len(text.split())}
    bodies.append({"choices": [], "usage": usage})
    return [b"data: " + json.dumps(body).encode() + b"\n\n" for body in bodies] + [
        b"data: [DONE]\n\n"
    ]


def stream(text: str, finish: str = "stop", pause: float = 0.0) -> Act:
    """A whole streamed reply."""
    return send_events(events(text, finish), pause)


def send_events(parts: list[bytes], pause: float = 0.0) -> Act:
    """These events, one write each, then the end of the connection."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "text/event-stream")
        handler.send_header("connection", "close")
        handler.end_headers()
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)
        handler.close_connection = True

    return act


def raw(*parts: bytes, pause: float = 0.0, silence: float = 0.0, reset: bool = False) -> Act:
    """Bytes as they are, with a pause after each; then silence; then the end, or a reset."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True
        for part in parts:
            handler.connection.sendall(part)
            time.sleep(pause)
        _wait(handler, silence)
        if reset:
            lingers = struct.pack("ii", 1, 0)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, lingers)
            handler.connection.close()

    return act


def _wait(handler: BaseHTTPRequestHandler, seconds: float) -> None:
    """Say nothing until the client has gone or the time is over."""
    ends = time.monotonic() + seconds
    handler.connection.settimeout(0.05)
    while time.monotonic() < ends:
        try:
            if not handler.connection.recv(1):
                return
        except TimeoutError:
            continue
