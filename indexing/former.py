"""What an index held before a run, source by source.

An index may be made of several sources. The first one's ids are its own; those of each further one
have a prefix, the name of its folder, by which they are told apart.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

from graphrag.datatypes.metadata import Metadata
from graphrag.errors import IndexError_, SchemaMismatch
from graphrag.storage.catalog import FILE, Account, Catalog, Owned
from indexing.source import NOTHING, Source, make_source


@dataclass(frozen=True, slots=True)
class Placed:
    """A source of an index: where it lies, and what its ids begin with."""

    path: str
    prefix: str
    kind: str  # corpus | folder


@dataclass(frozen=True)
class Former:
    """Everything read into the index so far; no sources where it was made before they were kept."""

    whole: Source
    sources: tuple[Placed, ...]

    def of(self, source: Placed) -> Source:
        """One source's part, its ids as it knows them itself."""
        part = self._where(lambda name: self._owner(name) == source.prefix)
        return _renamed(part, lambda name: name.removeprefix(source.prefix))

    def without(self, source: Placed) -> Source:
        """All the other sources' parts."""
        return self._where(lambda name: self._owner(name) != source.prefix)

    def new_prefix(self, path: Path) -> str:
        """A prefix for the source at `path` with which no id of the index begins."""
        taken = {row.id for row in self.whole.documents}
        taken |= {account.path for account in self.whole.accounts}
        for number in count(1):
            prefix = f"{path.stem}/" if number == 1 else f"{path.stem}-{number}/"
            if not any(name.startswith(prefix) for name in taken):
                return prefix
        raise AssertionError("unreachable: numbers do not end")

    def _owner(self, name: str) -> str:
        """The prefix of the source that the thing of that name belongs to."""
        if not name.startswith(self._prefixes):
            return ""
        prefixes = (s.prefix for s in self.sources if s.prefix and name.startswith(s.prefix))
        return max(prefixes, key=len, default="")

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        return tuple(source.prefix for source in self.sources if source.prefix)

    def _where(self, wanted: Callable[[str], bool]) -> Source:
        whole = self.whole
        return Source(
            whole.kind,
            tuple(row for row in whole.documents if wanted(row.id)),
            tuple(failure for failure in whole.failures if wanted(failure.document)),
            tuple(passage for passage in whole.passages if wanted(passage.document_id)),
            tuple(owned for owned in whole.metadata if wanted(owned.owner)),
            tuple(account for account in whole.accounts if wanted(account.path)),
        )


def read_former(index: Path) -> Former:
    """What the index in the directory holds; nothing where there is none that can be used.

    Raises:
        SchemaMismatch: it is of another version.
    """
    nothing = Former(NOTHING, ())
    if not (index / FILE).is_file():
        return nothing
    try:
        with Catalog(index) as catalog, catalog.snapshot():
            meta = catalog.meta()
            whole = make_source(
                meta.get("source_kind", ""),
                catalog.documents(),
                catalog.failures(),
                catalog.passages(),
                catalog.metadata(),
                catalog.accounts(),
            )
    except SchemaMismatch:
        raise  # what it holds must not count as nothing
    except IndexError_:
        return nothing  # opening it for writing says what is wrong
    return Former(whole, tuple(Placed(*source) for source in meta.get("sources", ())))


def placed(source: Source, place: Placed) -> Source:
    """The source with its prefix before every id."""
    return _renamed(source, lambda name: place.prefix + name) if place.prefix else source


def _renamed(source: Source, change: Callable[[str], str]) -> Source:
    """Every name changed; a folder as if something lay in it."""
    replace = dataclasses.replace
    return make_source(
        source.kind,
        [replace(row, id=change(row.id)) for row in source.documents],
        [replace(failure, document=change(failure.document)) for failure in source.failures],
        [
            replace(passage, id=change(passage.id), document_id=change(passage.document_id))
            for passage in source.passages
        ],
        [Owned(change(o.owner), _moved(o.metadata, change)) for o in source.metadata],
        [
            Account(change(a.path), a.status, change(a.reason) if a.status == "copy" else a.reason)
            for a in source.accounts
        ],
    )


def _moved(metadata: Metadata, change: Callable[[str], str]) -> Metadata:
    if not metadata.path:
        return metadata
    folder = change(f"{metadata.folder}/" if metadata.folder else "").rstrip("/")
    return dataclasses.replace(metadata, path=change(metadata.path), folder=folder)


def united(one: Source, other: Source) -> Source:
    """Two sources of one index."""
    kinds = {kind for source in (one, other) for kind in source.kind.split("+") if kind}
    return make_source(
        "+".join(sorted(kinds)),
        (*one.documents, *other.documents),
        (*one.failures, *other.failures),
        (*one.passages, *other.passages),
        (*one.metadata, *other.metadata),
        (*one.accounts, *other.accounts),
    )
