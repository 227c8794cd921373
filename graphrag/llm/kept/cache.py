"""Replies that were paid for, kept by the hash of what was asked.

A reply is committed before it is used, so no kill makes it be bought twice. Every row carries its
text's hash; a row that does not match is treated as absent. Only usable, finished replies are kept.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from graphrag.llm.kept.replies_file import RepliesFile, Statement


def reply_key(model: str, **asked: object) -> bytes:
    """32 bytes that name a model and everything it was asked."""
    text = json.dumps({"model": model, **asked}, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).digest()


class ReplyCache:
    """The kept replies of a file."""

    def __init__(self, file: RepliesFile) -> None:
        """Use an open file."""
        self._file = file

    @classmethod
    def open(cls, path: Path) -> ReplyCache:
        """The replies in the file `path`, which is made if there is none.

        Raises:
            LLMError: the file cannot be created or is not a database.
        """
        return cls(RepliesFile(path))

    def get(self, key: bytes) -> str | None:
        """The kept reply to `key`, or None."""
        rows = self._file.read("SELECT text, digest FROM replies WHERE key = ?", (key,))
        if not rows or _digest(rows[0][0]) != rows[0][1]:
            return None
        text: str = rows[0][0]
        return text

    def put(
        self, key: bytes, model: str, text: str, tokens: tuple[int, int], stage: str = ""
    ) -> None:
        """Commit a reply; `tokens` are those of the prompt and of the reply."""
        self._file.write([put_statement(key, model, text, tokens, stage)])

    def drop(self, stages: str | Iterable[str], *, erase: bool = False) -> int:
        """Delete every reply of these stages; see `prune`."""
        return self.prune(stages, (), erase=erase)

    def prune(
        self, stages: str | Iterable[str], keep: Iterable[bytes], *, erase: bool = False
    ) -> int:
        """Delete the replies of `stages` whose key is not in `keep`; how many there were.

        Args:
            stages: one stage or several.
            keep: keys, as `LanguageModel.key_of` gives them.
            erase: leave no byte of them in the file either, which rewrites it.

        Raises:
            LLMError: the file is not usable, or in use while it is to be rewritten.
        """
        names = [stages] if isinstance(stages, str) else list(stages)
        kept = [(key,) for key in keep]

        def delete(database: sqlite3.Connection) -> int:
            database.execute("CREATE TEMP TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY)")
            database.execute("DELETE FROM kept")
            database.executemany("INSERT OR IGNORE INTO kept VALUES (?)", kept)
            marks = ",".join("?" * len(names))
            return database.execute(
                f"DELETE FROM replies WHERE stage IN ({marks})"
                " AND key NOT IN (SELECT key FROM kept)",
                names,
            ).rowcount

        deleted = self._file.use(delete)
        if erase:
            self._file.erase()
        return deleted

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def put_statement(
    key: bytes, model: str, text: str, tokens: tuple[int, int], stage: str
) -> Statement:
    """What keeps a reply, to be written in one transaction with its row in the ledger."""
    row = (key, model, stage, text, _digest(text), *tokens)
    return "INSERT OR REPLACE INTO replies VALUES (?,?,?,?,?,?,?)", row


def _digest(text: object) -> bytes:
    return hashlib.sha256(str(text).encode("utf-8", "replace")).digest()
