"""Encoders: texts in, vectors of length one out."""

from __future__ import annotations

from graphrag import settings
from graphrag.embedding.protocol import Embedder, Floats
from graphrag.language.scripts import is_latin

__all__ = ["Embedder", "Floats", "knows_script", "open_embedder"]


def open_embedder(section: settings.Embedding, *, later: bool = False) -> Embedder:
    """The encoder that `section.provider` names.

    Args:
        section: which one, and how.
        later: it may read its files when it is first used.

    Raises:
        WeightsError: the bundled encoder's files are missing or damaged.
        SettingsError: a setting is out of range.
    """
    if section.provider == "openai":
        from graphrag.embedding.openai_compatible import OpenAICompatible

        return OpenAICompatible(section)
    from graphrag.embedding.minilm import MiniLM

    return MiniLM(section, later=later)


def knows_script(provider: str, text: str) -> bool:
    """Whether the encoder reads the script that `text` is written in; the bundled one, Latin."""
    return provider != "minilm" or is_latin(text)
