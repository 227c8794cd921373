"""Batches on the server, and the rows that remember them: made, looked at, fetched, forgotten."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphrag.errors import LLMError
from graphrag.llm.batches.batch_files import URL, BatchLine, read_lines
from graphrag.llm.failures import Rejected, Unusable
from graphrag.llm.kept.replies_file import RepliesFile
from graphrag.llm.kept.runs import new_run
from graphrag.llm.replies import decode
from graphrag.llm.wire.connection import Connection, Kind, Trip

KEY = 32  # bytes
TRANSFER = 600.0  # seconds for a whole file
ENDED = {"completed", "failed", "expired", "cancelled"}
SAID = 300


@dataclass(frozen=True, slots=True)
class Job:
    """A batch under way and the requests in it."""

    name: str
    batch: str
    keys: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What the server says of a batch."""

    status: str
    done: int  # requests
    files: tuple[str, ...]  # ids of the files with replies and with errors
    said: str

    @property
    def ended(self) -> bool:
        """Will nothing more come?"""
        return self.status in ENDED


class Jobs:
    """The batches of one server."""

    def __init__(self, connection: Connection, file: RepliesFile, server: str) -> None:
        """Use an open connection and file."""
        self._connection, self._file, self._server = connection, file, server

    def unfinished(self) -> list[Job]:
        """The batches of earlier runs whose results are not fetched yet, oldest first."""
        rows = self._file.read(
            "SELECT name, batch, keys FROM batches WHERE server = ? ORDER BY at", (self._server,)
        )
        jobs = []
        for name, batch, keys in rows:
            split = tuple(keys[start : start + KEY] for start in range(0, len(keys), KEY))
            job = Job(name, batch or self._find(name), split)
            if job.batch:
                jobs.append(job)
            else:
                self.forget(job)  # the run ended before the batch was made
        return jobs

    def create(self, content: bytes, keys: list[bytes]) -> Job:
        """Upload the requests and make a batch of them.

        Raises:
            LLMError: the server has no Batch API, refuses or fails. When it is not clear whether
                the batch was made, the next run finds out.
        """
        name = new_run()
        row = (name, self._server, "", b"".join(keys), time.time())
        self._file.write([("INSERT INTO batches VALUES (?,?,?,?,?)", row)])
        job = Job(name, "", tuple(keys))
        try:
            file = ("requests.jsonl", content, "application/jsonl")
            sent = self._ask("upload", {"file": file, "purpose": "batch"}, Trip(timeout=TRANSFER))
            wanted = {
                "input_file_id": _id(sent, "file"),
                "endpoint": URL,
                "completion_window": "24h",
                "metadata": {"name": name},
            }
            batch = _id(self._ask("batch", wanted, Trip(once=True)), "batch")
        except Rejected as error:
            self.forget(job)
            if error.status in (404, 405, 501):
                raise Rejected(f"no Batch API there; go on without it ({error})") from None
            raise
        self._file.write([("UPDATE batches SET batch = ? WHERE name = ?", (batch, name))])
        return Job(name, batch, job.keys)

    def look(self, job: Job) -> State:
        """The batch's state now.

        Raises:
            LLMError: the server fails or sends something else.
        """
        body = self._ask("batch status", {"batch_id": job.batch})
        status = body.get("status")
        if not isinstance(status, str):
            raise Unusable(f"the server sent no status of the batch {job.batch}")
        counts = body.get("request_counts")
        counts = counts if isinstance(counts, dict) else {}
        done = sum(n for n in (counts.get("completed"), counts.get("failed")) if type(n) is int)
        files = tuple(
            file
            for file in (body.get("output_file_id"), body.get("error_file_id"))
            if isinstance(file, str) and file
        )
        errors = body.get("errors")
        return State(status, done, files, f": {str(errors)[:SAID]}" if errors else "")

    def results(self, state: State) -> Iterator[BatchLine]:
        """Every line of a batch that has ended.

        Raises:
            LLMError: a file cannot be fetched whole.
        """
        for file in state.files:
            trip = Trip(timeout=TRANSFER)
            yield from read_lines(self._connection.stream("content", {"file_id": file}, trip))

    def forget(self, job: Job) -> None:
        """The batch is dealt with."""
        self._file.write([("DELETE FROM batches WHERE name = ?", (job.name,))])

    def _find(self, name: str) -> str:
        """The id of the batch that carries `name`, empty when the server has none."""
        body = self._ask("batches", {"limit": 100})
        rows = body.get("data")
        for row in rows if isinstance(rows, list) else []:
            metadata = row.get("metadata") if isinstance(row, dict) else None
            if isinstance(metadata, dict) and metadata.get("name") == name:
                return _id(row, "batch")
        return ""

    def _ask(self, kind: Kind, body: dict[str, Any], trip: Trip | None = None) -> dict[str, Any]:
        value = decode(self._connection.send(kind, body, trip))
        if not isinstance(value, dict):
            raise Unusable(f"the server answered something that is no {kind}")
        return value


def _id(body: dict[str, Any], what: str) -> str:
    found = body.get("id")
    if not isinstance(found, str) or not found:
        raise LLMError(f"the server named no id of the {what}")
    return found
