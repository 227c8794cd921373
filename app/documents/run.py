"""Index documents, or correct names, in a process of its own, and say in a file how far it is.

    python -m app.documents.run JOB.json

The file names the index, the work and the settings; it is written anew as the work goes on, so that
any page may read it, before and after a reload. What a language model would cost is said first.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.documents.uploads import FOLDER
from graphrag.cli.index import plan_rows
from graphrag.errors import GraphRAGError, SourceError
from graphrag.settings import Settings
from graphrag.storage.catalog import Catalog
from indexing.build import build_index
from indexing.checking import uses_model
from indexing.correcting import correct, settings_of
from indexing.corrections import Correction
from indexing.llm.dry_run import plan_index
from indexing.llm.estimate import Estimate
from indexing.report import BuildReport

EVERY = 0.3  # seconds between two writings


def main(file: Path) -> None:
    """Do the job of the file."""
    job: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    told = _Telling(file, job | {"pid": os.getpid(), "state": "running"})
    told.write()
    try:
        directory, toml = Path(job["directory"]), job["toml"]
        settings = settings_of(directory, Path(toml) if toml else None, job["pairs"])
        work, uploads = job["work"], file.parent / FOLDER
        sources = _sources(work["do"], directory, uploads)
        if uses_model(settings) and not job["agreed"]:
            plan = _plan(sources, directory, settings, told, retry=work["do"] == "update")
            if plan.calls:
                told.end("asking", settings.llm.model, plan_rows(plan, settings.llm))
                return
        if sources == [None]:
            wanted = None if work["do"] == "undo" else Correction(**work)
            report = correct(directory, wanted, settings, told)
            told.end("done", f"the index has {report.entities:,} things now.")
            return
        told.end("done", _said([_build(s, directory, settings, work, told) for s in sources]))
    except (GraphRAGError, OSError) as error:
        told.end("failed", str(error))


def _sources(do: str, directory: Path, uploads: Path) -> list[Path | None]:
    """What is read: the uploads, every source that is there, or nothing anew (None)."""
    if do == "uploads":
        return [uploads]
    if do != "update":
        return [None]
    with Catalog(directory) as catalog:
        named = [Path(path) for path, *_ in catalog.meta().get("sources", [])]
    named = list(dict.fromkeys([*named, *([uploads.resolve()] if uploads.exists() else [])]))
    there = [path for path in named if path.exists()]
    if not there:
        raise SourceError("none of the folders that the index was made of is there any more")
    return list(there)


def _plan(
    sources: list[Path | None], directory: Path, settings: Settings, told: _Telling, *, retry: bool
) -> Estimate:
    """What a language model would be asked; of several sources the sum, which is not too little."""
    plans = [
        plan_index(source, directory, settings, retry_failed=retry, add=True, prune=True,
                   progress=told)
        for source in sources
    ]  # fmt: skip
    sums = ("new", "calls", "prompt_tokens", "completion_tokens", "cost", "seconds")
    added = {name: sum(getattr(plan, name) for plan in plans) for name in sums}
    return dataclasses.replace(plans[-1], **added)


def _build(
    source: Path | None,
    directory: Path,
    settings: Settings,
    work: Mapping[str, str],
    told: _Telling,
) -> BuildReport:
    """What was uploaded may go as well; of other folders a tenth at most: a disk may be missing."""
    uploads = source is not None and source.name == FOLDER
    return build_index(
        source,
        directory,
        settings,
        retry_failed=uses_model(settings) and work["do"] == "update",
        add=True,
        prune=uploads,
        progress=told,
    )


def _said(reports: list[BuildReport]) -> str:
    added, updated, removed = (
        sum(getattr(report, name) for report in reports) for name in ("added", "updated", "removed")
    )
    said = f"{added:,} added, {updated:,} updated, {removed:,} removed"
    return f"{said}; the index holds {reports[-1].documents:,} documents now."


class _Telling:
    """Writes the state of the job; called as the build's progress."""

    def __init__(self, file: Path, job: dict[str, Any]) -> None:
        self._file, self._job = file, job
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.time()
        if stage != self._job.get("stage"):
            self._job |= {"stage": stage, "stage_started": now}
        self._job |= {"done": done, "total": total}
        if now - self._last >= EVERY:
            self.write()

    def end(self, state: str, said: str, plan: list[tuple[str, str]] | None = None) -> None:
        self._job |= {"state": state, "said": said, "plan": plan or []}
        self.write()

    def write(self) -> None:
        self._last = self._job["told"] = time.time()
        partial = self._file.with_suffix(".partial")
        partial.write_text(json.dumps(self._job), encoding="utf-8")
        os.replace(partial, self._file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
