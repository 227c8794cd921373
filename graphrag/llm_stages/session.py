"""What one question asks of the language model: replies, and a record of every cost and failure.

A stage whose reply does not come gets None and does what it does without a model; why stands in
`notes`. After two failures in a row the server is left alone for the rest of the question.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from graphrag.datatypes import ModelUse
from graphrag.errors import BudgetReached, LLMError
from graphrag.llm.model_door import ModelDoor

if TYPE_CHECKING:
    from graphrag.llm import LanguageModel, Usage

T = TypeVar("T")
Work = Callable[["LanguageModel"], T]
Schema = Mapping[str, Any]
STAGES = {  # what a stage is called in a note
    "understanding": "Query understanding",
    "facts": "Fact selection",
    "edges": "Edge scoring",
    "summaries": "Summaries of entities",
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

    def __init__(self, door: ModelDoor, *, mute: bool = False) -> None:
        """Nothing is opened or sent before a stage asks; nothing ever when `mute`."""
        self._door = door
        self._mute = mute
        self._failed_in_a_row = 0
        self._uses: dict[str, ModelUse] = {}
        self._replies: dict[str, Any] = {}
        self.failures: dict[str, str] = {}  # stage -> why, without a full stop

    @property
    def name(self) -> str:
        """The model's name."""
        return self._door.name

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for every stage that was left out; then what a person should know about the
        model: that replies are not kept, what its server refused to be told.
        """
        left_out = [f"{STAGES[stage]} was left out: {why}." for stage, why in self.failures.items()]
        return tuple(dict.fromkeys([*left_out, *self._door.notes]))

    @property
    def uses(self) -> tuple[ModelUse, ...]:
        """What each stage asked, in the order in which they first did."""
        return tuple(self._uses.values())

    def uses_of(self, *stages: str) -> tuple[ModelUse, ...]:
        """The same of these stages alone."""
        return tuple(use for use in self.uses if use.stage in stages)

    @property
    def tokens(self) -> int:
        """Tokens of all calls so far."""
        return sum(use.prompt_tokens + use.completion_tokens for use in self.uses)

    def ask(self, stage: str, call: Ask) -> Any | None:
        """The reply to one call, or None.

        Raises:
            SettingsError: no model is named.
        """
        replies = self.ask_all(stage, [call])
        return replies[0] if replies else None

    def ask_all(self, stage: str, calls: Sequence[Ask]) -> list[Any] | None:
        """The replies to several independent calls, in order; None unless all came.

        What was asked before in this session is not sent again.

        Raises:
            SettingsError: no model is named.
        """
        missing = [call for call in calls if call.prompt not in self._replies]

        def asking(call: Ask) -> Work[Any]:
            return lambda model: model.structured(call.prompt, call.schema, stage, stage=stage)

        replies = self.run_all(stage, [asking(call) for call in missing])
        if replies is None:
            return None
        for call, reply in zip(missing, replies, strict=True):
            self._replies[call.prompt] = reply
        return [self._replies[call.prompt] for call in calls]

    def run_all(self, stage: str, works: Sequence[Work[T]]) -> list[T] | None:
        """What several independent uses of the model return, in order; None unless all did.

        Raises:
            SettingsError: no model is named.
        """
        if self._mute:
            self.failures[stage] = "the language model was not to be asked"
            return None
        if works and self._failed_in_a_row >= PATIENCE:
            self.failures[stage] = "the language model has failed before, so it was not asked again"
            return None
        try:
            results = self._run(stage, works)
        except LLMError as error:
            budget = isinstance(error, BudgetReached)
            self._failed_in_a_row += PATIENCE if budget else 1
            self.failures[stage] = str(error).rstrip(".")
            return None
        self._failed_in_a_row = 0
        return results

    def stream(self, stage: str, prompt: str) -> Iterator[str]:
        """The text of a reply in pieces as they come; it ends early when the model fails.

        Whether it failed stands in `failures`.

        Raises:
            SettingsError: no model is named.
        """
        if self._mute or self._failed_in_a_row >= PATIENCE:
            self.failures[stage] = "the language model was not asked again"
            return
        model, before, start = None, None, time.perf_counter()
        try:
            model = self._door.model()
            before = model.usage
            yield from model.stream(prompt, stage=stage)
        except LLMError as error:
            self._failed_in_a_row += 1
            self.failures[stage] = str(error).rstrip(".")
        finally:
            if model is not None and before is not None:
                self._record(stage, before, model.usage, 1000 * (time.perf_counter() - start))

    def _run(self, stage: str, works: Sequence[Work[T]]) -> list[T]:
        """Run them, several at once, and count what they asked.

        Raises:
            LLMError: one of them failed.
        """
        if not works:
            return []
        model = self._door.model()
        before, start = model.usage, time.perf_counter()
        try:
            if len(works) == 1:
                return [works[0](model)]
            with ThreadPoolExecutor(AT_ONCE) as pool:
                return list(pool.map(lambda work: work(model), works))
        finally:
            self._record(stage, before, model.usage, 1000 * (time.perf_counter() - start))

    def _record(self, stage: str, before: Usage, after: Usage, ms: float) -> None:
        earlier = self._uses.get(stage, ModelUse(stage, 0, 0, 0, 0, 0.0, 0.0))
        self._uses[stage] = ModelUse(
            stage,
            earlier.calls + after.calls - before.calls,
            earlier.prompt_tokens + after.prompt_tokens - before.prompt_tokens,
            earlier.completion_tokens + after.completion_tokens - before.completion_tokens,
            earlier.from_cache + after.from_cache - before.from_cache,
            earlier.cost + after.cost - before.cost,
            earlier.ms + ms,
        )
