"""One file: from its bytes to its passages. This runs in a process of its own (`pool`)."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphrag.datatypes import Passage
from graphrag.datatypes.metadata import Metadata
from graphrag.errors import DocumentError
from graphrag.settings import Chunking
from indexing.documents import Document
from indexing.fields import iso_date
from indexing.passages import cut
from indexing.readers.formats import read
from indexing.source import sha256, short_title

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FileReading:
    """What came of reading a file; `failed` says why nothing did."""

    title: str = ""
    raw: str = ""  # SHA-256 of the bytes
    words: str = ""  # hash of the words, equal for one text in two formats
    passages: tuple[Passage, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    owned: tuple[tuple[str, Metadata], ...] = ()  # of passages that have their own, by id
    lost: tuple[tuple[str, str], ...] = ()  # (line, reason) of what could not be read of it
    failed: str = ""

    def dump(self) -> bytes:
        """As bytes that `load` takes."""
        return json.dumps(dataclasses.asdict(self)).encode()


def load(raw: bytes) -> FileReading:
    """The inverse of `FileReading.dump`."""
    row: dict[str, Any] = json.loads(raw)
    passages = tuple(Passage(**passage) for passage in row.pop("passages"))
    return FileReading(
        passages=passages,
        metadata=_metadata(row.pop("metadata")),
        owned=tuple((name, _metadata(own)) for name, own in row.pop("owned")),
        lost=tuple((line, why) for line, why in row.pop("lost")),
        **row,
    )


def _metadata(row: dict[str, Any]) -> Metadata:
    fields = tuple((name, value) for name, value in row.pop("fields"))
    return Metadata(fields=fields, **row)


def read_one(path: Path, name: str, section: Chunking, called: str = "") -> FileReading:
    """Read a file, whatever it holds.

    Args:
        name: the document's id; its passages are numbered after it.
        called: what stands for a title where it gives none, in place of its name.
    """
    try:
        return _read(path, name, section, called or path.stem)
    except DocumentError as error:
        return FileReading(failed=str(error))
    except MemoryError:
        return FileReading(
            failed=f"it takes more than {section.max_memory_mb} MB of memory to read"
        )
    except RecursionError:
        return FileReading(failed="it is nested too deep")
    except OSError as error:
        return FileReading(failed=f"it cannot be read ({error.strerror or error})")
    except Exception as error:  # noqa: BLE001 - a format's library met what it does not expect
        return FileReading(failed=f"it cannot be read ({type(error).__name__}: {error})"[:300])


def _read(path: Path, name: str, section: Chunking, called: str) -> FileReading:
    raw = path.read_bytes()
    found = read(path.with_name(called + path.suffix), raw)
    passages: list[Passage] = []
    owned = []
    for document in found.documents:
        named = f"{name}#{document.id}" if document.id else name
        cut_ones = cut(dataclasses.replace(document, id=named), section)
        alone = document.id and len(cut_ones) == 1
        some = [
            dataclasses.replace(
                passage,
                id=named if alone else passage.id,
                document_id=name,
                title=short_title(passage.title),
                section=short_title(passage.section),
            )
            for passage in cut_ones
        ]
        if document.id:
            owned += [(passage.id, _known_of(document)) for passage in some]
        passages += some
    first = found.documents[0] if found.documents else None
    whole = _known_of(first) if first and not first.id else Metadata()
    return FileReading(
        short_title(first.title) if first else "",
        sha256(raw),
        _words(passages),
        tuple(passages),
        dataclasses.replace(whole, path=name, folder=name.rpartition("/")[0]),
        tuple((owner, own) for owner, own in owned if own != Metadata()),
        found.lost,
    )


def _known_of(document: Document) -> Metadata:
    fields = tuple(sorted(document.fields.items()))
    return Metadata(date=iso_date(document.date), author=document.author, fields=fields)


def _words(passages: Sequence[Passage]) -> str:
    """Hash of the words in order, whatever stands between them; empty where there are none. A title
    that is said once more at the head of the text does not count.
    """
    said = [word for passage in passages for word in _WORD.findall(passage.text.casefold())]
    title = _WORD.findall(passages[0].title.casefold()) if passages else []
    if title and said[: len(title)] == title and len(said) > len(title):
        said = said[len(title) :]
    return sha256(" ".join(said)) if said else ""
