"""What every encoder offers.

Implementations: `graphrag.embedding.minilm.MiniLM`, and
`graphrag.embedding.openai_compatible.OpenAICompatible`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors of length one. A text's vector depends on that text alone."""

    @property
    def name(self) -> str:
        """The model's name, for people."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def fingerprint(self) -> str:
        """Hash of everything that decides a vector; two indexes mix only when theirs agree."""

    def encode(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> Floats:
        """Encode any strings, the empty one and lone surrogates included.

        Args:
            texts: n strings; longer ones are cut at the encoder's limit.
            progress: called, from the calling thread, with the number of texts finished since
                its last call.

        Returns:
            float32 (n, dimension), each row of Euclidean length 1.

        Raises:
            GraphRAGError: the encoder cannot work.
        """
