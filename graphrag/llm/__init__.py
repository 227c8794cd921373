"""Language models behind any OpenAI-compatible server; the one place that imports `openai`."""

from __future__ import annotations

from pathlib import Path

from graphrag import settings
from graphrag.errors import SettingsError
from graphrag.llm.kept.cache import ReplyCache
from graphrag.llm.kept.replies_file import replies_file
from graphrag.llm.model import LanguageModel
from graphrag.llm.replies import Reply, Usage

__all__ = ["LanguageModel", "Reply", "ReplyCache", "Usage", "open_llm", "replies_file"]


def open_llm(section: settings.LLM, cache: Path | None = None, run: str = "") -> LanguageModel:
    """The language model that `section` names; nothing is sent before the first question.

    Args:
        section: the server, the model and their limits.
        cache: SQLite file that keeps every usable reply and the ledger, such as
            `replies_file(index_directory)`; None: nothing is kept.
        run: under which name its calls stand in the ledger; empty: one made of the time.

    Raises:
        SettingsError: no model is named, or a setting is out of range.
        LLMError: the cache file is not usable.
    """
    if not section.model:
        raise SettingsError("no language model is set; name one with --set llm.model=NAME")
    return LanguageModel(section, cache, run)
