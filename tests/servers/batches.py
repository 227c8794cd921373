"""A Batch API: files in, batches that take a few looks, files out.

Chat requests inside a batch are answered by the same function that answers them one by one.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.servers.replies import Answer, completion, respond
from tests.servers.server import Seen


class Batches:
    """`looks` are needed until a batch has ended; `batches` counts those that were made."""

    def __init__(self, answer: Callable[[Seen], str], *, looks: int = 2) -> None:
        self.chat = answer
        self.looks = looks
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.answered: list[str] = []  # the questions answered in batches
        self.ending = "completed"
        self.spoil: Callable[[list[bytes]], list[bytes]] = lambda lines: lines

    def __call__(self, seen: Seen) -> Answer:
        path = seen.path.removeprefix("/v1").partition("?")[0]
        if path == "/chat/completions":
            return self.chat(seen)
        if seen.method == "POST" and path == "/files":
            return self._upload(seen)
        if path == "/batches":
            return self._create(seen) if seen.method == "POST" else self._list()
        if found := re.fullmatch(r"/batches/(\w+)", path):
            return self._look(self.batches[found[1]])
        if found := re.fullmatch(r"/files/(\w+)/content", path):
            return respond(self.files[found[1]])
        return respond({"error": {"message": "not here"}}, status=404)

    def _upload(self, seen: Seen) -> Answer:
        lines = [line for line in seen.raw.split(b"\n") if line.startswith(b'{"custom_id"')]
        name = f"file{len(self.files)}"
        self.files[name] = b"\n".join(line.strip() for line in lines)
        return {"id": name, "object": "file"}

    def _create(self, seen: Seen) -> Answer:
        name = f"batch{len(self.batches)}"
        self.batches[name] = {
            **seen.body,
            "id": name,
            "status": "validating",
            "looks": 0,
        }
        return self.batches[name]

    def _list(self) -> Answer:
        return {"object": "list", "data": list(self.batches.values()), "has_more": False}

    def _look(self, batch: dict[str, Any]) -> Answer:
        batch["looks"] += 1
        if batch["looks"] < self.looks:
            batch["status"] = "in_progress"
        elif "output_file_id" not in batch:
            batch["status"] = self.ending
            lines = self.files[batch["input_file_id"]].splitlines()
            if self.ending in ("completed", "expired"):
                batch["output_file_id"] = f"out{batch['id']}"
                self.files[batch["output_file_id"]] = b"\n".join(self.spoil(self._replies(lines)))
        return batch

    def _replies(self, lines: list[bytes]) -> list[bytes]:
        out = []
        for line in lines:
            request = json.loads(line)
            seen = Seen("POST", request["url"], {}, json.dumps(request["body"]).encode())
            self.answered.append(seen.question)
            response = {"status_code": 200, "body": completion(self.chat(seen))}
            reply = {"custom_id": request["custom_id"], "response": response, "error": None}
            out.append(json.dumps(reply).encode())
        return out[::-1]  # in another order than asked, as servers may
