"""Index a data set's corpus the way a user does, in a process of its own, and measure it.

A process of its own makes the peak memory that of indexing alone. The questions never get near it:
it is given a file of `{"id", "title", "text"}` lines.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.questions import Dataset
from graphrag.errors import GraphRAGError, SourceError
from graphrag.index import Index
from graphrag.storage.stats import read_stats


@dataclass(frozen=True, slots=True)
class IndexingCost:
    """Wall-clock seconds and peak memory of the run that made an index."""

    seconds: float
    peak_memory_mb: float


def write_corpus(dataset: Dataset, out: Path) -> Path:
    """The corpus as JSON lines, named by its content; written once."""
    lines = [
        json.dumps({"id": p.id, "title": p.title, "text": p.text}, ensure_ascii=False)
        for p in dataset.passages
    ]
    text = "\n".join(lines) + "\n"
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
    path = out / f"corpus-{digest}.jsonl"
    if not path.is_file():
        out.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_text(text, encoding="utf-8", errors="replace")
        partial.replace(path)
    return path


def build(corpus: Path, directory: Path, options: Sequence[str]) -> IndexingCost | None:
    """Run `graphrag index CORPUS --index DIRECTORY`, with `options` such as `--set a.b=c`.

    The cost is kept beside the index; a run that found nothing to do returns the kept one, and
    None when there is none or when the index was continued after an interruption.

    Raises:
        GraphRAGError: indexing failed; its own message is on standard error.
    """
    kept = directory.with_name(f"{directory.name}.cost.json")
    fresh = not directory.exists()
    command = [sys.executable, "-m", "graphrag", "index", str(corpus), "--index", str(directory)]
    start = time.perf_counter()
    child = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if child.returncode:
        raise GraphRAGError(f"indexing {corpus.name} failed; see the message above.")
    if fresh:
        # ru_maxrss counts kilobytes on Linux and bytes on macOS.
        scale = 1024.0 if sys.platform != "darwin" else 1024.0 * 1024.0
        cost = {"seconds": seconds, "peak_memory_mb": used.ru_maxrss / scale}
        kept.write_text(json.dumps(cost), encoding="utf-8")
    if not kept.is_file():
        return None
    return IndexingCost(**json.loads(kept.read_text(encoding="utf-8")))


def check_same_corpus(dataset: Dataset, index: Index) -> tuple[str, ...]:
    """Notes about passages that the index lacks or has besides.

    Raises:
        SourceError: the index holds none of the data's passages.
    """
    wanted = {passage.id for passage in dataset.passages}
    held = set(index.passage_ids)
    if not wanted & held:
        raise SourceError(
            f"the index {index.directory} holds none of the passages of {dataset.name}; leave out "
            "--index to have one made."
        )
    notes = []
    if wanted - held:
        notes.append(f"{len(wanted - held)} passages of the data are not in the index")
    if held - wanted:
        notes.append(f"{len(held - wanted)} passages of the index are not in the data")
    return tuple(notes)


def describe(index: Index, cost: IndexingCost | None) -> dict[str, float | int | str]:
    """What the report says about the index."""
    stats = read_stats(index.directory)
    said: dict[str, float | int | str] = {
        "generation": stats.generation,
        "passages": stats.passages,
        "sentences": stats.sentences,
        "entities": stats.entities,
        "facts": stats.facts,
        **{f"{kind} edges": count for kind, count in stats.edges.items()},
        "embedder": stats.embedder,
        "extractor": stats.extractor,
    }
    if cost is not None:
        said["seconds to index"] = cost.seconds
        said["peak memory of indexing, MB"] = cost.peak_memory_mb
    return said
