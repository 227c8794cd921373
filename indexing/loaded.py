"""What a generation has read of its passages so far: no more than it needs, and that once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from graphrag.datatypes import Passage, PassageExtraction
from indexing.said_names import SaidNames, say

Load = Callable[[Sequence[int]], Sequence[PassageExtraction]]


class Read:
    """Extractions and sayings by position, loaded when they are asked for."""

    def __init__(self, passages: Sequence[Passage], load: Load) -> None:
        self._passages = passages
        self._load = load
        self._extractions: dict[int, PassageExtraction] = {}
        self._sayings: dict[int, SaidNames] = {}

    def need(self, positions: Iterable[int]) -> None:
        """Load what is not there yet, at once."""
        missing = sorted(set(positions) - self._extractions.keys())
        self._extractions.update(zip(missing, self._load(missing), strict=True))

    def extraction(self, position: int) -> PassageExtraction:
        """Of one passage."""
        if position not in self._extractions:
            self.need([position])
        return self._extractions[position]

    def saying(self, position: int) -> SaidNames:
        """Of one passage."""
        if position not in self._sayings:
            self._sayings[position] = say(self._passages[position], self.extraction(position))
        return self._sayings[position]
