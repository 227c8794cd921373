"""What is to be indexed: documents, the passages cut from them, and what could not be read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass
from pathlib import Path
from types import ModuleType

from graphrag.datatypes import Passage
from graphrag.storage.catalog import DocumentRow, Failure


@dataclass(frozen=True, slots=True)
class Source:
    """A whole source as read; everything sorted by id, so that its order leaves no trace."""

    kind: str  # corpus | folder
    documents: tuple[DocumentRow, ...]
    failures: tuple[Failure, ...]
    passages: tuple[Passage, ...]

    def digest(self) -> str:
        """Hash of all of it."""
        hasher = hashlib.sha256(self.kind.encode())
        for rows in (self.documents, self.failures, self.passages):
            for row in rows:
                hasher.update(json.dumps(astuple(row)).encode())
        return hasher.hexdigest()


def make_source(
    kind: str,
    documents: list[DocumentRow],
    failures: list[Failure],
    passages: list[Passage],
) -> Source:
    """A `Source` from parts in any order."""
    return Source(
        kind,
        tuple(sorted(documents, key=lambda row: row.id)),
        tuple(sorted(failures, key=lambda failure: failure.document)),
        tuple(sorted(passages, key=lambda passage: passage.id)),
    )


def sha256(*parts: str | bytes) -> str:
    """Hash of the parts, separated by a byte that UTF-8 never contains."""
    raw = [part.encode() if isinstance(part, str) else part for part in parts]
    return hashlib.sha256(b"\xff".join(raw)).hexdigest()


def code_hash(*modules: ModuleType) -> str:
    """Hash of the modules' source: a result computed by other code is not reused."""
    return sha256(*(Path(module.__file__ or "").read_bytes() for module in modules))
