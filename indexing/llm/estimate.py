"""What reading passages with a language model will cost, before a token is bought.

Prompts are built as they will be sent and their tokens counted by `estimate_tokens`; a question
whose reply is kept already costs nothing. Replies not yet there are taken to be half as long again
as those gpt-3.5-turbo gave for the passages of MuSiQue (`python -m benchmarks.replay_triples`), as
other models say more. In tokens, for a passage of t tokens:

    entities   35 + 0.22 t          triples   90 + 0.93 t          a gleaning   a third of triples

Time is calls · seconds a call / requests in flight; a call takes 1 s, and 1/50 s for each token of
its reply. Where the ledger of this index has calls of this model, their mean reply and duration
are taken instead of these figures.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graphrag.datatypes import Passage
from graphrag.llm.replies import estimate_tokens
from graphrag.settings import LLM
from graphrag.settings import Extraction as Section
from indexing.llm.dialogue import MOST_GLEANING, Turn, converse

ENTITIES = (35, 0.22)  # tokens of a reply: fixed, and a token of the passage
TRIPLES = (90, 0.93)
GLEANED = 1 / 3  # of a first list of triples
FRAME = 12  # tokens around a message
SECONDS_A_CALL, TOKENS_A_SECOND = 1.0, 50.0
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Throughput:
    """What a call took on the average so far; zeros: nothing is known."""

    seconds: float = 0.0
    completion_tokens: float = 0.0


UNKNOWN = Throughput()
Kept = Callable[[Turn], Any]  # a kept reply, or None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would send and buy."""

    passages: int  # of the source
    new: int  # of these, still to be read
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    seconds: float = 0.0
    priced: bool = True  # whether the settings name prices


def estimate(
    total: int,
    todo: Iterable[Passage],
    section: Section,
    llm: LLM,
    kept: Kept,
    pace: Throughput = UNKNOWN,
) -> Estimate:
    """The sum over the passages that are not yet read.

    Args:
        total: passages of the source.
        todo: those of them to be read.
        section: how they will be asked about.
        llm: prices and requests in flight.
        kept: looks up replies that were bought already.
        pace: as measured.
    """
    new = calls = prompts = replies = 0
    for passage in todo:
        new += 1
        for prompt, reply in _exchanges(passage, section, kept):
            calls += 1
            prompts += prompt
            replies += reply
    if pace.completion_tokens:
        replies = round(calls * pace.completion_tokens)
    cost = (prompts * llm.price_prompt + replies * llm.price_completion) / MILLION
    seconds = calls * (pace.seconds or SECONDS_A_CALL)
    if not pace.seconds:
        seconds += replies / TOKENS_A_SECOND
    priced = bool(llm.price_prompt or llm.price_completion)
    seconds /= max(1, min(llm.concurrency, new))
    return Estimate(total, new, calls, prompts, replies, cost, seconds, priced)


def _exchanges(passage: Passage, section: Section, kept: Kept) -> Iterator[tuple[int, int]]:
    """Tokens of the prompt and of the reply for each call that is still to be made."""
    talk = converse(passage, section)
    length = estimate_tokens(passage.text)
    asked = 0
    try:
        question = next(talk)
        while True:
            asked += "triples" in question.name
            reply = kept(question)
            if reply is None:
                schema = estimate_tokens(json.dumps(question.schema))
                tokens = _reply_tokens(question.name, length, gleaning=asked > 1)
                yield estimate_tokens(question.prompt) + schema + FRAME, tokens
                reply = _likely(question.name, length, asked, section)
            question = talk.send(reply)
    except StopIteration:
        return


def _reply_tokens(name: str, length: int, *, gleaning: bool) -> int:
    tokens = 0.0
    if "entities" in name:
        tokens += ENTITIES[0] + ENTITIES[1] * length
    if "triples" in name:
        tokens += (TRIPLES[0] + TRIPLES[1] * length) * (GLEANED if gleaning else 1)
    return round(tokens)


def _likely(name: str, length: int, turn: int, section: Section) -> dict[str, Any]:
    """A reply as long as the real one may be, for the prompts that will repeat it."""
    kind, relation = (text.partition(",")[0].strip() for text in (section.kinds, section.relations))
    entity = "x" * 4 * _reply_tokens("entities", length, gleaning=False)
    subject = f"t{turn}"  # another one each time, or gleaning would end
    if not kind:
        subject += "x" * 4 * _reply_tokens("triples", length, gleaning=turn > 1)
    reply: dict[str, Any] = {}
    if "entities" in name:
        names = [entity, *(f"t{number}" for number in range(MOST_GLEANING + 2))]
        reply["entities"] = [{"name": n, "kind": kind} for n in names] if kind else names
    if "triples" in name:
        reply["triples"] = [[subject, relation or "is", entity]]
    return reply
