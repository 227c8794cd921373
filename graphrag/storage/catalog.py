"""The catalog: one SQLite file (WAL) that is the only truth of an index.

Everything global is replaced in one transaction that raises the generation by one: documents and
passages row by row, what was resolved from them (sentences, entities, aliases, occurrences, facts,
joins) as arrays (`storage.packed`). What is dear to compute, extractions and vectors, lies beside
it by content (`storage.caches`) and is committed as it is computed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from graphrag.datatypes import Passage, Resolution
from graphrag.datatypes.metadata import Metadata
from graphrag.errors import DamagedIndex
from graphrag.storage import catalog_rows, packed
from graphrag.storage.catalog_file import FILE, CatalogFile
from graphrag.storage.packing import parse_arrays
from graphrag.storage.row_list import RowList

__all__ = [
    "FILE",
    "Account",
    "Catalog",
    "Content",
    "DocumentRow",
    "Failure",
    "Owned",
    "PassageFailure",
]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A source document: its content's hash and what became of it."""

    id: str
    title: str
    sha256: str
    status: str  # ok | copy | empty | failed
    words: str = ""  # hash of its words alone; a copy has that of the text that counts


@dataclass(frozen=True, slots=True)
class Failure:
    """A document, or a line of one, that could not be read, and why."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a file or a folder (its path ends in a slash) that indexing met."""

    path: str
    status: str  # read | copy | empty | skipped | failed
    reason: str = ""  # of a copy: the path of the document that has the same text


@dataclass(frozen=True, slots=True)
class Owned:
    """The metadata of a document, or of one passage of it that has its own."""

    owner: str  # id of the document or the passage
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class PassageFailure:
    """A passage that no language model could be got to read, and why."""

    passage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything global of one generation; `sentences` holds one tuple of spans a passage."""

    documents: tuple[DocumentRow, ...]  # sorted by id
    failures: tuple[Failure, ...]  # sorted by document
    passages: tuple[Passage, ...]  # sorted by id
    sentences: packed.Sentences
    resolution: Resolution
    passage_failures: tuple[PassageFailure, ...] = ()  # sorted by passage
    metadata: tuple[Owned, ...] = ()  # sorted by owner


class Catalog(CatalogFile):
    """The global tables of an open catalog; see `CatalogFile` for opening it."""

    # --- meta ----------------------------------------------------------------------------------

    def meta(self) -> dict[str, Any]:
        """Generation, embedder, extractor, source kind, ... as committed with the content."""
        with self.guard():
            rows = self.connection.execute("SELECT key, value FROM meta").fetchall()
        return {key: json.loads(value) for key, value in rows}

    def note(self, key: str, value: Any) -> None:
        """Record one more fact about the current generation."""
        with self.transaction() as connection:
            row = (key, json.dumps(value))
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", row)

    @property
    def generation(self) -> int:
        """0 until the first build is complete."""
        return int(self.meta().get("generation", 0))

    # --- content -------------------------------------------------------------------------------

    def replace(
        self, content: Content, meta: Mapping[str, Any], before: Content | None = None
    ) -> dict[str, bytes]:
        """Write a whole generation, inside `transaction`; `meta` gets generation and digest.

        Rows that are there already are left as they are. Returns what `parts` would read.

        Args:
            before: what is there, where it has been read since the writer's lock was taken.
        """
        generation = self.generation + 1
        rows = {table: list(some) for table, some in _rows(content).items()}
        parts = packed.pack(content.sentences, content.resolution)
        old = {} if before is None else _rows(before)
        for table, some in rows.items():
            there = list(old[table]) if table in old else None
            catalog_rows.renew(self.connection, table, some, there)
        catalog_rows.write_parts(self.connection, parts)
        facts = {**meta, "generation": generation, "digest": catalog_rows.digest(rows, parts)}
        self.connection.execute("DELETE FROM meta")
        said = ((key, json.dumps(value)) for key, value in facts.items())
        self.connection.executemany("INSERT INTO meta VALUES (?, ?)", said)
        return parts

    def digest(self) -> str:
        """SHA-256 over all global content; equal content gives equal digests."""
        with self.guard():
            return catalog_rows.read_digest(self.connection)

    def parts(self) -> dict[str, bytes]:
        """What was resolved, as `packed.pack` gave it; nothing before the first generation."""
        with self.guard():
            return catalog_rows.read_parts(self.connection)

    def counts(self) -> dict[str, int]:
        """How many there are of everything global."""
        with self.guard():
            tables = catalog_rows.COLUMNS
            found = {table: catalog_rows.count(self.connection, table) for table in tables}
        parts = {name: parse_arrays(payload) for name, payload in self.parts().items()}
        return found | packed.counts(parts)

    def documents(self) -> tuple[DocumentRow, ...]:
        """Sorted by id."""
        return tuple(DocumentRow(*row) for row in self._select("documents"))

    def passages(self) -> tuple[Passage, ...]:
        """Sorted by id."""
        return tuple(Passage(*row) for row in self._select("passages"))

    def failures(self) -> tuple[Failure, ...]:
        """Sorted by document."""
        return tuple(Failure(*row) for row in self._select("failures"))

    def passage_failures(self) -> tuple[PassageFailure, ...]:
        """Sorted by passage."""
        return tuple(PassageFailure(*row) for row in self._select("passage_failures"))

    def metadata(self) -> tuple[Owned, ...]:
        """Sorted by owner."""
        return tuple(
            Owned(
                owner,
                Metadata(path, folder, date, author, tuple((k, v) for k, v in json.loads(fields))),
            )
            for owner, path, folder, date, author, fields in self._select("metadata")
        )

    def accounts(self) -> tuple[Account, ...]:
        """What became of every file and folder that the last runs met, sorted by path."""
        with self.guard():
            rows = self.connection.execute("SELECT path, status, reason FROM accounts")
            return tuple(sorted((Account(*row) for row in rows), key=lambda a: a.path))

    def replace_accounts(self, accounts: Iterable[Account]) -> None:
        """Write them anew; they belong to no generation: a skipped file changes nothing."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM accounts")
            rows = _tuples(Account, accounts)
            connection.executemany("INSERT INTO accounts VALUES (?, ?, ?)", rows)

    def content(self) -> Content:
        """The whole generation, as `replace` got it.

        Raises:
            DamagedIndex: what was resolved cannot be read.
        """
        try:
            sentences, resolution = packed.unpack(self.parts())
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise DamagedIndex(
                f"{self.path} is damaged ({error}); delete the index's directory and index again"
            ) from error
        return Content(
            self.documents(),
            self.failures(),
            self.passages(),
            sentences,
            resolution,
            self.passage_failures(),
            self.metadata(),
        )

    def _select(self, table: str) -> list[tuple[Any, ...]]:
        with self.guard():
            return catalog_rows.read(self.connection, table)


def _rows(content: Content) -> dict[str, Iterable[tuple[Any, ...]]]:
    """The rows of every table of `catalog_rows.COLUMNS`, in its order."""
    return {
        "documents": _tuples(DocumentRow, content.documents),
        "failures": _tuples(Failure, content.failures),
        "passages": _tuples(Passage, content.passages),
        "passage_failures": _tuples(PassageFailure, content.passage_failures),
        "metadata": (
            (o.owner, *plain, json.dumps(fields))
            for o in content.metadata
            for *plain, fields in _tuples(Metadata, [o.metadata])
        ),
    }


def _tuples(kind: type[Any], things: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    if isinstance(things, RowList):
        return zip(*things.plain(), strict=True)
    return map(attrgetter(*(field.name for field in fields(kind))), things)
