"""What the next generation is made of: one source read, and those that the index keeps beside it.

An index remembers its sources. Reading one of them again brings its part up to date; reading
another is asked back: beside them (`add`) or in their place (`replace`). A source that has lost
more than a tenth of its documents is asked back too (`prune`): more often than not a disk is
missing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graphrag.errors import SourceError
from graphrag.settings import Chunking
from indexing.former import Former, Placed, placed, read_former, united
from indexing.readers import read_source
from indexing.source import Source

MOST_LOST = 0.1  # share of a source's documents that may go unasked


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person says about a source that is not the index's own, or has shrunk."""

    add: bool = False
    replace: bool = False
    prune: bool = False

    def __post_init__(self) -> None:
        if self.add and self.replace:
            raise SourceError("--add and --replace are two ways; choose one of them")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything to be indexed, and where it comes from."""

    source: Source
    sources: tuple[Placed, ...]
    before: Source  # what the index holds


def gather(
    given: Path | str | None,
    section: Chunking,
    index: Path,
    wish: Wish,
    progress: Callable[[int, int], None],
) -> Gathered:
    """Read the source into its place in the index; without one, what was read into it before.

    Raises:
        SourceError: as `read_source`; it is another source than the index's, or has lost too many
            of its documents, and `wish` does not say what to do.
    """
    former = read_former(index)
    if given is None:
        return Gathered(former.whole, former.sources, former.whole)
    path = Path(given)
    place = _place(former, path, index, wish)
    before = former.of(place)
    read = read_source(path, section, index, progress, before)
    new = dataclasses.replace(place, kind=read.kind)
    if wish.replace:
        return Gathered(placed(read, new), (new,), former.whole)
    known = {source.path for source in former.sources}
    if known and place.path not in known and _changed(before, read):
        raise SourceError(_another(former, path, index))
    if not wish.prune:
        _refuse_to_shrink(before, read, path)
    others = tuple(source for source in former.sources if source.prefix != new.prefix)
    whole = united(former.without(place), placed(read, new)) if others else placed(read, new)
    sources = tuple(sorted((*others, new), key=lambda source: source.prefix))
    return Gathered(whole, sources, former.whole)


def _place(former: Former, path: Path, index: Path, wish: Wish) -> Placed:
    """The source's place in the index.

    Raises:
        SourceError: it is another source, and nobody said what to do.
    """
    here = Placed(str(path.resolve()), "", "")
    if wish.replace or not former.sources:
        return here
    own = next((source for source in former.sources if source.path == here.path), None)
    if own is not None:
        return own
    if wish.add:
        return dataclasses.replace(here, prefix=former.new_prefix(path))
    first = former.sources[0]
    if len(former.sources) == 1 and _could_be(former.of(first), path):
        return dataclasses.replace(first, path=here.path)
    raise SourceError(_another(former, path, index))


def _could_be(source: Source, path: Path) -> bool:
    """Whether the source may have been moved to `path`: its files are there, or it is one file."""
    if source.kind == "corpus":
        return path.is_file()
    root = path if path.is_dir() else path.parent
    return all((root / name).exists() for name in _read_documents(source))


def _changed(before: Source, read: Source) -> bool:
    """Whether a document of `before` is missing or another in `read`."""
    new = {row.id: row.sha256 for row in read.documents}
    return any(new.get(name) != digest for name, digest in _read_documents(before).items())


def _refuse_to_shrink(before: Source, read: Source, path: Path) -> None:
    had, has = _read_documents(before), _read_documents(read)
    lost = sorted(had.keys() - has.keys())
    if len(lost) <= MOST_LOST * len(had):
        return
    raise SourceError(
        f"{path} would take {len(lost):,} of its {len(had):,} documents out of the index "
        f"({', '.join(lost[:3])}{', …' if len(lost) > 3 else ''}); if they are to go, say so with "
        "--prune"
    )


def _read_documents(source: Source) -> dict[str, str]:
    """Id and hash of the documents whose text counts."""
    return {row.id: row.sha256 for row in source.documents if row.status in ("ok", "copy")}


def _another(former: Former, path: Path, index: Path) -> str:
    made = " and ".join(source.path for source in former.sources)
    count = len(_read_documents(former.whole))
    return (
        f"{index} holds {count:,} documents from {made}, and {path} is another source; use --add "
        f"to index it beside them, --replace to put it in their place, or another --index"
    )
