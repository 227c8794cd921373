"""One retrieval out of those of several steps.

Passages that a step cites come first, in the order of the steps; then the first of every step, the
second of every step, and so on. Scores belong to different questions and cannot be compared, so the
highest goes to the first place, and so on; `parts["own"]` keeps each passage's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from graphrag.datatypes import Retrieval, ScoredPassage, Step


def merge(question: str, founds: Sequence[Retrieval], steps: Sequence[Step], k: int) -> Retrieval:
    """The k first passages of all `founds`, with the paths and times of all,
    and the seeds of the first.

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
    ranked = zip_longest(*([passage.id for passage in found.passages] for found in founds))
    in_turn = [name for row in ranked for name in row if name is not None]
    order = list(dict.fromkeys([*cited, *in_turn]))[:k]
    paths = (path for found in founds for path in found.paths)
    return Retrieval(
        question,
        "graph" if any(found.route == "graph" for found in founds) else first.route,
        _dealt([by_id[name] for name in order]),
        first.seeds,
        tuple(dict.fromkeys(path for path in paths if path[-1].passage_id in order)),
        _added(founds),
        understanding=first.understanding,
        steps=tuple(steps),
    )


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
