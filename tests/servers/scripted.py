"""A server that answers from a list, in turn, and then repeats the last answer."""

import socket
import struct
import time

from tests.servers.base import Act, Answer, FakeServer, Handler, Seen


def scripted(*answers: Answer, latency: float = 0.0) -> FakeServer:
    """Serve `answers` in turn; the last one for good."""
    left = list(answers)

    def answer(_: Seen) -> Answer:
        with server.lock:
            return left.pop(0) if len(left) > 1 else left[0]

    server = FakeServer(answer, latency=latency)
    return server


def raw(*parts: bytes, pause: float = 0.0, silence: float = 0.0, reset: bool = False) -> Act:
    """Bytes as they are, with a pause after each; then silence; then the end, or a reset."""

    def act(handler: Handler) -> None:
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


def _wait(handler: Handler, seconds: float) -> None:
    """Say nothing until the client has gone or the time is over."""
    ends = time.monotonic() + seconds
    handler.connection.settimeout(0.05)
    while time.monotonic() < ends:
        try:
            if not handler.connection.recv(1):
                return
        except TimeoutError:
            continue
