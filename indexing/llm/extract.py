"""The part of a build that a language model does: ask about new passages, hand back outcomes."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from graphrag.datatypes import Passage, PassageExtraction
from graphrag.errors import BudgetReached, DamagedIndex
from graphrag.language import keys
from graphrag.llm import LanguageModel, Usage, open_llm, replies_file
from graphrag.settings import Settings
from graphrag.storage.caches import Cache, content_key
from graphrag.storage.catalog import Catalog
from indexing import said
from indexing.llm import asking, dialogue, grounding, outcomes
from indexing.llm.asking import Done, Keep, Task, Tell
from indexing.llm.outcomes import Outcome, Tally, failures_of
from indexing.report import ModelReport, Stages
from indexing.source import code_hash, sha256

VERSION = "llm-1"


class ModelReader:
    """Reads passages with a language model; use as a context manager.

    Args:
        settings: extraction and llm.
        directory: the index; its replies file keeps what is bought.
        rules_fingerprint: of the rules whose sentences and spans are used.
        retry_failed: ask again about passages that failed in an earlier run.
        batch: through the server's Batch API.
    """

    def __init__(
        self,
        settings: Settings,
        directory: Path,
        rules_fingerprint: str,
        *,
        retry_failed: bool = False,
        batch: bool = False,
    ) -> None:
        dialogue.check_section(settings.extraction)
        self.model: LanguageModel = open_llm(settings.llm, replies_file(directory))
        self._settings = settings
        self._retry, self._batch = retry_failed, batch
        self.fingerprint = fingerprint(settings, rules_fingerprint)
        self.asked = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.model.close()

    @property
    def name(self) -> str:
        """What the catalog records as the extractor."""
        return f"{VERSION}/{self.model.name}"

    def meta(self, found: Sequence[Outcome]) -> dict[str, Any]:
        """What the catalog records about the questions asked, and what came of them."""
        section = dataclasses.asdict(self._settings.extraction)
        return {
            "model": self.model.name,
            "prompts": dialogue.prompt_hashes(),
            "passages": dict(sorted(Counter(outcome.status for outcome in found).items())),
            "triples": dataclasses.asdict(sum((outcome.tally for outcome in found), Tally())),
            **{name: section[name] for name in ("mode", "gleaning", "kinds", "relations")},
        }

    def read_missing(
        self,
        passages: Sequence[Passage],
        ruled: Sequence[PassageExtraction],
        catalog: Catalog,
        stages: Stages,
    ) -> None:
        """Ask about the passages without an outcome, and commit what comes of it.

        Raises:
            BudgetReached: a cap is reached; what was bought is kept.
            LLMError: the server serves nobody.
        """
        cache = Cache(catalog, "outcomes")

        def keep(finished: list[Done]) -> None:
            cache.put((d.task.key, outcomes.dump(d.task.passage, d.outcome)) for d in finished)

        finished = 0

        def tell(done: int, total: int) -> None:
            nonlocal finished
            finished = done
            stages.remark(spent(self.model.usage))
            stages.tell(done, total)

        tasks = self._todo(passages, ruled, cache)
        self.asked = len(tasks)
        try:
            self._ask(tasks, keep, tell)
        except BudgetReached as reached:
            state = "as it was" if catalog.generation else "not there yet"
            raise BudgetReached(
                f"{reached}. {finished:,} of {len(tasks):,} new passages are read "
                f"({spent(self.model.usage)}); the index is {state}. Run the same command again "
                "to go on: what is read is not bought again"
            ) from reached

    def _ask(self, tasks: list[Task], keep: Keep, tell: Tell) -> None:
        section = self._settings.extraction
        if self._batch:
            from indexing.llm.rounds import ask_in_batches

            ask_in_batches(self.model, section, tasks, keep, tell)
        else:
            workers = self._settings.llm.concurrency
            asking.ask_all(self.model, section, tasks, workers, keep, tell)

    def _todo(
        self, passages: Sequence[Passage], ruled: Sequence[PassageExtraction], cache: Cache
    ) -> list[Task]:
        tasks = {}
        for passage, extraction in zip(passages, ruled, strict=True):
            if extraction.sentences:
                key = self.key(passage)
                tasks[key] = Task(key, passage, extraction)
        done = wanted_outcomes(cache, list(tasks), retry_failed=self._retry)
        return [task for key, task in tasks.items() if key not in done]

    def key(self, passage: Passage) -> bytes:
        """Names everything the passage's outcome depends on."""
        return outcome_key(self.fingerprint, passage)

    def outcomes(
        self, passages: Sequence[Passage], ruled: Sequence[PassageExtraction], catalog: Catalog
    ) -> list[Outcome]:
        """One outcome a passage, in order.

        Raises:
            DamagedIndex: one is missing from the catalog.
        """
        keys = [self.key(passage) for passage in passages]
        found = dict(Cache(catalog, "outcomes").get(list(dict.fromkeys(keys))))
        loaded = []
        for key, extraction in zip(keys, ruled, strict=True):
            if not extraction.sentences:
                loaded.append(outcomes.unasked(extraction))
            elif key in found:
                loaded.append(outcomes.load(found[key]))
            else:
                raise DamagedIndex(
                    f"{catalog.path} lost outcomes while indexing; run the command again"
                )
        return loaded

    def report(self, passages: Sequence[Passage], found: Sequence[Outcome]) -> ModelReport:
        """The figures of these outcomes, and of this run."""
        counts = Counter(outcome.status for outcome in found)
        return ModelReport(
            self.model.name,
            counts["ok"],
            counts["empty"],
            counts["failed"],
            sum((outcome.tally for outcome in found), Tally()),
            failures_of(passages, found),
            self.asked,
            self.model.usage,
        )


def fingerprint(settings: Settings, rules_fingerprint: str) -> str:
    """Everything but the passage that an outcome depends on.

    The server's address and the longest reply are not part of it: another server of the same model
    says the same, and a reply that was cut is a failure, to be asked for again.
    """
    section = settings.extraction
    asked = (section.mode, section.gleaning, section.kinds, section.relations)
    code = code_hash(asking, dialogue, grounding, outcomes, said, keys)
    prompts = sorted(dialogue.prompt_hashes().items())
    parts = (settings.llm.model, settings.llm.temperature, asked, prompts)
    return sha256(VERSION, rules_fingerprint, code, repr(parts))


def spent(usage: Usage) -> str:
    """Calls, tokens and money so far, in a few words."""
    tokens = usage.prompt_tokens + usage.completion_tokens
    told = f"{usage.calls:,} calls, {tokens:,} tokens"
    return f"{told}, {usage.cost:,.4f} spent" if usage.cost else told


def outcome_key(of: str, passage: Passage) -> bytes:
    """Names the outcome of a passage under the fingerprint `of`."""
    return content_key(of, passage.title, passage.text)


def wanted_outcomes(cache: Cache, keys: Sequence[bytes], *, retry_failed: bool) -> set[bytes]:
    """Which of the outcomes are there; failed ones count unless they are to be tried again."""
    return {
        key
        for key, payload in cache.get(keys)
        if not (retry_failed and outcomes.load(payload).status == "failed")
    }
