"""Which settings ask a language model when a question is asked."""

from __future__ import annotations

from graphrag.errors import SettingsError
from graphrag.settings.sections import Settings


def stages_on(settings: Settings) -> tuple[str, ...]:
    """The settings that turn a language model on for questions, as `section.key=value`."""
    asking = settings.asking
    on = {
        f"asking.stages={','.join(asking.stages)}": bool(asking.stages),
        f"reranking.llm={settings.reranking.llm}": settings.reranking.llm != "none",
        "reading.reader=llm": settings.reading.reader == "llm",
    }
    return tuple(name for name, is_on in on.items() if is_on)


def asks_on_the_way(settings: Settings) -> bool:
    """Whether a language model is asked between a question and its passages."""
    return bool(settings.asking.stages) or settings.reranking.llm != "none"


def require_model(settings: Settings) -> None:
    """Do nothing when no stage needs a language model, or one is named.

    Raises:
        SettingsError: a stage is on and `llm.model` is empty.
    """
    on = stages_on(settings)
    if on and not settings.llm.model:
        raise SettingsError(
            f"{on[0]} needs a language model and none is named; set llm.model, and llm.base_url "
            "unless it is OpenAI's"
        )
