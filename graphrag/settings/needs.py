"""Which settings ask a language model when a question is asked."""

from __future__ import annotations

from graphrag.errors import SettingsError
from graphrag.settings.sections import Settings


def stages_on(settings: Settings) -> tuple[str, ...]:
    """The settings that turn a language model on for questions, as `section.key=value`."""
    on = []
    if settings.reading.reader == "llm":
        on.append("reading.reader=llm")
    return tuple(on)


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
