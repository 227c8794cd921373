"""One retrieval out of those of several steps.

All are ordered by reciprocal rank fusion (Cormack, Clarke, Büttcher, SIGIR 2009) of the first of
each: what several steps find is likelier to be wanted than what one finds. Where an answer was
read, what its steps cite comes before, in their order. Scores belong to different questions and
cannot be compared, so the highest goes to the first place, and so on; `parts["own"]` keeps each
passage's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from graphrag.datatypes import Citation, Retrieval, ScoredPassage, Step

FLAT = 2  # the smaller, the more the first ranks count
DEEP = 5  # passages of a step that count; others come after them, however many steps found them


def with_cited(
    found: Retrieval, citations: Sequence[Citation], passages: Iterable[ScoredPassage]
) -> Retrieval:
    """What was found, and behind it those of some passages that are cited and not among it."""
    missing = {one.passage_id for one in citations} - {one.id for one in found.passages}
    more = (one for one in passages if one.id in missing)
    return replace(found, passages=(*found.passages, *more))


def merge(
    question: str,
    founds: Sequence[Retrieval],
    steps: Sequence[Step],
    k: int,
    *,
    cited_first: bool = True,
) -> Retrieval:
    """The k first passages of all `founds`, with the seeds of the first and the times of all; and
    as many paths to them as the one has that has most, those of the first before the others.

    Args:
        founds: one retrieval a step, the first for `question` itself; at least one.
        steps: what was learned from each.
        cited_first: whether the passages that steps cite come before the others.
    """
    first = founds[0]
    if len(founds) == 1:
        return replace(first, passages=first.passages[:k], steps=tuple(steps))
    by_id: dict[str, ScoredPassage] = {}
    for passage in chain.from_iterable(found.passages for found in founds):
        by_id.setdefault(passage.id, passage)
    citations = chain.from_iterable(step.citations for step in steps if cited_first)
    cited = [citation.passage_id for citation in citations]
    order = list(dict.fromkeys([*cited, *_fused(founds)]))[:k]
    paths = dict.fromkeys(path for found in founds for path in found.paths)
    kept = [path for path in paths if path[-1].passage_id in order]
    return Retrieval(
        question,
        "graph" if any(found.route == "graph" for found in founds) else first.route,
        _dealt([by_id[name] for name in order]),
        first.seeds,
        tuple(kept[: max(len(found.paths) for found in founds)]),
        added_times(found.timings_ms for found in founds),
        understanding=first.understanding,
        steps=tuple(steps),
        doubt=first.doubt,
    )


def _fused(founds: Sequence[Retrieval]) -> list[str]:
    """The ids of all passages, by the sum over the retrievals of 1 / (FLAT + rank from 0) of the
    first `DEEP`; then the others by their best rank."""
    total: dict[str, float] = {}
    best: dict[str, int] = {}
    for found in founds:
        for rank, passage in enumerate(found.passages):
            best[passage.id] = min(rank, best.get(passage.id, rank))
            if rank < DEEP:
                total[passage.id] = total.get(passage.id, 0.0) + 1 / (FLAT + rank)
    return sorted(best, key=lambda name: (-total.get(name, 0.0), best[name]))


def _dealt(passages: Sequence[ScoredPassage]) -> tuple[ScoredPassage, ...]:
    scores = sorted((passage.score for passage in passages), reverse=True)
    return tuple(
        replace(passage, score=score, parts={**passage.parts, "own": passage.score})
        for passage, score in zip(passages, scores, strict=True)
    )


def added_times(timings: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The milliseconds of several runs together, by stage."""
    times: dict[str, float] = {}
    for one in timings:
        for name, ms in one.items():
            times[name] = times.get(name, 0.0) + ms
    return times
