"""Index the uploaded files, or correct names, in a process of its own, and say in a file how far
it is.

    python -m app.documents.run JOB.json

The file names the index, the folder and the settings; it is written anew as the work goes on, so
that any page may read it, before and after a reload.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from graphrag.errors import GraphRAGError
from indexing.build import build_index
from indexing.correcting import correct, settings_of
from indexing.corrections import Correction

EVERY = 0.3  # seconds between two writings


def main(file: Path) -> None:
    """Do the job of the file."""
    job: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    told = _Telling(file, job | {"pid": os.getpid(), "state": "running"})
    told.write()
    try:
        directory, toml = Path(job["directory"]), job["toml"]
        settings = settings_of(directory, Path(toml) if toml else None, job["pairs"])
        if correction := job.get("correction"):
            wanted = None if correction["do"] == "undo" else Correction(**correction)
            report = correct(directory, wanted, settings, told)
            told.end("done", f"the index has {report.entities:,} things now.")
            return
        report = build_index(
            job["source"], directory, settings, add=True, prune=True, progress=told
        )
        said = f"{report.added:,} added, {report.updated:,} updated, {report.removed:,} removed"
        told.end("done", f"{said}; the index holds {report.documents:,} documents now.")
    except (GraphRAGError, OSError) as error:
        told.end("failed", str(error))


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

    def end(self, state: str, said: str) -> None:
        self._job |= {"state": state, "said": said}
        self.write()

    def write(self) -> None:
        self._last = self._job["told"] = time.time()
        partial = self._file.with_suffix(".partial")
        partial.write_text(json.dumps(self._job), encoding="utf-8")
        os.replace(partial, self._file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
