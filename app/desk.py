"""The index behind the pages, the API and the tools: opened once, and again when it has changed.

One process serves one index. It is opened when the process starts, by whoever asks first where
nothing started it. A new generation is opened and warmed beside it, and takes its place when it is
ready; who asks meanwhile waits for it a little, then is answered from the one before.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from app.ask.examples import kept_examples
from app.turns import Turns
from graphrag.cli.opening import open_for
from graphrag.errors import GraphRAGError
from graphrag.index import Index
from graphrag.storage.catalog import Catalog
from graphrag.storage.stats import Stats, read_stats
from graphrag.warm import warm_up

INDEX_VARIABLE = "GRAPHRAG_INDEX"  # set by `graphrag ui --index DIR`
SETTINGS_VARIABLE = "GRAPHRAG_SETTINGS"  # set by `graphrag ui`: {"toml": file, "pairs": […]}
PATIENCE = 0.5  # seconds that a question waits for a new generation
EXAMPLES = 5.0  # that a page waits for questions to offer
LONG = 60.0  # that a page waits which is about what changed


@dataclass(slots=True)
class Desk:
    """What one process serves."""

    directory: Path
    toml: Path | None = None
    pairs: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()  # on the page, beside them
    turns: Turns = field(default_factory=Turns)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _renewing: threading.Thread | None = None
    _index: Index | None = None
    _stats: Stats | None = None
    _asking: threading.Lock = field(default_factory=threading.Lock)
    _making: threading.Thread | None = None
    _examples: tuple[int, list[str]] | None = None

    def index(self, patience: float = PATIENCE) -> Index:
        """The index at its latest generation, warm; the one before while that takes longer.

        Raises:
            GraphRAGError: it cannot be opened.
        """
        with self._lock:
            if self._index is None:
                self._index = open_for(self.directory, self.toml, (*self.pairs, *self.chosen))
            held, renewing = self._index, self._renewing
            if renewing is None or not renewing.is_alive():
                with Catalog(self.directory) as catalog:
                    if catalog.generation == held.generation:
                        return held
                renewing = threading.Thread(target=self._renew, args=(held,), daemon=True)
                self._renewing = renewing
                renewing.start()
        renewing.join(patience)
        with self._lock:
            return self._index or held

    def _renew(self, held: Index) -> None:
        """Put the newest generation in the place of `held`, unless another has taken it."""
        try:
            newest = warm_up(held.refresh())
        except GraphRAGError as error:
            logging.getLogger(__name__).warning("the new generation cannot be opened: %s", error)
            return
        with self._lock:
            if self._index is held:
                self._index = newest

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

    def examples(self, patience: float = EXAMPLES) -> list[str]:
        """Questions that this index answers: made once a generation, where a turn is left over, and
        kept beside it; those of the generation before, or none, while that takes longer.

        Raises:
            GraphRAGError: it cannot be opened.
        """
        index = self.index()
        with self._asking:
            if self._examples is not None and self._examples[0] == index.generation:
                return self._examples[1]
            making = self._making
            if making is None or not making.is_alive():
                making = threading.Thread(target=self._make, args=(index,), daemon=True)
                self._making = making
                making.start()
        making.join(patience)
        with self._asking:
            return self._examples[1] if self._examples else []

    def _make(self, index: Index) -> None:
        """Find the questions that are offered."""
        try:
            found = kept_examples(self.folder, index, self.turns.spare)
        except GraphRAGError as error:
            logging.getLogger(__name__).warning("no example questions: %s", error)
            return
        with self._asking:
            self._examples = (index.generation, found)

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
