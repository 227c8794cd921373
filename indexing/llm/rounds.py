"""The conversations about many passages, led through a server's Batch API, a round at a time.

Every round asks each passage's next question in one batch; its replies are kept before they are
used, so an interrupted run finds its batch again and goes on from the round it was in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from graphrag.errors import BudgetReached, LLMError
from graphrag.llm import LanguageModel
from graphrag.llm.batches.batch import BatchOutcome, BatchRequest, run_batch
from graphrag.settings import Extraction as Section
from indexing.llm.asking import Done, Keep, Task, Tell, ask, key_of
from indexing.llm.dialogue import STAGE, Conversation, Turn, converse
from indexing.llm.outcomes import failure, settle

POLL = 30.0  # seconds between two looks at a batch


@dataclass(slots=True)
class _Talk:
    """One passage's conversation and the question it waits for."""

    task: Task
    talk: Conversation
    question: Turn
    replies: list[str] = field(default_factory=list)


def ask_in_batches(
    model: LanguageModel, section: Section, tasks: list[Task], keep: Keep, tell: Tell
) -> None:
    """Ask about every passage.

    Args:
        model: an open language model with a replies file.
        section: how to ask.
        tasks: what to ask about.
        keep: commits outcomes.
        tell: how many passages are finished.

    Raises:
        BudgetReached: a cap is reached; finished outcomes are kept.
        LLMError: the server has no Batch API, refuses a batch, or fails.
    """
    talks = [_begin(task, section) for task in tasks]
    finished = 0
    while talks:
        requests = [
            BatchRequest(t.question.prompt, t.question.schema, t.question.name, stage=STAGE)
            for t in talks
        ]
        watch = partial(_watch, tell, finished, len(tasks))
        outcome = run_batch(model, requests, poll=POLL, watch=watch)
        done, talks = _answered(model, talks, outcome)
        keep(done)
        finished += len(done)
        tell(finished, len(tasks))
        if outcome.stopped:
            raise BudgetReached(outcome.stopped)


def _watch(tell: Tell, finished: int, total: int, *_: object) -> None:
    """Passages count when their conversation is over, not while a batch is on its way."""
    tell(finished, total)


def _begin(task: Task, section: Section) -> _Talk:
    talk = converse(task.passage, section)
    return _Talk(task, talk, next(talk))


def _answered(
    model: LanguageModel, talks: list[_Talk], outcome: BatchOutcome
) -> tuple[list[Done], list[_Talk]]:
    """The conversations that are over, and those with a further question."""
    failed = {failure.key: failure.reason for failure in outcome.failed}
    done: list[Done] = []
    going: list[_Talk] = []
    for talk in talks:
        key = key_of(model, talk.question)
        if key in failed:
            talk.replies.append(key.hex())
            reason = failed[key]
            done.append(Done(talk.task, failure(reason, talk.replies), LLMError(reason)))
        elif model.keeper.kept(key) is not None:
            talk.replies.append(key.hex())
            over = _go_on(model, talk)
            if over is None:
                going.append(talk)
            else:
                done.append(over)
    return done, going


def _go_on(model: LanguageModel, talk: _Talk) -> Done | None:
    """Take the kept reply; None when there is one more question to ask."""
    try:
        talk.question = talk.talk.send(ask(model, talk.question))
    except StopIteration as end:
        task = talk.task
        return Done(task, settle(task.passage, task.ruled, end.value, talk.replies))
    return None
