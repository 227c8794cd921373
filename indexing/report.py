"""What a build tells: its progress while it runs, its figures when it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphrag.storage.catalog import Account, Catalog, DocumentRow, Failure, PassageFailure

if TYPE_CHECKING:
    from graphrag.llm import Usage
    from indexing.llm.outcomes import Tally

# Called with (stage, done, total). An object that has a method `remark` is also told, in a few
# words, what else there is to say about the current stage, such as the money spent so far.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ModelReport:
    """What came of asking a language model: passages by status, triples by fate, what was spent."""

    model: str
    ok: int
    empty: int
    failed: int
    tally: Tally
    failures: tuple[PassageFailure, ...]
    asked: int  # passages asked about in this run
    usage: Usage  # of this run


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Counts of what the index holds now, and of what this run did."""

    directory: Path
    generation: int
    changed: bool
    documents: int  # read and not empty
    passages: int
    sentences: int
    entities: int
    facts: int
    edges: Mapping[str, int]  # by kind
    failures: tuple[Failure, ...]
    accounts: tuple[Account, ...]  # of every file and folder met
    added: int  # documents
    updated: int
    removed: int
    extracted: int  # passages whose extraction was not there yet
    embedded: int  # texts whose vector was not there yet
    seconds: Mapping[str, float]  # by stage
    notes: tuple[str, ...] = ()  # what else a person should know, in sentences
    model: ModelReport | None = None  # when a language model took part


@dataclass(frozen=True, slots=True)
class Worked:
    """What a run did, as far as its index does not say it."""

    changed: bool
    extracted: int  # passages
    embedded: int  # texts
    notes: tuple[str, ...]  # of the extraction
    model: ModelReport | None


class Stages:
    """Times the stages of a run and names the current one to the progress callback."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._stage = ""
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time the block as `stage`, on top of what it took before."""
        self._stage = stage
        started = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - started
            self.seconds[stage] = self.seconds.get(stage, 0.0) + spent

    def tell(self, done: int, total: int) -> None:
        """Pass on how far the current stage is."""
        if self._progress is not None:
            self._progress(self._stage, done, total)

    def remark(self, text: str) -> None:
        """Pass on what else there is to say, where the callback listens."""
        listen = getattr(self._progress, "remark", None)
        if listen is not None:
            listen(text)


def make_report(
    catalog: Catalog,
    before: Sequence[DocumentRow],
    documents: Sequence[DocumentRow],
    *,
    counts: Mapping[str, int],
    edges: Mapping[str, int],
    changed: bool,
    extracted: int,
    embedded: int,
    seconds: Mapping[str, float],
    notes: tuple[str, ...],
    model: ModelReport | None = None,
) -> BuildReport:
    """The figures of the catalog's generation and its documents, compared with those `before`.

    Args:
        counts: of passages, sentences, entities, facts.
    """
    old = {row.id: row for row in before}
    new = {row.id: row for row in documents}
    return BuildReport(
        directory=catalog.path.parent,
        generation=catalog.generation,
        changed=changed,
        documents=sum(row.status == "ok" for row in new.values()),
        passages=counts["passages"],
        sentences=counts["sentences"],
        entities=counts["entities"],
        facts=counts["facts"],
        edges=edges,
        failures=catalog.failures(),
        accounts=catalog.accounts(),
        added=len(new.keys() - old.keys()),
        updated=sum(new[name] != old[name] for name in new.keys() & old.keys()),
        removed=len(old.keys() - new.keys()),
        extracted=extracted,
        embedded=embedded,
        seconds=dict(seconds),
        notes=notes,
        model=model,
    )
