"""Keeps what was bought: the reply and its row in the ledger in one transaction."""

from __future__ import annotations

from pathlib import Path

from graphrag.llm.kept.cache import ReplyCache, put_statement
from graphrag.llm.kept.ledger import Call, Ledger
from graphrag.llm.kept.replies_file import RepliesFile


class Keeper:
    """The replies and the ledger of one run; without a file, neither is kept."""

    def __init__(self, path: Path | None, run: str) -> None:
        """Open or create the file.

        Raises:
            LLMError: it is not usable.
        """
        self.file = RepliesFile(path) if path is not None else None
        self._cache = ReplyCache(self.file) if self.file is not None else None
        self._ledger = Ledger(self.file, run) if self.file is not None else None

    def kept(self, key: bytes) -> str | None:
        """The reply that is kept under `key`."""
        return self._cache.get(key) if self._cache is not None else None

    def keep(self, key: bytes, text: str, call: Call) -> str:
        """Commit a reply and its row; the reply."""
        if self.file is not None and self._ledger is not None:
            tokens = (call.prompt_tokens, call.completion_tokens)
            reply = put_statement(key, call.model, text, tokens, call.stage)
            self.file.write([reply, self._ledger.statement(call)])
        return text

    def record(self, call: Call) -> None:
        """Commit the row of a call that brought no reply."""
        if self._ledger is not None:
            self._ledger.record(call)

    def reused(self, stage: str, model: str) -> None:
        """Count a reply that was kept already."""
        if self._ledger is not None:
            self._ledger.reused(stage, model)

    def close(self) -> None:
        """Write what is only counted, and close the file."""
        if self.file is not None and self._ledger is not None:
            self._ledger.flush()
            self.file.close()
