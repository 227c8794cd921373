"""Retrievals made comparable: what was found, without times, notes and costs."""

from graphrag.datatypes import Retrieval


def results(found: Retrieval) -> tuple[object, ...]:
    """Route, passages, seeds and paths."""
    return (
        found.route,
        [(p.id, round(p.score, 6)) for p in found.passages],
        [(s.entity, round(s.weight, 6), s.source) for s in found.seeds],
        found.paths,
    )
