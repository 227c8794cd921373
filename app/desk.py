"""The index behind the pages, the API and the tools: opened once, and again when it has changed.

One process serves one index. It is opened when the process starts, by whoever asks first where
nothing started it, and a new generation replaces it for the next question.
"""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from app.ask.examples import example_questions
from graphrag.cli.opening import open_for
from graphrag.index import Index
from graphrag.storage.stats import Stats, read_stats

INDEX_VARIABLE = "GRAPHRAG_INDEX"  # set by `graphrag ui --index DIR`
SETTINGS_VARIABLE = "GRAPHRAG_SETTINGS"  # set by `graphrag ui`: {"toml": file, "pairs": […]}


@dataclass(slots=True)
class Desk:
    """What one process serves."""

    directory: Path
    toml: Path | None = None
    pairs: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()  # on the page, beside them
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _index: Index | None = None
    _stats: Stats | None = None
    _examples: tuple[int, list[str]] | None = None

    def index(self) -> Index:
        """The index at its latest generation, warm.

        Raises:
            GraphRAGError: it cannot be opened.
        """
        with self._lock:
            if self._index is None:
                self._index = open_for(self.directory, self.toml, (*self.pairs, *self.chosen))
            self._index = self._index.refresh()
            return self._index

    def choose(self, pairs: tuple[str, ...]) -> None:
        """Search by these settings from now on, in the place of those chosen before.

        Raises:
            SettingsError: one is unusable, or needs a language model and none is named.
            GraphRAGError: the index cannot be opened with them.
        """
        index = open_for(self.directory, self.toml, (*self.pairs, *pairs))
        with self._lock:
            self.chosen, self._index = pairs, index

    def stats(self) -> Stats:
        """Its counts.

        Raises:
            GraphRAGError: it cannot be read.
        """
        generation = self.index().generation
        with self._lock:
            if self._stats is None or self._stats.generation != generation:
                self._stats = read_stats(self.directory)
            return self._stats

    def examples(self) -> list[str]:
        """Questions that this index answers, made when first asked for.

        Raises:
            GraphRAGError: it cannot be opened.
        """
        index = self.index()
        with self._lock:
            if self._examples is None or self._examples[0] != index.generation:
                self._examples = (index.generation, example_questions(index))
            return self._examples[1]

    @property
    def folder(self) -> Path:
        """Where history, feedback and uploaded files lie: beside the catalog."""
        return self.directory / "workbench"


def desk() -> Desk:
    """The desk of this process, as its environment names it."""
    return _desk(os.environ.get(INDEX_VARIABLE, "index"), os.environ.get(SETTINGS_VARIABLE, "{}"))


@cache
def _desk(directory: str, settings: str) -> Desk:
    chosen = json.loads(settings)
    toml = chosen.get("toml")
    return Desk(
        Path(directory).resolve(), Path(toml) if toml else None, tuple(chosen.get("pairs", ()))
    )
