"""Schemes and boosts beside the default, written out on the films of `tests/graphs.py`.

Edges by (source, target): Devotion - Ada Lane, Devotion - p3, Devotion - p4, Ada Lane - 1929,
Ada Lane - p3, Ada Lane - p4, 1929 - p3.
"""

from dataclasses import replace

import numpy as np
import pytest

from graphrag.retrieval.weighting.counted import counted_weights
from graphrag.retrieval.weighting.direction import directed_weights, share_ahead
from graphrag.retrieval.weighting.key_facts import boost_key_passages
from graphrag.retrieval.weighting.relation_words import boost_relations
from graphrag.retrieval.weighting.schemes import weigh_edges
from graphrag.retrieval.weighting.tiers import tiered_weights
from graphrag.retrieval.weighting.typed import BASE, HUB, typed_weights
from graphrag.settings import Weighting
from tests.graphs import FILMS, STAR, view_of, view_of_resolution
from tests.stand_ins import film_index, signals_of

ONES = np.ones(7, dtype=np.float32)
SIMILARITY = np.array([0.9, 0.6, 0.3], dtype=np.float32)


def indexed():
    index = film_index()
    return index


def test_counts_alone():
    found = counted_weights(view_of_resolution())
    # Two facts join Devotion and Ada Lane; a name counts once a passage, however often it is said.
    assert found.tolist() == [2, 1, 1, 1, 1, 1, 1]


def test_kinds_and_hubs():
    assert typed_weights(view_of_resolution()) == pytest.approx([0.8] * 7)
    star = view_of(2 * HUB + 1, [(0, leaf) for leaf in range(1, 2 * HUB + 1)])
    assert typed_weights(star) == pytest.approx([BASE[0] / 2] * 2 * HUB)
    assert typed_weights(STAR.view) == pytest.approx([BASE[0]] * 4)


def test_tiers_judge_the_relation_edges_of_the_seeds():
    view, seeds = view_of_resolution(), np.array([0, 1, 0], np.float32)
    # Ada Lane - Devotion is stated by the nearest sentence, Ada Lane - 1929 by one 0.3 behind.
    near = tiered_weights(view, ONES, seeds, np.array([0.9, 0.65, 0.3], np.float32))
    assert near.tolist() == [5, 1, 1, 0.25, 1, 1, 1]
    far = tiered_weights(view, ONES, seeds, np.array([0.9, 0.5, 0.3], np.float32))
    assert far.tolist() == [5, 1, 1, 0, 1, 1, 1]
    middling = tiered_weights(view, ONES, seeds, np.array([0.7, 0.6, 0.3], np.float32))
    assert middling.tolist() == [5, 1, 1, 2.5, 1, 1, 1]
    below = tiered_weights(view, ONES, seeds, np.array([-0.1, -0.2, -0.9], np.float32))
    assert below.tolist() == [5, 1, 1, 2.5, 1, 1, 1]  # a cosine may be below 0
    nobody = tiered_weights(view, ONES, np.zeros(3, np.float32), SIMILARITY)
    assert nobody.tolist() == [1] * 7


def test_of_each_seed_only_some_edges_are_judged():
    leaves = 20
    star = view_of(leaves + 1, [(0, leaf) for leaf in range(1, leaves + 1)])
    seeds = np.zeros(leaves + 1, np.float32)
    seeds[0] = 1
    # No sentence states any of them: the worst tier for 15, the weak weight for the rest.
    found = tiered_weights(star, np.ones(leaves, np.float32), seeds, np.ones(1, np.float32))
    assert found.tolist() == [0.0] * 15 + [0.25] * 5


def test_key_facts_raise_the_edges_to_their_passage():
    view = view_of_resolution()
    # Sentence 1 of passage 3 names 1929; the passage is titled Ada Lane.
    assert boost_key_passages(view, ONES, [1], 2.5).tolist() == [1, 1, 1, 1, 3.5, 1, 3.5]
    twice = boost_key_passages(view, ONES, [0, 1], 2.5)
    assert twice.tolist() == [1, 3.5, 1, 1, 3.5, 1, 3.5]  # raised once, not for each fact
    assert boost_key_passages(view, ONES, [], 2.5).tolist() == [1] * 7


@pytest.mark.parametrize(
    ("question", "raised"),
    [
        ("Where did Ada Lane live?", [1, 1, 1, 4, 1, 1, 1]),  # "lived in"
        ("Who makes Devotion?", [4, 1, 1, 1, 1, 1, 1]),  # "made" is of one family with it
        ("Who made it?", [4, 1, 1, 1, 1, 1, 1]),
        ("Is Ada Lane in it?", [1] * 7),
    ],
)
def test_relation_words(question, raised):
    index = indexed()
    signals = signals_of(index, question, SIMILARITY)
    assert boost_relations(index, ONES, signals, 4.0).tolist() == raised


def test_words_of_a_family_mean_one_relation():
    facts = (replace(FILMS.facts[0], predicate="wrote"), *FILMS.facts[1:])
    index = film_index(replace(FILMS, facts=facts))
    signals = signals_of(index, "Which author?", SIMILARITY)
    assert boost_relations(index, ONES, signals, 2.0).tolist() == [2, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("edges", "walked"),
    [
        (("context", "relation", "alias"), [2, 1, 1, 1, 1, 1, 1]),
        (("context",), [0, 1, 1, 0, 1, 1, 1]),
        (("relation", "alias"), [2, 0, 0, 1, 0, 0, 0]),
        ((), [0] * 7),
    ],
)
def test_only_kinds_of_edges_that_are_walked_weigh(edges, walked):
    index = indexed()
    index.settings = replace(index.settings, weighting=Weighting(scheme="static", edges=edges))
    found = weigh_edges(index, signals_of(index, "Who?", SIMILARITY)).all()
    assert found.tolist() == walked and found.dtype == np.float32


def test_direction_follows_the_subject():
    index = indexed()
    # Devotion - Ada Lane is stated once each way; Ada Lane lived in 1929.
    assert share_ahead(index).tolist() == [0.5, -1, -1, 1, -1, -1, -1]
    along, against = directed_weights(index, 2 * ONES, 3.0)
    assert along.tolist() == [4, 2, 2, 6, 2, 2, 2]
    assert against.tolist() == [4, 2, 2, 2, 2, 2, 2]
