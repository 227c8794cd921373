"""Lead the conversations about many passages with a language model, several at a time.

Every reply is committed by the model's own file before it is used, every outcome soon after; so a
run that is killed, capped or interrupted goes on where it was and buys nothing twice. A passage
that fails is an outcome of its own and stops nobody, but for a server that is plainly down.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from graphrag.datatypes import Passage, PassageExtraction
from graphrag.errors import BudgetReached, LLMError
from graphrag.llm import LanguageModel
from graphrag.llm.failures import Failed, Late, Refused, Throttled, Unreachable
from graphrag.settings import Extraction as Section
from indexing.llm.dialogue import STAGE, Heard, Turn, converse
from indexing.llm.outcomes import Outcome, failure, settle

GIVE_UP = 20  # passages in a row that the server did not serve
COMMIT_EVERY = 2.0  # seconds; replies are safe before

_SERVER_TROUBLE = (Refused, Throttled, Failed, Unreachable, Late)


@dataclass(frozen=True, slots=True)
class Task:
    """A passage to ask about, its extraction by rules, and the key of its outcome."""

    key: bytes
    passage: Passage
    ruled: PassageExtraction


@dataclass(frozen=True, slots=True)
class Done:
    """An outcome, and the error behind a failed one."""

    task: Task
    outcome: Outcome
    error: LLMError | None = None


Keep = Callable[[list[Done]], None]
Tell = Callable[[int, int], None]


def ask_about(model: LanguageModel, section: Section, task: Task) -> Done:
    """One whole conversation.

    Raises:
        BudgetReached: a cap is reached; replies bought so far are kept.
    """
    talk = converse(task.passage, section)
    replies: list[str] = []
    try:
        question = next(talk)
        while True:
            replies.append(key_of(model, question).hex())
            reply = ask(model, question)
            question = talk.send(reply)
    except StopIteration as end:
        heard: Heard = end.value
        return Done(task, settle(task.passage, task.ruled, heard, replies))
    except BudgetReached:
        raise
    except LLMError as error:
        return Done(task, failure(str(error), replies), error)


def ask(model: LanguageModel, question: Turn) -> object:
    """The checked reply to one question, kept under the stage of extraction."""
    return model.structured(question.prompt, question.schema, question.name, stage=STAGE)


def key_of(model: LanguageModel, question: Turn) -> bytes:
    """Names the reply to a question in the file of replies."""
    return model.key_of(question.prompt, question.schema)


def ask_all(
    model: LanguageModel,
    section: Section,
    tasks: list[Task],
    workers: int,
    keep: Keep,
    tell: Tell,
) -> None:
    """Ask about every passage, `workers` at a time.

    Args:
        model: an open language model.
        section: how to ask.
        tasks: what to ask about.
        workers: conversations at a time.
        keep: commits outcomes; called from this thread only.
        tell: how many are finished.

    Raises:
        BudgetReached: a cap is reached; finished outcomes are kept.
        LLMError: the server served nobody for a while.
    """
    keeper = _Keeper(keep)
    finished = 0
    pool = ThreadPoolExecutor(workers, thread_name_prefix="extract")
    try:
        for future in _flow(pool, lambda task: ask_about(model, section, task), tasks, workers):
            keeper.take(future.result())
            finished += 1
            tell(finished, len(tasks))
        keeper.settle()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        keeper.commit()


def _flow(
    pool: ThreadPoolExecutor,
    work: Callable[[Task], Done],
    tasks: Iterable[Task],
    workers: int,
) -> Iterator[Future[Done]]:
    """Finished futures as they come, with few waiting, so that a stop stops soon.

    When one raises, those in flight are still handed out before the error is.
    """
    pending: set[Future[Done]] = set()
    waiting = iter(tasks)
    broken: Future[Done] | None = None
    while True:
        while broken is None and len(pending) < 2 * workers:
            task = next(waiting, None)
            if task is None:
                break
            pending.add(pool.submit(work, task))
        if not pending:
            break
        finished, pending = wait(pending, return_when=FIRST_COMPLETED)
        for future in finished:
            if future.cancelled():
                continue
            if future.exception() is None:
                yield future
            elif broken is None:
                broken = future
                for other in pending:
                    other.cancel()
    if broken is not None:
        yield broken


class _Keeper:
    """Commits outcomes now and then. Failures wait for a success, which shows the server is up."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._ready: list[Done] = []
        self._failing: list[Done] = []
        self._served = False
        self._committed = time.monotonic()

    def take(self, done: Done) -> None:
        """Note an outcome.

        Raises:
            LLMError: the server refuses access, or has served nobody for `GIVE_UP` passages.
        """
        if isinstance(done.error, _SERVER_TROUBLE):
            if isinstance(done.error, Refused) and not self._served:
                raise done.error
            self._failing.append(done)
            if len(self._failing) >= GIVE_UP:
                raise LLMError(
                    f"{GIVE_UP} passages in a row failed, so the rest was not tried; the last "
                    f"reason: {done.outcome.reason}. What was bought is kept: run the same "
                    "command again when the server works"
                )
            return
        self._served = True
        self._ready.append(done)
        self.settle()
        if time.monotonic() - self._committed > COMMIT_EVERY:
            self.commit()

    def settle(self) -> None:
        """The failures so far are those of their passages, not of a server that is down."""
        self._ready += self._failing
        self._failing = []

    def commit(self) -> None:
        """Hand over what is ready."""
        if self._ready:
            self._keep(self._ready)
        self._ready = []
        self._committed = time.monotonic()
