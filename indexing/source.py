"""What is to be indexed: documents, their passages, what is known of them, what was not read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import Any

from graphrag.datatypes import Passage
from graphrag.storage.catalog import Account, DocumentRow, Failure, Owned

LONGEST_TITLE = 300  # characters
_AT_ONCE = 10_000  # rows


@dataclass(frozen=True, slots=True)
class Source:
    """A whole source as read; everything sorted by id, so that its order leaves no trace."""

    kind: str  # corpus | folder
    documents: tuple[DocumentRow, ...]
    failures: tuple[Failure, ...]
    passages: tuple[Passage, ...]
    metadata: tuple[Owned, ...] = ()
    accounts: tuple[Account, ...] = ()  # of every file and folder met

    def digest(self, key: Callable[[Passage], bytes]) -> str:
        """Hash of all of it but the accounts: a file that is not read changes nothing.

        Args:
            key: names a passage's title, section and text.
        """
        hasher = hashlib.sha256(self.kind.encode())
        flat: tuple[tuple[Sequence[Any], tuple[str, ...]], ...] = (
            (self.documents, tuple(field.name for field in fields(DocumentRow))),
            (self.failures, tuple(field.name for field in fields(Failure))),
            (self.passages, ("id", "document_id", "start", "end", "page")),
        )
        for rows, names in flat:  # `astuple` copies whatever is in a row, and takes long
            for start in range(0, len(rows), _AT_ONCE):
                some = map(attrgetter(*names), rows[start:][:_AT_ONCE])
                hasher.update(json.dumps(list(some)).encode())
        hasher.update(b"".join(map(key, self.passages)))
        for owned in self.metadata:
            hasher.update(json.dumps(astuple(owned)).encode())
        return hasher.hexdigest()


NOTHING = Source("", (), (), ())


def make_source(
    kind: str,
    documents: Iterable[DocumentRow],
    failures: Iterable[Failure],
    passages: Iterable[Passage],
    metadata: Iterable[Owned] = (),
    accounts: Iterable[Account] = (),
) -> Source:
    """A `Source` from parts in any order."""
    return Source(
        kind,
        tuple(sorted(documents, key=lambda row: row.id)),
        tuple(sorted(failures, key=lambda failure: failure.document)),
        tuple(sorted(passages, key=lambda passage: passage.id)),
        tuple(sorted(metadata, key=lambda owned: owned.owner)),
        tuple(sorted(accounts, key=lambda account: account.path)),
    )


def short_title(title: str) -> str:
    """The title, cut between words where it is longer than any title needs to be.

    Every passage bears its title, and names within titles are looked for: both take long for a
    title that is a whole text.
    """
    if len(title) <= LONGEST_TITLE:
        return title
    kept = title[: LONGEST_TITLE - 1]
    return (kept[: kept.rfind(" ")] if " " in kept[LONGEST_TITLE // 2 :] else kept) + "…"


def sha256(*parts: str | bytes) -> str:
    """Hash of the parts, separated by a byte that UTF-8 never contains."""
    raw = [part.encode() if isinstance(part, str) else part for part in parts]
    return hashlib.sha256(b"\xff".join(raw)).hexdigest()


def code_hash(*modules: ModuleType | Path) -> str:
    """Hash of the modules' source: a result computed by other code is not reused.

    Args:
        modules: loaded ones, or the files of others.
    """
    files = (one if isinstance(one, Path) else Path(one.__file__ or "") for one in modules)
    return sha256(*(file.read_bytes() for file in files))
