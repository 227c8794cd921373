"""Run methods over questions, one row a question, kept on disk so that a run can be resumed."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.code_version import code_version
from eval.methods import Method, Retrieve
from eval.questions import Question
from eval.returned import Row, RowLog
from graphrag.datatypes import Answer, Hop, Retrieval
from graphrag.errors import GraphRAGError
from graphrag.index import Index
from graphrag.settings import load_settings, stages_on
from graphrag.warm import warm_up

Progress = Callable[[str, int, int], None]  # method, questions done, questions in all

WARM_UP = "Who wrote the first of these?"  # compiles and loads what the first question would
SEEDS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """How deep to retrieve, whether to read answers, and where rows and prepared files go."""

    depth: int
    answers: bool
    out: Path


def run_method(
    method: Method, index: Index, questions: Sequence[Question], plan: Plan, progress: Progress
) -> list[Row]:
    """Rows of all questions in their order; those of an earlier, equal run are not run again.

    Equal means: the same method, settings, index content, code, depth and reading.
    """
    own = dataclasses.replace(index, settings=load_settings(None, method.settings, index.settings))
    run = run_key(method, own, plan)
    keys = [_row_key(run, question) for question in questions]
    log = RowLog(plan.out / "rows.jsonl")
    known = log.read()
    missing = [pair for pair in zip(keys, questions, strict=True) if pair[0] not in known]
    progress(method.name, len(questions) - len(missing), len(questions))
    if missing:
        scratch = plan.out / "prepared" / index_content(index)[:16]
        retrieve = method.prepare(own, scratch)
        ask = method.ask(retrieve)
        if stages_on(own.settings):  # nothing is bought to warm up
            warm_up(own)
        else:
            retrieve(own, WARM_UP, plan.depth)
            if plan.answers:
                ask(own, WARM_UP)
        for done, (key, question) in enumerate(missing, start=len(questions) - len(missing) + 1):
            # Only the text goes on: what is right stays here.
            row = _row(method, own, retrieve, ask if plan.answers else None, question.text, plan)
            row = dataclasses.replace(row, question_id=question.id, key=key)
            log.append(row)
            known[key] = row
            progress(method.name, done, len(questions))
    return [known[key] for key in keys]


def _row(
    method: Method,
    index: Index,
    retrieve: Retrieve,
    ask: Callable[[Index, str], Answer] | None,
    question: str,
    plan: Plan,
) -> Row:
    """One question: the long list, timed; then the answer, or the short list for its paths."""
    start = time.perf_counter()
    try:
        found = retrieve(index, question, plan.depth)
        retrieved = time.perf_counter()
        read = ask(index, question) if ask else None
        answered = time.perf_counter()
        shown = found
        if method.paths:
            few = index.settings.reading.passages
            shown = read.retrieval if read else retrieve(index, question, few)
    except GraphRAGError as error:
        said = "" if ask else None
        return Row("", method.name, (), answer=said, abstained=bool(ask), error=str(error))
    stages = dict(found.timings_ms)
    if read:
        stages["ask"] = 1000 * (answered - retrieved)  # retrieval for the reader, and reading
    return Row(
        question_id="",
        method=method.name,
        passages=tuple(passage.id for passage in found.passages),
        ms=round(1000 * (retrieved - start), 3),
        timings_ms={stage: round(float(spent), 3) for stage, spent in stages.items()},
        route=found.route,
        seeds=tuple((s.entity, round(s.weight, 6), s.source) for s in found.seeds[:SEEDS_KEPT]),
        hops=_hops(shown) if method.paths else None,
        answer=read.text if read else None,
        abstained=read.abstained if read else False,
        citations=read.citations if read else None,
        llm=_llm(index, found, read),
    )


def run_key(method: Method, index: Index, plan: Plan) -> str:
    """Sixteen digits over everything that a row depends on besides the question."""
    parts = {
        "method": method.name,
        "settings": dataclasses.asdict(index.settings),
        "index": index_content(index),
        "generation": index.generation,
        "code": code_version(),
        "depth": plan.depth,
        "answers": plan.answers,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _row_key(run: str, question: Question) -> str:
    text = f"{run}\0{question.id}\0{question.text}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def index_content(index: Index) -> str:
    """A hash of what an index holds: passages, entities, facts, and the encoder's fingerprint."""
    digest = hashlib.sha256(index.embedder.fingerprint.encode())
    for strings in (index.passage_ids, index.titles, index.texts, index.predicates):
        digest.update("\0".join(strings).encode("utf-8", "replace"))
    digest.update("\0".join(entity.name for entity in index.entities).encode("utf-8", "replace"))
    for array in (index.fact_subject, index.fact_object, index.fact_sentence):
        digest.update(array.tobytes())
    return digest.hexdigest()


def _hops(found: Retrieval) -> tuple[Hop, ...]:
    """The hops of all paths, each once."""
    return tuple(dict.fromkeys(hop for path in found.paths for hop in path))


def _llm(index: Index, found: Retrieval, read: Answer | None) -> dict[str, float]:
    """What a question cost, and whether a stage failed and was left out."""
    if not stages_on(index.settings):
        return {"calls": 0, "tokens": 0, "cost": 0}
    uses = [*found.model_use, *((*read.retrieval.model_use, *read.model_use) if read else ())]
    notes = {*found.notes, *(read.notes if read else ())}
    return {
        "calls": sum(use.calls for use in uses),
        "tokens": sum(use.prompt_tokens + use.completion_tokens for use in uses),
        "cost": sum(use.cost for use in uses),
        "left_out": int(any("left out" in note for note in notes)),
    }
