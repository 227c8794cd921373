"""The language model of an open index: opened when a stage first asks it, closed with the index.

No key is read and nothing is sent before that. Replies are kept beside the index, so that the same
question is not paid for twice; where that file cannot be written, they are not kept.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from graphrag.errors import LLMError
from graphrag.settings import LLM

if TYPE_CHECKING:
    from graphrag.llm import LanguageModel

NOT_KEPT = "Replies of the language model are not kept: the index directory cannot be written."


class ModelDoor:
    """Opens the model at most once. Thread-safe."""

    def __init__(self, section: LLM, directory: Path) -> None:
        """Remember which model, and beside which index its replies are kept."""
        self.name = section.model
        self._section = section
        self._directory = directory
        self._lock = threading.Lock()
        self._model: LanguageModel | None = None
        self._kept = True

    def model(self) -> LanguageModel:
        """The open model.

        Raises:
            SettingsError: none is named, or a setting is out of range.
            LLMError: its key has unusable characters.
        """
        with self._lock:
            if self._model is None:
                self._model = self._open()
            return self._model

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know about the opened model."""
        kept = () if self._kept else (NOT_KEPT,)
        return (*kept, *(self._model.notes if self._model is not None else ()))

    def close(self) -> None:
        """Close the model, if it was opened."""
        with self._lock:
            model, self._model = self._model, None
        if model is not None:
            model.close()

    def _open(self) -> LanguageModel:
        from graphrag.llm import open_llm, replies_file

        file = replies_file(self._directory)
        if os.access(self._directory, os.W_OK):
            try:
                return open_llm(self._section, file)
            except LLMError:
                if file.exists() and os.access(file, os.W_OK):
                    raise
        self._kept = False
        return open_llm(self._section)
