"""A folder of documents: each file is read, or listed with the reason why it was not."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from graphrag.datatypes import Passage
from graphrag.errors import DocumentError, IndexError_, SourceError
from graphrag.settings import Chunking
from graphrag.storage.catalog import FILE as CATALOG
from graphrag.storage.catalog import Catalog, DocumentRow, Failure
from indexing import chunking, clean
from indexing.chunking import check_section, cut
from indexing.readers import formats, html, lines, markdown, office
from indexing.readers.formats import READERS, read
from indexing.source import Source, code_hash, make_source, sha256

Known = dict[str, tuple[DocumentRow, list[Passage]]]


def read_files(
    root: Path,
    only: Path | None,
    section: Chunking,
    index: Path,
    progress: Callable[[int, int], None],
) -> Source:
    """Read the files below `root` whose format is known, or `only` that one.

    A document's id is its path relative to `root`; its passages are numbered after it. A file whose
    bytes and settings are those of the index is not read again.

    Raises:
        SourceError: no file could be read.
    """
    check_section(section)
    files = [only] if only else sorted(_walk(root, index))
    version = code_hash(formats, html, lines, markdown, office, chunking, clean) + repr(section)
    known = _known(index)
    rows: dict[str, DocumentRow] = {}
    failures: list[Failure] = []
    passages: list[Passage] = []
    for done, path in enumerate(files, 1):
        name = clean.usable(path.relative_to(root).as_posix())
        try:
            if name in rows:
                raise DocumentError("another file's name reads the same")
            row, found = _read(root, path, name, section, version, known)
        except DocumentError as error:
            row, found = DocumentRow(name, name, "", "failed"), []
            failures.append(Failure(name, str(error)))
        if row.status == "empty":
            failures.append(Failure(name, "it holds no text"))
        rows.setdefault(name, row)
        passages += found
        progress(done, len(files))
    if not passages:
        raise SourceError(_nothing(root, failures))
    return make_source("folder", list(rows.values()), failures, passages)


def _walk(root: Path, index: Path) -> Iterator[Path]:
    """Files of known formats; hidden ones, and the index itself, are passed over."""
    for folder, folders, names in os.walk(root):
        here = Path(folder)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() != index.resolve()
        ]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in READERS:
                yield here / name


def _read(
    root: Path, path: Path, name: str, section: Chunking, version: str, known: Known
) -> tuple[DocumentRow, list[Passage]]:
    raw = _bytes(root, path, section.max_file_mb)
    digest = sha256(raw, version)
    if name in known and known[name][0].sha256 == digest:
        return known[name]
    passages, title = [], ""
    for document in read(path, raw):
        title = title or document.title
        named = f"{name}#{document.id}" if document.id else name
        found = cut(replace(document, id=named), section)
        alone = document.id and len(found) == 1
        passages += [
            replace(passage, id=named if alone else passage.id, document_id=name)
            for passage in found
        ]
    return DocumentRow(name, title, digest, "ok" if passages else "empty"), passages


def _bytes(root: Path, path: Path, most_mb: int) -> bytes:
    """The file's content.

    Raises:
        DocumentError: it leads out of the folder, is no plain file, too large or unreadable.
    """
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise DocumentError("it is a link that leads out of the folder")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError("it is not a plain file")
        if status.st_size > most_mb << 20:
            raise DocumentError(
                f"it has {status.st_size >> 20} MB; chunking.max_file_mb allows {most_mb}"
            )
        return path.read_bytes()
    except (OSError, RuntimeError) as error:
        raise DocumentError(f"it cannot be read ({error})") from error


def _known(index: Path) -> Known:
    """Documents and passages of the index as it is; nothing where there is none to use."""
    if not (index / CATALOG).is_file():
        return {}
    try:
        with Catalog(index) as catalog:
            rows, passages = catalog.documents(), catalog.content().passages
    except IndexError_:
        return {}  # opening it for writing says what is wrong
    found: Known = {row.id: (row, []) for row in rows if row.status != "failed"}
    for passage in passages:
        if passage.document_id in found:
            found[passage.document_id][1].append(passage)
    return found


def _nothing(root: Path, failures: list[Failure]) -> str:
    if not failures:
        return f"{root} holds no file of the kinds {', '.join(sorted(READERS))}"
    first = failures[0]
    return (
        f"none of the {len(failures)} files in {root} could be read; "
        f"the first, {first.document}: {first.reason}"
    )
