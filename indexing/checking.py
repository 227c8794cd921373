"""The settings of a build, checked before anything is read or written."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from graphrag.errors import SettingsError
from graphrag.settings import Settings
from graphrag.storage.stores import check_section


def check_settings(given: Settings, triples: Path | str | None = None) -> Settings:
    """The settings a build will use: giving triples means importing them; asking to import needs
    them; a language model has to be named.

    Raises:
        SettingsError: they contradict each other, or one is out of range.
    """
    check_section(given.store)
    section = given.extraction
    if triples and section.extractor == "rules":
        section = dataclasses.replace(section, extractor="import")
    if triples and "import" not in section.extractor:
        raise SettingsError(
            f"extraction.extractor={section.extractor} reads no file of triples; leave --triples "
            "away, or import them with extraction.extractor=import or rules+import"
        )
    if not triples and "import" in section.extractor:
        raise SettingsError(
            f"extraction.extractor={section.extractor} needs a file of triples; name it with "
            "--triples FILE"
        )
    chosen = dataclasses.replace(given, extraction=section)
    if uses_model(chosen):
        from graphrag.llm import open_llm
        from indexing.llm.dialogue import check_section as check_conversation

        check_conversation(section)
        open_llm(chosen.llm).close()  # refuses what cannot work before anything is written
    return chosen


def uses_model(settings: Settings) -> bool:
    """Whether a language model reads the passages."""
    return "llm" in settings.extraction.extractor.split("+")
