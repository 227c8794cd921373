"""Where each passage comes from, as a derived file: distinct records and a number a passage."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes.metadata import COPIES, NEARLY, Metadata
from graphrag.storage import packing
from graphrag.storage.catalog import Content


def save_metadata(path: Path, content: Content) -> None:
    """Write each passage's record: its document's, and what it has of its own over that."""
    owned = {item.owner: item.metadata for item in content.metadata}
    copies = _copies(content)
    known: dict[Metadata, int] = {}
    numbers, nothing = [], Metadata()
    for passage in content.passages:
        whole, own = owned.get(passage.document_id, nothing), owned.get(passage.id, nothing)
        found = nothing if whole is own is nothing else _over(whole, own)
        if passage.document_id in copies:
            fields = {**dict(found.fields), COPIES: copies[passage.document_id]}
            found = dataclasses.replace(found, fields=tuple(sorted(fields.items())))
        numbers.append(known.setdefault(found, len(known)))
    rows = [json.dumps(dataclasses.astuple(record)) for record in known]
    record = {"record": np.array(numbers, dtype=np.int32)}
    packing.save_arrays(path, record | packing.pack_strings("records", rows))


def load_metadata(path: Path) -> tuple[list[Metadata], NDArray[np.int32]]:
    """The records, and (P,) which is each passage's.

    Raises:
        DamagedIndex: the file is damaged.
    """
    arrays = packing.load_arrays(path)
    records = []
    for row in packing.unpack_strings("records", arrays):
        path_, folder, date, author, fields = json.loads(row)
        pairs = tuple((name, value) for name, value in fields)
        records.append(Metadata(path_, folder, date, author, pairs))
    return records, arrays["record"]


def _over(whole: Metadata, own: Metadata) -> Metadata:
    fields = tuple(sorted({**dict(whole.fields), **dict(own.fields)}.items()))
    return Metadata(
        own.path or whole.path,
        own.folder or whole.folder,
        own.date or whole.date,
        own.author or whole.author,
        fields,
    )


def _copies(content: Content) -> dict[str, str]:
    """The copies of each document that has any, by its id."""
    same: dict[str, list[str]] = defaultdict(list)
    for row in content.documents:
        if row.status == "copy":
            same[row.words.removesuffix(NEARLY)].append(row.id)
    return {
        row.id: "; ".join(same[row.words])
        for row in content.documents
        if row.status == "ok" and row.words in same
    }
