"""The catalog's SQLite file: opening, transactions, and its errors as ours."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from graphrag.errors import DamagedIndex, IndexError_, IndexLocked, NotAnIndex
from graphrag.storage.catalog_schema import migrate, require_current
from graphrag.storage.modes import create

FILE = "catalog.sqlite"
BUSY_MS = 5_000


class CatalogFile:
    """An open catalog. Use as a context manager, from one thread.

    Args:
        directory: the index's directory.
        write: create or migrate the file; otherwise it must exist and is opened read-only.

    Raises:
        NotAnIndex, SchemaMismatch, DamagedIndex, IndexLocked
    """

    def __init__(self, directory: Path, *, write: bool = False) -> None:
        self.path = directory / FILE
        if not write and not self.path.is_file():
            raise NotAnIndex(
                f"{directory} holds no index; build one with "
                f"`graphrag index SOURCE --index {directory}`"
            )
        if write:
            try:
                create(self.path, directory)
            except OSError as error:
                raise IndexError_(f"cannot use {self.path}: {error.strerror}") from error
        with self.guard():
            mode = "mode=rwc" if write else _reading_mode(self.path)
            self.connection = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None
            )
            self._prepare(write)

    def _prepare(self, write: bool) -> None:
        execute = self.connection.execute
        try:
            execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            if write:
                execute("PRAGMA journal_mode = WAL")
                execute("PRAGMA synchronous = FULL")
                execute("PRAGMA secure_delete = ON")  # what is deleted leaves no bytes behind
                migrate(self.connection, self.path)
            else:
                require_current(self.connection, self.path)
        except BaseException:
            self.connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Translate SQLite's errors into ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise IndexLocked(f"{self.path} is being written; try again in a moment") from error
            raise IndexError_(f"cannot use {self.path}: {error}") from error
        except sqlite3.DatabaseError as error:
            raise DamagedIndex(
                f"{self.path} is damaged ({error}); delete the index's directory and index again"
            ) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; the next reader sees it when the block ends."""
        with self.guard():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                if self.connection.in_transaction:  # a full disk has ended it already
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside the block see one generation, whatever a writer commits meanwhile."""
        with self.guard():
            self.connection.execute("BEGIN")
            try:
                self.connection.execute("SELECT 1 FROM meta LIMIT 1").fetchone()
                yield
            finally:
                self.connection.execute("ROLLBACK")

    def integrity(self) -> list[str]:
        """What SQLite itself finds wrong with the file's structure."""
        with self.guard():
            rows = self.connection.execute("PRAGMA integrity_check(10)").fetchall()
        return [str(line) for (line,) in rows if line != "ok"]

    def compact(self) -> None:
        """Fold the write-ahead log into the file, so that what was deleted is gone from disk."""
        with self.guard():
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _reading_mode(path: Path) -> str:
    """Plain reading; where not even SQLite's lock file can be made, a file nobody changes."""
    log = path.with_name(f"{path.name}-wal")
    settled = not log.exists() or log.stat().st_size == 0
    settled = settled and not os.access(path.parent, os.W_OK)
    return "mode=ro&immutable=1" if settled else "mode=ro"
