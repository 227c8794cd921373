"""Encoders: texts in, vectors of length one out."""

from __future__ import annotations

from graphrag import settings
from graphrag.embedding.protocol import Embedder, Floats

__all__ = ["Embedder", "Floats", "open_embedder"]


def open_embedder(section: settings.Embedding) -> Embedder:
    """The encoder that `section.provider` names.

    Raises:
        WeightsError: the bundled encoder's files are missing or damaged.
        SettingsError: a setting is out of range.
    """
    if section.provider == "openai":
        from graphrag.embedding.openai_compatible import OpenAICompatible

        return OpenAICompatible(section)
    from graphrag.embedding.minilm import MiniLM

    return MiniLM(section)
