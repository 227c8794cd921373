"""Replies that were paid for, kept in a SQLite file by the hash of what was asked.

A reply is committed before it is used, so no kill makes it be bought twice. Every row carries its
text's hash; a row that does not match is treated as absent.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
from pathlib import Path

from graphrag.errors import LLMError

_TABLE = """CREATE TABLE IF NOT EXISTS replies (
    key BLOB PRIMARY KEY, model TEXT NOT NULL, text TEXT NOT NULL, digest BLOB NOT NULL,
    prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL) WITHOUT ROWID"""


def reply_key(model: str, **asked: object) -> bytes:
    """32 bytes that name a model and everything it was asked."""
    text = json.dumps({"model": model, **asked}, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).digest()


class ReplyCache:
    """A SQLite file of replies, usable from several threads and processes."""

    def __init__(self, path: Path) -> None:
        """Open or create `path`, readable by its owner only.

        Raises:
            LLMError: the file cannot be created or is not a database.
        """
        self._path = path
        self._lock = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._database = sqlite3.connect(path, timeout=30, check_same_thread=False)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    def get(self, key: bytes) -> str | None:
        """The kept reply to `key`, or None."""
        query = "SELECT text, digest FROM replies WHERE key = ?"
        try:
            with self._lock:
                row = self._database.execute(query, (key,)).fetchone()
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        if row is None or _digest(row[0]) != row[1]:
            return None
        text: str = row[0]
        return text

    def put(self, key: bytes, model: str, text: str, tokens: tuple[int, int]) -> None:
        """Commit a reply; `tokens` are those of the prompt and of the reply."""
        row = (key, model, text, _digest(text), *tokens)
        try:
            with self._lock, self._database:
                self._database.execute("INSERT OR REPLACE INTO replies VALUES (?,?,?,?,?,?)", row)
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _unusable(self, error: Exception) -> LLMError:
        return LLMError(
            f"the cache of replies {self._path} is not usable ({error}); move it away and run again"
        )


def _digest(text: object) -> bytes:
    return hashlib.sha256(str(text).encode("utf-8", "replace")).digest()
