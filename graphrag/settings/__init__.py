"""One frozen settings object of frozen sections, read from TOML and `section.key=value` pairs."""

from graphrag.settings.loading import describe, load_settings, recorded, update
from graphrag.settings.needs import require_model, stages_on
from graphrag.settings.sections import (
    LLM,
    Asking,
    Chunking,
    Embedding,
    Extraction,
    Linking,
    Reading,
    Reranking,
    Settings,
    Store,
    Walk,
    Weighting,
)

__all__ = [
    "LLM",
    "Asking",
    "Chunking",
    "Embedding",
    "Extraction",
    "Linking",
    "Reading",
    "Reranking",
    "Settings",
    "Store",
    "Walk",
    "Weighting",
    "describe",
    "load_settings",
    "recorded",
    "require_model",
    "stages_on",
    "update",
]
