"""Language models behind any OpenAI-compatible server; the one place that imports `openai`.

Names load when first used: an index holds the door to a model that most questions never open.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphrag import settings
from graphrag.errors import SettingsError

if TYPE_CHECKING:
    from graphrag.llm.kept.cache import ReplyCache as ReplyCache
    from graphrag.llm.kept.replies_file import replies_file as replies_file
    from graphrag.llm.model import LanguageModel as LanguageModel
    from graphrag.llm.replies import Reply as Reply
    from graphrag.llm.replies import Usage as Usage

_HOMES = {
    "LanguageModel": "graphrag.llm.model",
    "Reply": "graphrag.llm.replies",
    "ReplyCache": "graphrag.llm.kept.cache",
    "Usage": "graphrag.llm.replies",
    "replies_file": "graphrag.llm.kept.replies_file",
}
__all__ = ["LanguageModel", "Reply", "ReplyCache", "Usage", "open_llm", "replies_file"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'graphrag.llm' has no attribute {name!r}")


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
    from graphrag.llm.model import LanguageModel

    if not section.model:
        raise SettingsError("no language model is set; name one with --set llm.model=NAME")
    return LanguageModel(section, cache, run)
