"""Static weights, the arithmetic written out on the films of `tests/graphs.py`."""

from math import log, sqrt

import numpy as np
import pytest

from graphrag.datatypes import Alias, Entity, Occurrence, Resolution
from graphrag.retrieval.weighting.static import static_weights
from tests.graphs import view_of_resolution

NAME = log(1 + 2 / 2)  # two passages, both name Devotion, and both Ada Lane
DATE = log(1 + 2 / 1)  # one of them names 1929


def test_context_and_relation():
    # Edges by (source, target): 0-1 relation, 0-3, 0-4, 1-2 relation, 1-3, 1-4, 2-3.
    assert static_weights(view_of_resolution()) == pytest.approx(
        [0.5 * NAME, NAME, NAME, 0.5 * sqrt(NAME * 0.2 * DATE), NAME, NAME, 0.2 * DATE]
    )


def test_alias_edges_have_a_weight_of_their_own():
    namesakes = Resolution(
        entities=tuple(
            Entity(name, "title", 1) for name in ("Devotion", "Devotion (film)", "Devotion (play)")
        ),
        aliases=(Alias(0, "Devotion", "name"),),
        occurrences=(Occurrence(0, 0, 0), Occurrence(1, 0, -1), Occurrence(2, 1, -1)),
        facts=(),
        joins=(),
    )
    titles = ["Devotion (film)", "Devotion (play)"]
    view = view_of_resolution(namesakes, titles, np.array([0, 1, 1], dtype=np.int32))
    weights = static_weights(view)
    assert weights[view.graph.kind == 2] == pytest.approx([0.3, 0.3])
    assert view.namesakes == {0: (1, 2), 1: (0,), 2: (0,)}
