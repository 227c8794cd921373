"""Vectors from a model on any OpenAI-compatible server (POST {base_url}/embeddings).

The server counts tokens its own way; here texts are only kept from being absurdly long.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from graphrag import settings
from graphrag.embedding.protocol import Floats
from graphrag.errors import SettingsError
from graphrag.llm.wire.connection import Address, Connection
from graphrag.llm.wire.embeddings import embed

CHARACTERS_PER_TOKEN = 32
RETRIES = 4  # further attempts after a failure that may pass, within the timeout


class OpenAICompatible:
    """Implements `Embedder`. A model change behind an unchanged name cannot be noticed."""

    def __init__(self, section: settings.Embedding, retries: int = RETRIES) -> None:
        """Check the section; nothing is sent yet.

        Raises:
            SettingsError: no model is named, or a number or the address is not usable.
        """
        if not section.model:
            raise SettingsError("embedding.provider=openai needs embedding.model")
        if section.batch < 1 or section.max_tokens < 1:
            raise SettingsError("embedding.batch and embedding.max_tokens are 1 or more")
        self.name = section.model
        self._section = section
        address = Address(section.base_url, section.key_env, section.timeout, retries)
        self._connection = Connection(address.as_azure())

    @cached_property
    def dimension(self) -> int:
        """Length of a vector, asked of the server once."""
        return len(embed(self._connection, self.name, ["dimension"], 0)[0])

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the model's name, the dimension and the length at which texts are cut."""
        parts = ["openai-compatible", self.name, str(self.dimension), str(self._section.max_tokens)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def encode(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> Floats:
        """See `Embedder.encode`.

        Raises:
            LLMError: the server failed or sent vectors that are not usable.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), self._section.batch):
            batch = [self._sendable(text) for text in texts[start : start + self._section.batch]]
            found = embed(self._connection, self.name, batch, self.dimension)
            rows = np.array(found, dtype=np.float64)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            vectors[start : start + len(batch)] = rows
            if progress is not None:
                progress(len(batch))
        return vectors

    def _sendable(self, text: str) -> str:
        """Cut, without lone surrogates, and never empty: servers refuse empty input."""
        cut = text[: self._section.max_tokens * CHARACTERS_PER_TOKEN]
        return cut.encode("utf-8", "replace").decode() or " "
