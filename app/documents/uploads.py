"""Files that were handed over in the browser: a folder beside the catalog, and what may enter it.

Names keep their folders (a zip's) but never leave the folder; a file whose content is there already
is not kept twice; size, count and the ratio of a zip are capped before anything is written.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graphrag.errors import SourceError
from graphrag.language.plain import plain

FOLDER = "uploads"
MOST_FILES = 2_000
MOST_BYTES = 200 * 1024 * 1024  # of one upload, unpacked
MOST_RATIO = 100  # unpacked to packed bytes of a zip
_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one upload."""

    new: tuple[str, ...]
    known: tuple[str, ...]  # their content was there already


def keep(folder: Path, files: list[tuple[str, bytes]]) -> Kept:
    """Write the files, and what is in those that are zips, under `folder`.

    Raises:
        SourceError: there are too many, they are too large, or a zip is damaged or a bomb.
    """
    unpacked = [file for name, data in files for file in _unpacked(name, data)]
    if len(unpacked) > MOST_FILES:
        raise SourceError(f"{len(unpacked):,} files are more than the {MOST_FILES:,} of one upload")
    if sum(len(data) for _, data in unpacked) > MOST_BYTES:
        raise SourceError(f"the files are larger than {MOST_BYTES // 1024**2} MB together")
    hashes = {_digest(path.read_bytes()) for path in uploaded(folder)}
    new, known = [], []
    for name, data in unpacked:
        digest = _digest(data)
        if digest in hashes:
            known.append(name)
            continue
        hashes.add(digest)
        target = folder / safe_name(name)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.write_bytes(data)
        new.append(safe_name(name))
    return Kept(tuple(new), tuple(known))


def uploaded(folder: Path) -> list[Path]:
    """Every file there, by name."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def safe_name(name: str) -> str:
    """A relative path that stays inside, without signs that a file system or a reader minds."""
    parts = [_UNSAFE.sub("_", plain(part)).strip(" .")[:120] for part in name.split("/")]
    kept = [part for part in parts if part]
    return str(PurePosixPath(*kept)) if kept else "unnamed"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file itself, or the files in a zip that is no document."""
    if not name.lower().endswith(".zip"):
        yield name, data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
            size = sum(one.file_size for one in inside)
            if len(inside) > MOST_FILES or size > min(MOST_BYTES, MOST_RATIO * len(data) + 10_000):
                raise SourceError(f"{name[:80]} unpacks to more than an upload may hold")
            for one in inside:
                with archive.open(one) as stream:
                    read = stream.read(one.file_size + 1)
                if len(read) > one.file_size:
                    raise SourceError(f"{name[:80]} unpacks to more than it says")
                yield one.filename, read
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SourceError(f"{name[:80]} cannot be unpacked: {error}") from error
