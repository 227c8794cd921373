"""What one question asks of the language model: replies, and a record of every cost and failure.

A stage whose reply does not come gets None and does what it does without a model; why stands in
`notes`. After two failures in a row the server is left alone for the rest of the question.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from graphrag.datatypes import ModelUse
from graphrag.errors import LLMError
from graphrag.llm_stages.door import ModelDoor

Schema = Mapping[str, Any]
STAGES = {  # what a stage is called in a note
    "understanding": "Query understanding",
    "facts": "Fact selection",
    "edges": "Edge scoring",
    "reranking": "Reranking by the language model",
    "steps": "Asking on in steps",
    "answer": "Reading by the language model",
}
PATIENCE = 2  # failures in a row after which nothing more is asked
AT_ONCE = 4  # calls of one stage that may be under way together


@dataclass(frozen=True, slots=True)
class Ask:
    """One call: the prompt, and the JSON Schema its reply must fit."""

    prompt: str
    schema: Schema


class ModelSession:
    """The calls of one question; used by one thread."""

    def __init__(self, door: ModelDoor) -> None:
        """Nothing is opened or sent before a stage asks."""
        self._door = door
        self._failed_in_a_row = 0
        self.uses: list[ModelUse] = []
        self.failures: dict[str, str] = {}  # stage -> why, without a full stop

    @property
    def name(self) -> str:
        """The model's name."""
        return self._door.name

    @property
    def notes(self) -> tuple[str, ...]:
        """One sentence for every stage that was left out, and for replies that are not kept."""
        left_out = [f"{STAGES[stage]} was left out: {why}." for stage, why in self.failures.items()]
        return tuple(dict.fromkeys([*left_out, *([self._door.note] if self._door.note else [])]))

    def ask(self, stage: str, call: Ask) -> Any | None:
        """The reply to one call, or None.

        Raises:
            SettingsError: no model is named.
        """
        replies = self.ask_all(stage, [call])
        return replies[0] if replies else None

    def ask_all(self, stage: str, calls: Sequence[Ask]) -> list[Any] | None:
        """The replies to several independent calls, in order; None unless all came.

        Raises:
            SettingsError: no model is named.
        """
        if self._failed_in_a_row >= PATIENCE:
            self.failures[stage] = "the language model has failed before, so it was not asked again"
            return None
        start = time.perf_counter()
        before = None
        try:
            model = self._door.model()
            before = model.usage

            def send(call: Ask) -> Any:
                return model.structured(call.prompt, call.schema, stage)

            if len(calls) == 1:
                replies = [send(calls[0])]
            else:
                with ThreadPoolExecutor(AT_ONCE) as pool:
                    replies = list(pool.map(send, calls))
        except LLMError as error:
            self._failed_in_a_row += 1
            self.failures[stage] = str(error).rstrip(".")
            return None
        finally:
            if before is not None:
                self._record(stage, before, model.usage, start)
        self._failed_in_a_row = 0
        return replies

    def _record(self, stage: str, before: Any, after: Any, start: float) -> None:
        self.uses.append(
            ModelUse(
                stage,
                after.calls - before.calls,
                after.prompt_tokens - before.prompt_tokens,
                after.completion_tokens - before.completion_tokens,
                after.from_cache - before.from_cache,
                1000 * (time.perf_counter() - start),
            )
        )
