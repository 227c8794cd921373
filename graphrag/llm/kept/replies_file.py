"""The SQLite file beside an index in which replies, the ledger and what is known of servers lie.

It is not the catalog: questions buy replies too, while the catalog has a single writer
(docs/decisions/0005-replies-file.md). Several threads and processes may use it at once. Deleted
text is overwritten (`secure_delete`); `erase` also gives back the space and empties the log.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from graphrag.errors import LLMError

NAME = "replies.sqlite"
T = TypeVar("T")

_TABLES = """
CREATE TABLE IF NOT EXISTS replies (
    key BLOB PRIMARY KEY, model TEXT NOT NULL, stage TEXT NOT NULL, text TEXT NOT NULL,
    digest BLOB NOT NULL, prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS calls (
    number INTEGER PRIMARY KEY, at REAL NOT NULL, run TEXT NOT NULL, stage TEXT NOT NULL,
    model TEXT NOT NULL, prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL,
    estimated INTEGER NOT NULL, cost REAL NOT NULL, seconds REAL NOT NULL,
    attempts INTEGER NOT NULL, outcome TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS reused (
    run TEXT NOT NULL, stage TEXT NOT NULL, model TEXT NOT NULL, at REAL NOT NULL,
    replies INTEGER NOT NULL, PRIMARY KEY (run, stage, model)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS servers (
    server TEXT NOT NULL, model TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    at REAL NOT NULL, PRIMARY KEY (server, model, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS batches (
    name TEXT PRIMARY KEY, server TEXT NOT NULL, batch TEXT NOT NULL, keys BLOB NOT NULL,
    at REAL NOT NULL
) WITHOUT ROWID;
"""

Statement = tuple[str, Sequence[Any]]


def replies_file(directory: Path) -> Path:
    """Where the replies bought for the index in `directory` are kept."""
    return directory / NAME


class RepliesFile:
    """The open file, usable from several threads; every write is one committed transaction."""

    def __init__(self, path: Path) -> None:
        """Open or create `path`, readable by its owner only.

        Raises:
            LLMError: the file cannot be created or is not a database.
        """
        self.path = path
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._database = sqlite3.connect(path, timeout=30, check_same_thread=False)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA secure_delete=ON")
            self._database.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    def read(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a SELECT.

        Raises:
            LLMError: the file is not usable.
        """
        return self._use(lambda database: database.execute(query, values).fetchall())

    def write(self, statements: Iterable[Statement]) -> int:
        """Run all of them or none, committed before this returns; rows changed by the last one.

        Raises:
            LLMError: the file is not usable; nothing was written.
        """

        def run(database: sqlite3.Connection) -> int:
            changed = 0
            with database:
                for sql, values in statements:
                    changed = database.execute(sql, values).rowcount
            return changed

        return self._use(run)

    def use(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` returns, run in one transaction.

        Raises:
            LLMError: the file is not usable; nothing was written.
        """

        def run(database: sqlite3.Connection) -> T:
            with database:
                return work(database)

        return self._use(run)

    def erase(self) -> None:
        """Leave no byte of what was deleted in the file or in its log.

        Raises:
            LLMError: another process has the file open in the middle of a transaction.
        """

        def run(database: sqlite3.Connection) -> int:
            database.execute("VACUUM")
            (busy, _, _) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return int(busy)

        if self._use(run):
            raise LLMError(
                f"replies are deleted, but another process still uses {self.path}; "
                "their text is gone from the disk once this is run again"
            )

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    def _use(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with self._lock:
                return work(self._database)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> LLMError:
        return LLMError(
            f"the file of replies {self.path} is not usable ({error}); move it away and run again"
        )
