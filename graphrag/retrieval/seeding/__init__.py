"""Where a walk starts: the reset vector, and the techniques that add to it."""

from graphrag.retrieval.seeding.reset import (
    FACTS,
    MIN_SIMILARITY,
    Reset,
    added,
    as_array,
    entity_mass,
    nearest,
    passage_reset,
    place_seeds,
    seeding_facts,
)

__all__ = [
    "FACTS",
    "MIN_SIMILARITY",
    "Reset",
    "added",
    "as_array",
    "entity_mass",
    "nearest",
    "passage_reset",
    "place_seeds",
    "seeding_facts",
]
