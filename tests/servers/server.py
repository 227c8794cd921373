"""A fake OpenAI-compatible server on 127.0.0.1 that counts and keeps every request.

How it behaves is one function of the request; the behaviours that more than one test needs stand
in the files beside this one. It answers with

    a string        the text of a chat completion, streamed when the request asks for it
    a dict          the JSON body of a response with status 200
    an act          a function that writes to the connection whatever it likes

    with FakeServer(lambda seen: "Paris") as server:
        model = open_llm(server.section())
        assert model.complete("Where?").text == "Paris"
        assert server.calls == 1 and "Where?" in server.seen[0].prompt
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from graphrag import settings
from graphrag.index import Index, open_index
from tests.servers.replies import Answer, chat, respond, stream


@dataclass(frozen=True)
class Seen:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    raw: bytes

    @property
    def body(self) -> dict[str, Any]:
        """The request's JSON; empty for anything else."""
        try:
            value = json.loads(self.raw)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    @property
    def prompt(self) -> str:
        """All that the model is told, instructions of the system first."""
        return "\n\n".join(str(one.get("content")) for one in self.body.get("messages", []))

    @property
    def question(self) -> str:
        """The last message alone."""
        return str(self.body["messages"][-1]["content"])

    @property
    def form(self) -> str:
        """json_schema, json_object, or prompt when no form is asked for."""
        return str(self.body.get("response_format", {}).get("type", "prompt"))

    @property
    def schema(self) -> dict[str, Any] | None:
        """The schema that the reply has to fit, when the request carries one."""
        return self.body.get("response_format", {}).get("json_schema", {}).get("schema")

    @property
    def stage(self) -> str:
        """The name of that schema: the stage that asks."""
        return str(self.body.get("response_format", {}).get("json_schema", {}).get("name", ""))

    @property
    def streamed(self) -> bool:
        """Is the reply wanted in pieces?"""
        return bool(self.body.get("stream"))


class Handler(BaseHTTPRequestHandler):
    """Reads a whole request, asks the server what to do, and does it."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: "_Listener"

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        raw = self.rfile.read(length)
        if len(raw) < length:
            self.close_connection = True  # the client died while it asked
            return
        seen = Seen(self.command, self.path, headers, raw)
        fake = self.server.fake
        with fake.lock:
            fake.seen.append(seen)
        time.sleep(fake.latency)
        try:
            answer = fake.answer(seen)
            if isinstance(answer, str):
                answer = stream(answer) if seen.streamed else chat(answer)
            if isinstance(answer, dict):
                answer = respond(answer)
            answer(self)
            self.wfile.flush()
        except OSError:
            self.close_connection = True  # the client has gone

    do_GET = do_DELETE = do_POST

    def log_message(self, *_: object) -> None:
        """Be silent."""


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    fake: "FakeServer"

    def handle_error(self, *_: object) -> None:
        """Clients that go away are part of the game."""


class FakeServer:
    """Listens from `with` to the end of its block; `seen` holds every request."""

    def __init__(self, answer: Callable[[Seen], Answer], *, latency: float = 0.0) -> None:
        self.answer, self.latency = answer, latency
        self.seen: list[Seen] = []
        self.lock = threading.Lock()

    def __enter__(self) -> Self:
        self._listener = _Listener(("127.0.0.1", 0), Handler)
        self._listener.fake = self
        self._thread = threading.Thread(
            target=self._listener.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown()
        self._listener.server_close()

    @property
    def address(self) -> str:
        """What goes into `llm.base_url`."""
        return f"http://127.0.0.1:{self._listener.server_address[1]}/v1"

    @property
    def calls(self) -> int:
        """Requests so far."""
        return len(self.seen)

    def section(self, **changes: Any) -> settings.LLM:
        """Settings for this server: quick to give up."""
        values = {"model": "tiny", "base_url": self.address, "timeout": 20.0, "retries": 2}
        return settings.LLM(**{**values, **changes})

    def pairs(self, *more: str) -> list[str]:
        """The settings that name this server as `load_settings` and `--set` take them."""
        own = ["llm.model=tiny", f"llm.base_url={self.address}", "llm.retries=0", "llm.timeout=20"]
        return [*own, *more]

    def open(self, directory: Path, *pairs: str) -> Index:
        """The index in `directory`, asking this server, with these settings."""
        return open_index(directory, settings=settings.load_settings(None, self.pairs(*pairs)))

    def asked(self, stage: str) -> list[str]:
        """The prompts of one stage."""
        return [seen.question for seen in self.seen if seen.stage == stage]


Serve = Callable[..., FakeServer]  # what the fixture `serve` gives
