"""The catalog: one SQLite file (WAL) that is the only truth of an index.

Everything global (documents, passages, sentences, entities, aliases, occurrences, facts) is
replaced in one transaction that raises the generation by one. What is dear to compute, extractions
and vectors, lies beside it by content (`storage.caches`) and is committed as it is computed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain, islice
from operator import attrgetter
from typing import Any

from graphrag.datatypes import Alias, Entity, Fact, Join, Occurrence, Passage, Resolution, Span
from graphrag.metadata import Metadata
from graphrag.storage.catalog_file import FILE, CatalogFile
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

_AT_ONCE = 10_000  # rows
_COLUMNS = {
    "documents": "id, title, sha256, status, words",
    "failures": "document, reason",
    "passages": "position, id, document_id, title, text, start, end, section, page",
    "sentences": "position, passage, start, end",
    "entities": "position, name, kind, passages, is_a",
    "aliases": "position, entity, surface, reason",
    "occurrences": "entity, passage, sentence",
    "facts": "position, subject, predicate, object, passage, sentence, origin, subject_text, "
    "object_text, qualifiers",
    "joins": "position, subject, object, passage, sentence",
    "passage_failures": "passage, reason",
    "metadata": "owner, path, folder, date, author, fields",
}


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
    sentences: tuple[tuple[Span, ...], ...]
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

    def replace(self, content: Content, meta: Mapping[str, Any]) -> None:
        """Write a whole generation, inside `transaction`; `meta` gets generation and digest.

        The rows come in the order in which `digest` reads them, so it is taken on the way.
        """
        execute, many = self.connection.execute, self.connection.executemany
        generation = self.generation + 1
        hasher = hashlib.sha256()
        for table, rows in _rows(content).items():
            columns = _COLUMNS[table]
            marks = ", ".join("?" for _ in columns.split(","))
            execute(f"DELETE FROM {table}")
            hasher.update(f"\n{table}\n".encode())
            for some in _batches(rows):
                many(f"INSERT INTO {table} ({columns}) VALUES ({marks})", some)
                hasher.update(_as_json(some))
        facts = {**meta, "generation": generation, "digest": hasher.hexdigest()}
        execute("DELETE FROM meta")
        many("INSERT INTO meta VALUES (?, ?)", ((k, json.dumps(v)) for k, v in facts.items()))

    def digest(self) -> str:
        """SHA-256 over every row of the global tables; equal content gives equal digests."""
        hasher = hashlib.sha256()
        with self.guard():
            for table, columns in _COLUMNS.items():
                hasher.update(f"\n{table}\n".encode())
                order = ", ".join(str(n + 1) for n in range(columns.count(",") + 1))
                rows = self.connection.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")
                for some in _batches(rows):
                    hasher.update(_as_json(some))
        return hasher.hexdigest()

    def counts(self) -> dict[str, int]:
        """Rows of every global table."""
        with self.guard():
            return {
                table: int(self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
                for table in _COLUMNS
            }

    def documents(self) -> tuple[DocumentRow, ...]:
        """Sorted by id."""
        return tuple(DocumentRow(*row) for row in self._select("documents", "id"))

    def passages(self) -> tuple[Passage, ...]:
        """Sorted by id."""
        return tuple(Passage(*row[1:]) for row in self._select("passages", "position"))

    def failures(self) -> tuple[Failure, ...]:
        """Sorted by document."""
        return tuple(Failure(*row) for row in self._select("failures", "document"))

    def passage_failures(self) -> tuple[PassageFailure, ...]:
        """Sorted by passage."""
        return tuple(PassageFailure(*row) for row in self._select("passage_failures", "passage"))

    def metadata(self) -> tuple[Owned, ...]:
        """Sorted by owner."""
        return tuple(
            Owned(
                owner,
                Metadata(path, folder, date, author, tuple((k, v) for k, v in json.loads(fields))),
            )
            for owner, path, folder, date, author, fields in self._select("metadata", "owner")
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
        """The whole generation, as `replace` got it."""
        passages = self.passages()
        sentences: list[list[Span]] = [[] for _ in passages]
        for _, passage, start, end in self._select("sentences", "position"):
            sentences[passage].append(Span(start, end))
        resolution = Resolution(
            tuple(Entity(*row[1:]) for row in self._select("entities", "position")),
            tuple(Alias(*row[1:]) for row in self._select("aliases", "position")),
            tuple(
                Occurrence(*row) for row in self._select("occurrences", "entity, passage, sentence")
            ),
            tuple(Fact(*row[1:]) for row in self._select("facts", "position")),
            tuple(Join(*row[1:]) for row in self._select("joins", "position")),
        )
        spans = tuple(tuple(found) for found in sentences)
        return Content(
            self.documents(),
            self.failures(),
            passages,
            spans,
            resolution,
            self.passage_failures(),
            self.metadata(),
        )

    def _select(self, table: str, order: str) -> Sequence[tuple[Any, ...]]:
        with self.guard():
            return self.connection.execute(
                f"SELECT {_COLUMNS[table]} FROM {table} ORDER BY {order}"
            ).fetchall()


def _rows(content: Content) -> dict[str, Iterable[tuple[Any, ...]]]:
    """The rows of every table of `_COLUMNS`, in its order."""
    spans = ((p, span) for p, found in enumerate(content.sentences) for span in found)
    resolution = content.resolution
    return {
        "documents": _tuples(DocumentRow, content.documents),
        "failures": _tuples(Failure, content.failures),
        "passages": _numbered(Passage, content.passages),
        "sentences": ((i, p, s.start, s.end) for i, (p, s) in enumerate(spans)),
        "entities": _numbered(Entity, resolution.entities),
        "aliases": _numbered(Alias, resolution.aliases),
        "occurrences": _tuples(Occurrence, resolution.occurrences),
        "facts": _numbered(Fact, resolution.facts),
        "joins": _numbered(Join, resolution.joins),
        "passage_failures": _tuples(PassageFailure, content.passage_failures),
        "metadata": (
            (o.owner, *plain, json.dumps(fields))
            for o in content.metadata
            for *plain, fields in _tuples(Metadata, [o.metadata])
        ),
    }


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _as_json(rows: Sequence[tuple[Any, ...]]) -> bytes:
    """The rows as `json.dumps` writes one after the other, in a third of the time.

    All values are written at once, with a byte between them that no JSON text contains.
    """
    flat = json.dumps(list(chain.from_iterable(rows)), separators=("\0", ":"))[1:-1]
    values = iter(flat.split("\0"))
    whole = "][".join(map(", ".join, zip(*[values] * len(rows[0]), strict=True)))
    return f"[{whole}]".encode()


def _tuples(kind: type[Any], things: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    if isinstance(things, RowList):
        return zip(*things.plain(), strict=True)
    return map(attrgetter(*(field.name for field in fields(kind))), things)


def _numbered(kind: type[Any], things: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    return ((position, *row) for position, row in enumerate(_tuples(kind, things)))
