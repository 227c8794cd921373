"""Every file that indexing met as a row, and what would go with an uploaded one."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from app.documents.uploads import FOLDER, uploaded
from graphrag.index import Index
from graphrag.storage.catalog import Catalog

WAITING = "waiting"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A file: what became of it and why, how many passages it has, and whether it was uploaded."""

    path: str
    status: str  # waiting | read | copy | empty | skipped | failed
    reason: str
    passages: int
    uploaded: str  # its path in the folder of uploads; empty where it lies elsewhere


@dataclass(frozen=True, slots=True)
class Loss:
    """What goes with a document: passages, facts, and things that nothing else names."""

    passages: int
    facts: int
    things: tuple[str, ...]


def document_lines(index: Index, folder: Path) -> list[DocumentLine]:
    """What was uploaded and waits to be indexed, then all others sorted by path; folders that were
    passed over are among them."""
    with Catalog(index.directory) as catalog, catalog.snapshot():
        accounts, meta = catalog.accounts(), catalog.meta()
    passages = Counter(index.document_ids)
    corpora = [a.path for a in accounts if a.path.endswith(".jsonl") and a.status == "read"]
    if len(corpora) == 1 and not passages[corpora[0]]:  # its lines are the documents
        files = {a.path for a in accounts}
        lines = sum(count for name, count in passages.items() if name not in files)
        passages[corpora[0]] = lines
    prefix = _prefix(meta, folder)
    names = [path.relative_to(folder / FOLDER).as_posix() for path in uploaded(folder / FOLDER)]
    own = {f"{FOLDER}/" + name if prefix is None else prefix + name: name for name in names}
    waiting = [
        DocumentLine(path, WAITING, "not indexed yet", 0, name)
        for path, name in own.items()
        if path not in {a.path for a in accounts}
    ]
    return waiting + [
        DocumentLine(
            a.path,
            a.status,
            f"the text of {a.reason}" if a.status == "copy" else a.reason,
            passages[a.path],
            own.get(a.path, ""),
        )
        for a in accounts
    ]


def _prefix(meta: dict[str, object], folder: Path) -> str | None:
    """What the ids of uploaded documents begin with; None where none was indexed."""
    sources = meta.get("sources", [])
    where = str((folder / FOLDER).resolve())
    found = [s[1] for s in sources if s[0] == where] if isinstance(sources, list) else []
    return found[0] if found else None


def loss_of(index: Index, document: str) -> Loss:
    """What would go with a document."""
    own = {n for n, name in enumerate(index.document_ids) if name == document}
    facts = sum(int(passage) in own for passage in index.fact_passage)
    spots = zip(index.occ_entity.tolist(), index.occ_passage.tolist(), strict=True)
    inside = {entity for entity, passage in spots if passage in own}
    spots = zip(index.occ_entity.tolist(), index.occ_passage.tolist(), strict=True)
    outside = {entity for entity, passage in spots if entity in inside and passage not in own}
    gone = sorted(index.entities[entity].name for entity in inside - outside)
    return Loss(len(own), facts, tuple(gone))


def as_csv(lines: list[DocumentLine]) -> str:
    """The rows for a spreadsheet, in which no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["path", "status", "reason", "passages"])
    for line in lines:
        cells = (line.path, line.status, line.reason, str(line.passages))
        writer.writerow([cell_text(cell) for cell in cells])
    return out.getvalue()


def cell_text(text: str) -> str:
    """A cell that a spreadsheet shows as it is: one that could be a formula gets an apostrophe."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
