"""Reset vectors, the arithmetic written out on the films of `tests/graphs.py`."""

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from graphrag.datatypes import Entity
from graphrag.retrieval.seeding import nearest, passage_reset, place_seeds
from graphrag.retrieval.seeding.anchors import word_anchors
from graphrag.retrieval.seeding.spreading import spread
from graphrag.settings import Walk
from tests.graphs import FILMS
from tests.stand_ins import film_index, hits, signals_of

LISTS = {"dense": [(0, 0.8), (1, 0.2)], "bm25": [(1, 3.0)]}
WALK = Walk()
TWO = 1 / sqrt(2)  # specificity of an entity that two passages name


def place(question, n_facts=0, section=WALK, similarity=(0.9, 0.6, 0.3), lists=LISTS):
    index = film_index()
    return place_seeds(index, signals_of(index, question, similarity, **lists), n_facts, section)


def test_a_name_takes_all_that_passages_leave():
    reset = place("Who made Devotion?")
    assert reset.vector[:3] == pytest.approx([0.95, 0, 0])
    assert reset.vector.sum() == pytest.approx(1)
    (seed,) = reset.seeds
    assert (seed.entity, seed.source) == ("Devotion", "mention")
    assert seed.weight == pytest.approx(0.95)


def test_passages_share_their_mass_by_both_lists():
    # minmax(dense) = 1, 0 and minmax(BM25) of a single hit = 1: one half each.
    assert place("Who made Devotion?").vector[3:] == pytest.approx([0.025, 0.025])


def test_rarer_names_weigh_more():
    reset = place("Did Ada Lane live in 1929?")
    total = TWO + 1
    assert reset.vector[:3] == pytest.approx([0, 0.95 * TWO / total, 0.95 / total])
    assert [(seed.entity, seed.spread) for seed in reset.seeds] == [("1929", 0.5), ("Ada Lane", 1)]


def test_the_nearest_sentence_adds_its_names_and_its_title():
    # Sentence 1, "She lived in 1929.", names 1929; its passage is titled Ada Lane.
    reset = place("What year?", n_facts=1, similarity=(0.1, 0.8, 0.3))
    total = 0.8 * TWO + 0.8
    assert reset.vector[:3] == pytest.approx([0, 0.95 * 0.8 * TWO / total, 0.95 * 0.8 / total])
    assert {seed.source for seed in reset.seeds} == {"fact"}


def test_names_and_facts_add_up():
    # "Ada Lane" is in the question and twice in the facts: sentences 0 and 1.
    reset = place("Ada Lane?", n_facts=2)
    named = TWO + 0.9 * TWO + 0.6 * TWO
    devotion, year = 0.9 * TWO, 0.9 + 0.6
    total = named + devotion + year
    assert reset.vector[:3] == pytest.approx(np.array([devotion, named, year]) * 0.95 / total)


def test_sentences_unlike_the_question_add_nothing():
    reset = place("What year?", n_facts=3, similarity=(-0.1, -0.2, -0.3))
    assert reset.seeds == () and reset.vector[:3].tolist() == [0, 0, 0]


def test_without_a_known_name_passages_hold_everything():
    reset = place("Why?")
    assert reset.seeds == ()
    assert reset.vector == pytest.approx([0, 0, 0, 0.5, 0.5])


def test_a_near_spelling_is_a_fuzzy_seed_of_less_weight():
    (seed,) = place("Is it by Ada Laine?").seeds
    assert (seed.entity, seed.source) == ("Ada Lane", "fuzzy")


def test_no_mass_on_passages():
    vector = place("Devotion?", section=Walk(seeds=("names", "facts"))).vector
    assert vector == pytest.approx([1, 0, 0, 0, 0])


def test_no_list_at_all_spreads_over_all_passages():
    assert place("Why?", lists={}).vector == pytest.approx([0, 0, 0, 0.5, 0.5])


def test_only_the_best_passages_share():
    signals = signals_of(film_index(), "Why?", (0.9, 0.6, 0.3), dense=[(2, 9), (0, 5), (1, 1)])
    # minmax: 1, 0.5, 0
    passages, shares = passage_reset(signals, 4, 100)
    assert passages.tolist() == [0, 2] and shares == pytest.approx([1 / 3, 2 / 3])
    passages, shares = passage_reset(signals, 4, 1)
    assert passages.tolist() == [2] and shares.tolist() == [1]


def test_nearest():
    assert nearest(np.array([0.1, 0.9, 0.5, 0.9], np.float32), 3) == [1, 3, 2]
    assert nearest(np.array([0.1], np.float32), 5) == [0]
    assert nearest(np.empty(0, np.float32), 5) == []
    assert nearest(np.array([0.1], np.float32), 0) == []


def test_hits_of_equal_score_count_alike():
    signals = signals_of(film_index(), "Why?", (0, 0, 0))
    tied = [hits((0, 2.0), (1, 2.0)), hits()]
    passages, shares = passage_reset(replace(signals, dense=tied[0], bm25=tied[1]), 2, 10)
    assert passages.tolist() == [0, 1] and shares.tolist() == [0.5, 0.5]


# --- what may be added --------------------------------------------------------------------------


def test_without_literals_a_near_sentence_gives_its_names_only():
    section = replace(WALK, seeds=("names", "facts", "passages"))
    # Sentence 1, "She lived in 1929.", names 1929; its passage is titled Ada Lane.
    reset = place("What year?", n_facts=1, similarity=(0.1, 0.8, 0.3), section=section)
    assert reset.vector[:3] == pytest.approx([0, 0.95, 0])
    named = place("Was it 1929?", n_facts=0, section=section)
    assert [seed.entity for seed in named.seeds] == ["1929"]


def test_a_plain_word_that_names_an_entity_is_a_weak_anchor():
    films = replace(FILMS, entities=(*FILMS.entities[:2], Entity("director", "name", 1)))
    index = film_index(films)
    signals = signals_of(index, "Which director made Devotion?", (0.9, 0.6, 0.3), **LISTS)
    assert word_anchors(index, signals, 0.2) == pytest.approx([0, 0, 0.2])
    reset = place_seeds(index, signals, 0, replace(WALK, seeds=(*WALK.seeds, "words")))
    total = TWO + 0.2
    assert reset.vector[:3] == pytest.approx([0.95 * TWO / total, 0, 0.95 * 0.2 / total])
    assert [seed.source for seed in reset.seeds] == ["mention", "anchor"]
    assert place_seeds(index, signals, 0, WALK).vector[2] == 0


def test_activation_spreads_through_sentences_that_fit():
    index = film_index()
    signals = signals_of(index, "Who made Devotion?", (0.9, 0.6, 0.3), **LISTS)
    start = np.array([TWO, 0, 0], np.float32)  # Devotion
    # Sentence 0 names Devotion and Ada Lane: 1 · 0.9, and two passages name her. 1929 is a date.
    assert spread(index, signals, start, 0.3) == pytest.approx([1, 0.9 * TWO, 0])
    assert spread(index, signals, start, 0.95) == pytest.approx([1, 0, 0])
    assert spread(index, signals, np.zeros(3, np.float32), 0.3).tolist() == [0, 0, 0]
    reset = place("Who made Devotion?", section=replace(WALK, seeds=(*WALK.seeds, "spreading")))
    assert [seed.entity for seed in reset.seeds] == ["Devotion", "Ada Lane"]


def test_sentences_of_fact_paths_take_the_place_of_the_nearest():
    index = film_index()
    signals = signals_of(index, "What year?", (0.9, 0.1, 0.1), **LISTS)
    found = replace(signals, path_facts=((1, 0.5),))
    # Two nearest facts would weigh as much as this one does: 2 · 0.5 on each of its names.
    reset = place_seeds(index, found, 2, WALK)
    total = 1.0 + TWO
    assert reset.vector[:3] == pytest.approx([0, 0.95 * TWO / total, 0.95 / total])
    assert place_seeds(index, found, 0, WALK).seeds == ()
