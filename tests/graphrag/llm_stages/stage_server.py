"""A fake server on a real socket that replies by stage, and an index that asks it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from graphrag.index import Index, open_index
from graphrag.settings import load_settings
from tests.graphrag.llm.servers import chat

Reply = dict[str, Any] | str | int | Callable[[str], Any]


class StageServer:
    """Replies to each stage with what `replies` holds for it.

    A dict is sent as JSON, a string as it stands, a number as an HTTP error, and a function is
    called with the prompt and may return any of these. `prompts` keeps (stage, prompt) pairs.
    """

    def __init__(self, httpserver: HTTPServer, **replies: Reply) -> None:
        self.replies: dict[str, Reply] = replies
        self.prompts: list[tuple[str, str]] = []
        self.address = httpserver.url_for("/v1")
        httpserver.expect_request("/v1/chat/completions").respond_with_handler(self._handle)

    def asked(self, stage: str) -> list[str]:
        """The prompts of one stage."""
        return [prompt for name, prompt in self.prompts if name == stage]

    def _handle(self, request: Request) -> Response:
        body = request.get_json()
        stage = body["response_format"]["json_schema"]["name"]
        prompt = body["messages"][-1]["content"]
        self.prompts.append((stage, prompt))
        reply = self.replies.get(stage, 500)
        if callable(reply):
            reply = reply(prompt)
        if isinstance(reply, int):
            return Response("{}", status=reply, content_type="application/json")
        content = reply if isinstance(reply, str) else json.dumps(reply)
        body = chat(content, prompt_tokens=len(prompt) // 4, completion_tokens=len(content) // 4)
        return Response(json.dumps(body), content_type="application/json")

    def settings(self, *pairs: str) -> list[str]:
        """`pairs`, and those that name this server."""
        return [
            "llm.model=tiny",
            f"llm.base_url={self.address}",
            "llm.retries=0",
            "llm.timeout=5",
            *pairs,
        ]

    def open(self, directory: Path, *pairs: str) -> Index:
        """The index in `directory`, with these settings."""
        return open_index(directory, settings=load_settings(None, self.settings(*pairs)))


def results(found: Any) -> tuple[Any, ...]:
    """What was found, without times, notes and costs."""
    return (
        found.route,
        [(p.id, round(p.score, 6)) for p in found.passages],
        [(s.entity, round(s.weight, 6), s.source) for s in found.seeds],
        found.paths,
    )


def copy_of(index: Path, folder: Path) -> Path:
    """A copy that a test may write replies into."""
    import shutil

    return Path(shutil.copytree(index, folder / "copy"))
