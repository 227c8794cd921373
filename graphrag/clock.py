"""The stages of a question: each timed, and told of as soon as it has ended.

    understanding > signals > facts > edges > walk > rank > reranking > evidence > reading

`understanding`, `facts`, `edges` and `reranking` are a language model's, where it has them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StageEnded:
    """A stage that has just ended, and the milliseconds it took."""

    stage: str
    ms: float


OnStage = Callable[[StageEnded], object]  # called in the thread that asks


class StageClock:
    """Measures the stages of one retrieval."""

    def __init__(self, on_stage: OnStage | None = None) -> None:
        self._told = on_stage
        self._spans: dict[str, float] = {}
        self._since = time.perf_counter()

    def ended(self, stage: str) -> None:
        """What ran since the last stage was this one. What is told of it takes none of its time."""
        ms = 1000 * (time.perf_counter() - self._since)
        self._spans[stage] = ms
        if self._told is not None:
            self._told(StageEnded(stage, ms))
        self._since = time.perf_counter()

    def timings(self) -> dict[str, float]:
        """Milliseconds by stage, and their total."""
        return self._spans | {"total": sum(self._spans.values())}
