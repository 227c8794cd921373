"""Fake servers on 127.0.0.1: replies as OpenAI-compatible servers send them, and raw bytes."""

import json
import socket
import threading
from collections.abc import Callable
from contextlib import contextmanager

from graphrag import settings


def chat(content, finish="stop", **usage) -> dict:
    """A chat completion's body."""
    choice = {"index": 0, "finish_reason": finish}
    choice["message"] = {"role": "assistant", "content": content}
    return {"id": "x", "object": "chat.completion", "choices": [choice], "usage": usage}


def section(address: str, **changes) -> settings.LLM:
    """Settings for a fake server: quick to give up."""
    values = {"model": "tiny", "base_url": address, "timeout": 5.0, "retries": 2, **changes}
    return settings.LLM(**values)


@contextmanager
def raw_server(behave: Callable[[socket.socket], None]):
    """A server that reads one request a connection and then does whatever `behave` does."""
    listener = socket.create_server(("127.0.0.1", 0))
    calls: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                calls.append(_request(connection))
                try:
                    behave(connection)
                except OSError:
                    pass  # the client has gone

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1", calls
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def _request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            while len(body) < int(line.split(b":")[1]):
                body += connection.recv(65536)
    return body


def http(body: bytes, *, length: int | None = None) -> bytes:
    """An HTTP response, with a wrong length if asked."""
    size = len(body) if length is None else length
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {size}\r\n\r\n"
    return head.encode() + body


def http_chat(content: str) -> bytes:
    """A whole response that carries a chat completion."""
    return http(json.dumps(chat(content)).encode())
