"""One retrieval out of those of several steps.

Passages that a step cites come first, in the order of the steps; then all by reciprocal rank fusion
(Cormack, Clarke, Büttcher, SIGIR 2009): what several steps find is likelier to be wanted than what
one finds. Scores belong to different questions and cannot be compared, so the highest goes to the
first place, and so on; `parts["own"]` keeps each passage's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from graphrag.datatypes import Retrieval, ScoredPassage, Step

FLAT = 2  # the smaller, the more the first ranks count


def merge(question: str, founds: Sequence[Retrieval], steps: Sequence[Step], k: int) -> Retrieval:
    """The k first passages of all `founds`, with the seeds of the first and the times of all; and
    as many paths to them as the one has that has most, those of the first before the others.

    Args:
        founds: one retrieval a step, the first for `question` itself; at least one.
        steps: what was learned from each.
    """
    first = founds[0]
    if len(founds) == 1:
        return replace(first, passages=first.passages[:k], steps=tuple(steps))
    by_id: dict[str, ScoredPassage] = {}
    for passage in chain.from_iterable(found.passages for found in founds):
        by_id.setdefault(passage.id, passage)
    cited = [citation.passage_id for step in steps for citation in step.citations]
    order = list(dict.fromkeys([*cited, *_fused(founds)]))[:k]
    paths = dict.fromkeys(path for found in founds for path in found.paths)
    kept = [path for path in paths if path[-1].passage_id in order]
    return Retrieval(
        question,
        "graph" if any(found.route == "graph" for found in founds) else first.route,
        _dealt([by_id[name] for name in order]),
        first.seeds,
        tuple(kept[: max(len(found.paths) for found in founds)]),
        _added(founds),
        understanding=first.understanding,
        steps=tuple(steps),
        doubt=first.doubt,
    )


def _fused(founds: Sequence[Retrieval]) -> list[str]:
    """The ids of all passages, by the sum over the retrievals of 1 / (FLAT + rank from 0)."""
    total: dict[str, float] = {}
    for found in founds:
        for rank, passage in enumerate(found.passages):
            total[passage.id] = total.get(passage.id, 0.0) + 1 / (FLAT + rank)
    return sorted(total, key=lambda name: -total[name])


def _dealt(passages: Sequence[ScoredPassage]) -> tuple[ScoredPassage, ...]:
    scores = sorted((passage.score for passage in passages), reverse=True)
    return tuple(
        replace(passage, score=score, parts={**passage.parts, "own": passage.score})
        for passage, score in zip(passages, scores, strict=True)
    )


def _added(founds: Sequence[Retrieval]) -> dict[str, float]:
    times: dict[str, float] = {}
    for found in founds:
        for name, ms in found.timings_ms.items():
            times[name] = times.get(name, 0.0) + ms
    return times
