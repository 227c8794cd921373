"""What was learnt about a server and a model by trying, remembered for a week.

For instance which form of structured output it knows. A server that is upgraded gets another
chance when the memory has aged, or at once by `graphrag costs --forget`.
"""

from __future__ import annotations

import threading
import time

from graphrag.llm.kept.replies_file import RepliesFile

WEEK = 7 * 24 * 3600.0  # seconds


class ServerMemory:
    """Names and values known of one model on one server; without a file, in this process only."""

    def __init__(self, file: RepliesFile | None, server: str, model: str) -> None:
        """Read what earlier runs have learnt."""
        self._file, self._server, self._model = file, server, model
        self._lock = threading.Lock()
        self._known: dict[str, str] = {}
        if file is not None:
            rows = file.read(
                "SELECT name, value FROM servers WHERE server = ? AND model = ? AND at > ?",
                (server, model, time.time() - WEEK),
            )
            self._known = dict(rows)

    def get(self, name: str) -> str:
        """The value of `name`, empty when nothing is known."""
        with self._lock:
            return self._known.get(name, "")

    def learn(self, name: str, value: str) -> None:
        """Remember a value; what is known already keeps its age."""
        with self._lock:
            if self._known.get(name) == value:
                return
            self._known[name] = value
        if self._file is not None:
            row = (self._server, self._model, name, value, time.time())
            self._file.write([("INSERT OR REPLACE INTO servers VALUES (?,?,?,?,?)", row)])


def forget(file: RepliesFile) -> int:
    """Forget everything learnt about all servers; how many facts there were."""
    return file.write([("DELETE FROM servers", ())])
