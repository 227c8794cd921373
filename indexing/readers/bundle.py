"""Archives of files (.zip): each file in them that a reader knows is a document of its own.

They are opened within the limits that an archive of a document has, and in the time and memory that
one file may take; an archive in an archive stays closed.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from graphrag.errors import DocumentError
from indexing.clean import usable
from indexing.documents import Document
from indexing.readers.zipped import archive

MOST_FILES = 2_000
Held = Callable[[Path, Callable[[], bytes]], list[Document]]


def read_zip(path: Path, raw: bytes, held: Held) -> list[Document]:
    """The documents in an archive, called by their paths in it.

    Args:
        held: the documents in a file by its path and a function that gives its bytes; none where it
            cannot be read, which `held` accounts for.

    Raises:
        DocumentError: it is damaged, unpacks to too much or holds too many files.
    """
    found: dict[str, Document] = {}
    with archive(raw, "an archive") as parts:
        files = [item for item in parts.items if not item.is_dir()]
        if len(files) > MOST_FILES:
            raise DocumentError(f"it holds {len(files)} files; at most {MOST_FILES} are read")
        for item in files:
            name = PurePosixPath(usable(item.filename.replace("\\", "/")).lstrip("/"))

            def content(item: zipfile.ZipInfo = item, name: PurePosixPath = name) -> bytes:
                if why := _passed_over(item, name):
                    raise DocumentError(why)
                return parts.read(item)

            for document in held(Path(name), content):
                own = f"{name}#{document.id}" if document.id else str(name)
                while own in found:
                    own += "'"  # two files of one name
                found[own] = replace(document, id=own)
    return list(found.values())


def _passed_over(item: zipfile.ZipInfo, name: PurePosixPath) -> str:
    """Why a file is not read; empty where it is."""
    if any(part.startswith(".") for part in name.parts) or name.parts[:1] == ("__MACOSX",):
        return "hidden"
    if item.flag_bits & 1:
        return "it is encrypted"
    if stat.S_ISLNK(item.external_attr >> 16):
        return "a link"
    if name.suffix.lower() == ".zip":
        return "an archive in an archive is not opened"
    return ""
