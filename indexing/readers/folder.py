"""A folder of documents: each file is read, or listed with the reason why it was not."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import starmap
from pathlib import Path

from graphrag.datatypes import Passage
from graphrag.datatypes.metadata import NEARLY, Metadata
from graphrag.errors import SourceError
from graphrag.settings import Chunking
from graphrag.storage.catalog import Account, DocumentRow, Failure, Owned
from indexing import clean
from indexing.passages import check_section
from indexing.readers.called import called, contents
from indexing.readers.copies import near_copies
from indexing.readers.formats import KINDS, code_version
from indexing.readers.one import FileReading
from indexing.readers.processes import FileJob, ReaderPool
from indexing.readers.shared_titles import own_title, retitled, told_apart
from indexing.readers.walk import Met, unreadable, walk
from indexing.source import Source, make_source, sha256

EMPTY = "it holds no text"
WITHIN = ", "  # between a file's name and the line of it that was not read
Progress = Callable[[int, int], None]


def read_files(
    root: Path,
    only: Path | None,
    section: Chunking,
    index: Path,
    before: Source,
    progress: Progress,
) -> Source:
    """Read the files below `root` whose format is known, or `only` that one.

    A document's id is its path relative to `root`; its passages are numbered after it. A file whose
    bytes and settings are those of the index is not read again. Of files that say the same
    (`copies`) the first by name counts, the others are its copies. A near copy is read again when
    any file is new or gone: the index does not hold its words.

    Args:
        before: the documents of this source as the index holds them.

    Raises:
        SourceError: no file could be read.
    """
    check_section(section)
    met = _alone(root, only) if only else walk(root, index, KINDS)
    version = code_version() + repr(section)
    names = called(met.files, contents(met.files))
    versions = {name: f"{version} {said}" for name, said in names.items()}
    readings = _unchanged(before, met.files, versions, names)
    known = {row.id for row in before.documents}
    changed = not readings.keys() == known == met.files.keys()
    if changed:
        readings = {n: found for n, found in readings.items() if not found.words.endswith(NEARLY)}
    missing = {name: path for name, path in met.files.items() if name not in readings}
    with ReaderPool(section, len(missing)) as pool:
        readings |= _read(pool, missing, names, section, len(met.files), progress)
        unseen = {name: met.files[name] for name in _first_of_each(readings).values()}
        unseen = {name: path for name, path in unseen.items() if not readings[name].passages}
        readings |= _read(pool, unseen, names, section, len(met.files), progress)
    if changed:
        readings = _with_near_copies(readings)
    if not any(reading.passages for reading in readings.values()):
        raise SourceError(_nothing(root, readings, met.accounts))
    return _source(told_apart(readings, names), readings, met.accounts, versions)


def _alone(root: Path, path: Path) -> Met:
    why = unreadable(root, path)
    if why:
        raise SourceError(f"{path} cannot be read: {why}")
    return Met({clean.usable(path.name): path}, [])


def _read(
    pool: ReaderPool,
    files: Mapping[str, Path],
    names: Mapping[str, str],
    section: Chunking,
    total: int,
    progress: Progress,
) -> dict[str, FileReading]:
    """What the pool makes of the files; those that are too large are not opened."""
    sizes = {name: path.stat().st_size for name, path in files.items()}
    jobs = {
        name: FileJob(path, name, sizes[name], names[name])
        for name, path in files.items()
        if sizes[name] <= section.max_file_mb << 20
    }
    found = {
        name: FileReading(
            failed=f"it has {size >> 20} MB; chunking.max_file_mb allows {section.max_file_mb}"
        )
        for name, size in sizes.items()
        if name not in jobs
    }
    done = total - len(jobs)
    for name, reading in zip(jobs, pool.read(list(jobs.values())), strict=True):
        found[name] = reading
        done += 1
        progress(done, total)
    return found


def _unchanged(
    before: Source,
    files: Mapping[str, Path],
    versions: Mapping[str, str],
    names: Mapping[str, str],
) -> dict[str, FileReading]:
    """Readings of the files that are as the index knows them, with the titles that they give."""
    known = {row.id: row for row in before.documents if row.status != "failed"}
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in before.passages:
        passages[passage.document_id].append(passage)
    metadata = {owned.owner: owned.metadata for owned in before.metadata}
    lost: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for failure in before.failures:
        name, _, where = failure.document.rpartition(WITHIN)
        lost[name].append((where, failure.reason))
    found = {}
    for name in known.keys() & files.keys():
        row, raw = known[name], _hash(files[name])
        own = own_title(row.title, names[name])
        if row.sha256 == _digest(raw, versions[name], own, row.title):
            owned = {p.id: metadata[p.id] for p in passages[name] if p.id in metadata}
            reading = FileReading(
                row.title,
                raw,
                row.words,
                tuple(passages[name]),
                metadata.get(name, Metadata()),
                tuple(owned.items()),
                tuple(lost[name]),
            )
            found[name] = retitled(reading, own)
    return found


def _digest(raw: str, version: str, own: str, title: str) -> str:
    """What a document depends on: its bytes, how they are read, a title that is not its own."""
    return sha256(raw, version, *([title] if title != own else []))


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # reading it will say why


def _first_of_each(readings: Mapping[str, FileReading]) -> dict[str, str]:
    """The file that counts, of those that say the same: the first by name."""
    return {
        found.words.removesuffix(NEARLY): name
        for name, found in sorted(readings.items(), reverse=True)
    }


def _with_near_copies(readings: dict[str, FileReading]) -> dict[str, FileReading]:
    """The readings, near copies under the words of the file that counts for them."""
    texts = {name: _text(readings[name].passages) for name in _first_of_each(readings).values()}
    near = {
        readings[name].words: readings[first].words + NEARLY
        for name, first in near_copies(texts).items()
    }
    return {
        name: dataclasses.replace(found, words=near.get(found.words, found.words))
        for name, found in readings.items()
    }


def _text(passages: Iterable[Passage]) -> str:
    """What they say, the title at the head of it left out: a page may have it as its heading."""
    passages = list(passages)
    said = "\n".join(passage.text for passage in passages)
    return said.removeprefix(passages[0].title) if passages else ""


def _source(
    readings: Mapping[str, FileReading],
    given: Mapping[str, FileReading],
    accounts: Iterable[Account],
    versions: Mapping[str, str],
) -> Source:
    """Rows, passages and an account of each file; `given` have the titles that they give."""
    first = _first_of_each(readings)
    rows: list[DocumentRow] = []
    failures: list[Failure] = []
    passages: list[Passage] = []
    metadata: list[Owned] = []
    met = list(accounts)
    for name, reading in readings.items():
        status, why = _status(name, reading, first)
        met.append(Account(name, "read" if status == "ok" else status, why))
        titles = (given[name].title or name, reading.title or name)
        digest = _digest(reading.raw, versions[name], *titles) if status != "failed" else ""
        rows.append(DocumentRow(name, titles[1], digest, status, reading.words))
        failures += [Failure(f"{name}{WITHIN}{line}", reason) for line, reason in reading.lost]
        if status in ("failed", "empty"):
            failures.append(Failure(name, why))
        if status == "ok":
            passages += reading.passages
            metadata += [Owned(name, reading.metadata), *starmap(Owned, reading.owned)]
    return make_source("folder", rows, failures, passages, metadata, met)


def _status(name: str, reading: FileReading, first: Mapping[str, str]) -> tuple[str, str]:
    """Status and reason of a file."""
    if reading.failed:
        return "failed", reading.failed
    counting = first[reading.words.removesuffix(NEARLY)]
    if reading.words and counting != name:
        return "copy", counting
    if not reading.passages:
        return "empty", EMPTY
    kind = "lines" if all(where.startswith("line ") for where, _ in reading.lost) else "parts"
    return "ok", f"{len(reading.lost)} of its {kind} could not be read" if reading.lost else ""


def _nothing(root: Path, readings: Mapping[str, FileReading], accounts: Iterable[Account]) -> str:
    if readings:
        name, reading = min(readings.items())
        return (
            f"none of the {len(readings)} files in {root} could be read; the first, {name}: "
            f"{reading.failed or EMPTY}"
        )
    kinds = f"{root} holds no file of the kinds {', '.join(sorted(KINDS))}"
    met = Counter(account.reason for account in accounts)
    passed = ", ".join(f"{count} {why}" for why, count in met.most_common(5))
    return f"{kinds}; passed over: {passed}" if passed else kinds
