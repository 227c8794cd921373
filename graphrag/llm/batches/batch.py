"""Many requests at a lower price through the Batch API, where the server has it; resumable.

A file of requests is uploaded, a batch is made of it, and its results are fetched once it has
ended, hours later perhaps. Each reply that fits is kept like any other, under the key of what was
asked, so that the calls that follow find it. The batch's number is committed to the replies file:
a run that was interrupted finds its batches again and pays for none twice, also when it was killed
between making a batch and writing down its number (the batch carries a name of ours).

https://platform.openai.com/docs/guides/batch
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphrag.errors import BudgetReached, SettingsError
from graphrag.llm.batches.batch_files import BatchLine, request_line
from graphrag.llm.batches.jobs import Job, Jobs
from graphrag.llm.budget import Spending
from graphrag.llm.calls import Order
from graphrag.llm.failures import Misfit
from graphrag.llm.ladder import asking, fitting, form
from graphrag.llm.model import LanguageModel
from graphrag.llm.schema import Schema
from graphrag.llm.wire.connection import Trip
from graphrag.llm.wire.requests import ChatRequest, clean
from graphrag.llm.wire.secrets import strike, strike_reply

MOST_REQUESTS, MOST_BYTES = 20_000, 90 << 20  # in one batch; servers allow 50,000 and 200 MB


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """One request; without a schema the reply is plain text."""

    prompt: str
    schema: Schema | None = None
    name: str = "reply"
    system: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class BatchFailure:
    """A request without a usable reply, and why."""

    key: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What became of the requests; `already + kept + failed + left` is their number."""

    already: int  # replies kept from earlier
    kept: int  # bought now
    failed: tuple[BatchFailure, ...]
    left: int  # not sent, because a cap of section llm would be passed
    stopped: str = ""  # which cap


@dataclass(slots=True)
class _Work:
    """The requests that are still without a reply, by key."""

    open: dict[bytes, BatchRequest]
    already: int
    reserved: dict[bytes, Spending] = field(default_factory=dict)
    kept: int = 0
    failed: list[BatchFailure] = field(default_factory=list)
    left: int = 0
    stopped: str = ""


def run_batch(
    model: LanguageModel,
    requests: Sequence[BatchRequest],
    *,
    poll: float = 30.0,
    watch: Callable[[str, int, int], None] | None = None,
) -> BatchOutcome:
    """Get replies to `requests`, each of which is then found by `model` as if asked before.

    Args:
        model: with a replies file.
        requests: equal ones are sent once.
        poll: seconds between two looks at a batch.
        watch: called with the batch's status, its finished requests and their number.

    Raises:
        SettingsError: the model keeps no replies, so there would be nowhere to put them.
        BudgetReached: a cap is reached before anything could be sent.
        LLMError: the server has no Batch API, refuses the batch, or fails.
    """
    file = model.keeper.file
    if file is None:
        raise SettingsError("a batch needs a replies file; open the model with one")
    keyed = {model.key_of(r.prompt, r.schema, r.system): r for r in requests}
    missing = {key: r for key, r in keyed.items() if model.keeper.kept(key) is None}
    work = _Work(missing, already=len(keyed) - len(missing))
    jobs = Jobs(model.connection, file, model.section.base_url)
    for job in jobs.unfinished():
        _finish(model, jobs, job, work, poll, watch)
    while work.open:
        sent = _submit(model, jobs, work)
        if sent is None:
            break
        _finish(model, jobs, sent, work, poll, watch)
    return BatchOutcome(work.already, work.kept, tuple(work.failed), work.left, work.stopped)


def _submit(model: LanguageModel, jobs: Jobs, work: _Work) -> Job | None:
    """Send as many as one batch and the budget allow; None when the budget allows none."""
    lines: list[bytes] = []
    keys: list[bytes] = []
    size = 0
    for key, request in work.open.items():
        line = request_line(key, _body(model, request))
        if lines and (len(lines) >= MOST_REQUESTS or size + len(line) > MOST_BYTES):
            break
        try:
            most = model.caller.most(_question(request))
            model.caller.budget.start(most, wait=False)
        except BudgetReached as error:
            work.left, work.stopped = len(work.open) - len(lines), str(error)
            if not lines and not work.kept:
                raise
            break
        work.reserved[key] = most
        size += len(line)
        lines.append(line)
        keys.append(key)
    if not lines:
        return None
    return jobs.create(b"".join(lines), keys)


def _finish(
    model: LanguageModel,
    jobs: Jobs,
    job: Job,
    work: _Work,
    poll: float,
    watch: Callable[[str, int, int], None] | None,
) -> None:
    """Wait for a batch, keep its replies, and cross its requests off."""
    while not (state := jobs.look(job)).ended:
        if watch is not None:
            watch(state.status, state.done, len(job.keys))
        time.sleep(poll)
    if watch is not None:
        watch(state.status, state.done, len(job.keys))
    for line in jobs.results(state):
        request = work.open.get(line.key)
        if request is not None and line.key in job.keys:
            _keep(model, line, request, work)
    for key in job.keys:
        if work.open.pop(key, None) is not None:
            reason = f"the batch ended without a reply ({state.status}{state.said})"
            work.failed.append(BatchFailure(key, strike(reason)))
            model.caller.budget.finish(work.reserved.pop(key, None), Spending())
    jobs.forget(job)


def _keep(model: LanguageModel, line: BatchLine, request: BatchRequest, work: _Work) -> None:
    """Keep one reply if it fits; price it in any case."""
    del work.open[line.key]
    order = Order(Trip(attempts=1), strike_reply(clean(line.text)), line.tokens, line.problem)
    text = order.text
    if order.problem is None and request.schema is not None:
        try:
            text = fitting(text, request.schema)
        except ValueError as error:
            order.problem = Misfit(f"the reply does not have the form asked for: {error}")
    most = work.reserved.pop(line.key, None)
    share = model.section.batch_share
    call = model.caller.settle(_question(request), order, most, share)
    if order.problem is None:
        model.keeper.keep(line.key, text, call)
        work.kept += 1
    else:
        work.failed.append(BatchFailure(line.key, strike(str(order.problem))))


def _question(request: BatchRequest) -> ChatRequest:
    return ChatRequest(request.prompt, request.system, request.stage)


def _body(model: LanguageModel, request: BatchRequest) -> dict[str, Any]:
    """The request as it would be sent alone, on the best rung the server is known to have."""
    if request.schema is None:
        return model.requests.body(_question(request), {})
    prompt = asking(request.prompt, request.schema, model.rung)
    question = ChatRequest(prompt, request.system, request.stage)
    return model.requests.body(question, form(request.schema, request.name, model.rung))
