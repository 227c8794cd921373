"""The fact that fits what is left of a question, on the films of `tests/graphs.py`.

Ada Lane's passage: "Ada Lane made Devotion in 1929." (made), "She lived in 1929." (lived in).
"""

from dataclasses import replace

import pytest

from graphrag.datatypes import Entity, Hop, ScoredPassage, ScoredSentence
from graphrag.evidence.last_hop import fitting_fact, left_of
from graphrag.language.words import root
from tests.graphs import FILMS
from tests.stand_ins import SPANS, TEXTS, film_index, signals_of

INDEX = film_index()
IN_OSLO = film_index(replace(FILMS, entities=(*FILMS.entities[:2], Entity("Oslo", "name", 1))))
MADE, LIVED = "made", "lived in"


def fact(question: str, near=(0.0, 0.0), asked_on=(0.0, 0.0), index=INDEX) -> str:
    """The predicate chosen for Ada Lane's passage, whose sentences are that near."""
    signals = signals_of(index, question, (0, 0, 0), residual=(*near, 0))
    sentences = tuple(
        ScoredSentence(TEXTS[0][a:b], a, b, 0.0, hop)
        for (a, b), hop in zip(SPANS, asked_on, strict=False)
    )
    passage = ScoredPassage("p0", "Ada Lane", TEXTS[0], 1.0, {}, sentences)
    chosen = fitting_fact(index, passage, 0, signals, left_of(signals, ()))
    assert chosen is not None
    return index.predicates[chosen]


@pytest.mark.parametrize(
    ("question", "lead"),  # how much nearer "She lived in 1929." must be to be chosen
    [
        ("What did Ada Lane do?", 0.1 + 0.06),  # the other sentence names her, and is the first
        ("What did Ada Lane make?", 0.1 + 0.06 + 0.2),  # "made"
        ("When did Ada Lane do it?", 0.1 + 0.06 - 0.05),  # the object is the date
        ("Where did Ada Lane do it?", 0.1 + 0.06),  # "lived in", but 1929 is no place
    ],
)
def test_what_each_part_weighs(question: str, lead: float):
    assert fact(question, (0.4, 0.4 + lead - 0.01)) == MADE
    assert fact(question, (0.4, 0.4 + lead + 0.01)) == LIVED


def test_where_wants_what_stands_in_or_at_a_place():
    lead = 0.1 + 0.06 - 0.5
    assert fact("Where did Ada Lane do it?", (0.4, 0.4 + lead - 0.01), index=IN_OSLO) == MADE
    assert fact("Where did Ada Lane do it?", (0.4, 0.4 + lead + 0.01), index=IN_OSLO) == LIVED


def test_what_was_asked_on_counts_where_it_is_nearer():
    assert fact("What did Ada Lane do?", (0.4, 0.4), asked_on=(0.0, 0.6)) == LIVED
    assert fact("What did Ada Lane do?", (0.4, 0.4), asked_on=(0.6, 0.6)) == MADE


def test_names_and_what_earlier_hops_say_are_struck_out():
    signals = signals_of(INDEX, "Where was the director of Devotion born?", (0, 0, 0))
    said = Hop("Devotion", "is by", "Ada Lane", "p1", "Devotion was directed by Ada Lane.")
    before, after = left_of(signals, ()), left_of(signals, (said,))
    assert before.words == {root("director"), root("born")}
    assert after.words == {root("born")}
    assert (after.place, after.time) == (True, False)


def test_a_common_word_that_some_entity_is_called_by_is_no_name():
    asked = left_of(signals_of(INDEX, "What devotion did Ada Lane feel?", (0, 0, 0)), ())
    assert asked.words == {root("devotion"), root("feel")}
    lower = left_of(signals_of(INDEX, "what devotion did ada lane feel?", (0, 0, 0)), ())
    assert lower.words == {root("feel")}


@pytest.mark.parametrize(
    ("question", "time", "place"),
    [
        ("When was she born?", True, False),
        ("Who is older, Ada Lane or Bo Ray?", True, False),
        ("In what city did she live?", False, True),
        ("Who was she?", False, False),
    ],
)
def test_times_and_places_are_asked_for_in_general_words(question: str, time: bool, place: bool):
    left = left_of(signals_of(INDEX, question, (0, 0, 0)), ())
    assert (left.time, left.place) == (time, place)
