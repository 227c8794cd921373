"""The fact that fits what is left of a question, on the films of `tests/graphs.py`.

Ada Lane's passage: "Ada Lane made Devotion in 1929." (made), "She lived in 1929." (lived in).
"""

from dataclasses import replace

import pytest

from graphrag.datatypes import Entity, Hop, ScoredPassage, ScoredSentence
from graphrag.evidence.last_hop import is_same_name, last_hop, left_of
from graphrag.language.words import root
from tests.graphs import FILMS
from tests.stand_ins import SPANS, TEXTS, film_index, signals_of

INDEX = film_index()
MADE, LIVED = "made", "lived in"


def chosen(question: str, near=(0.0, 0.0), asked_on=(0.0, 0.0), index=INDEX) -> Hop:
    """The hop chosen of Ada Lane's passage, whose sentences are that near."""
    signals = signals_of(index, question, (0, 0, 0), residual=(*near, 0))
    sentences = tuple(
        ScoredSentence(TEXTS[0][a:b], a, b, 0.0, hop)
        for (a, b), hop in zip(SPANS, asked_on, strict=False)
    )
    passage = ScoredPassage("p0", "Ada Lane", TEXTS[0], 1.0, {}, sentences)
    hop = last_hop(index, passage, 0, signals, left_of(signals, ()))
    assert hop is not None
    return hop


def fact(question: str, near=(0.0, 0.0), asked_on=(0.0, 0.0), index=INDEX) -> str:
    """Its predicate."""
    return chosen(question, near, asked_on, index).relation


@pytest.mark.parametrize(
    ("question", "lead"),  # how much nearer "She lived in 1929." must be to be chosen
    [
        ("What did Ada Lane do?", 0.1 + 0.8),  # the other is first, and a date is not asked for
        ("What did Ada Lane make?", 0.1 + 0.8 + 1.0),  # "made"
        ("Where did Ada Lane do it?", 0.1 + 0.8),  # "lived in", but 1929 is no place
    ],
)
def test_what_each_part_weighs(question: str, lead: float):
    assert fact(question, (0.0, lead - 0.01)) == MADE
    assert fact(question, (0.0, lead + 0.01)) == LIVED


@pytest.mark.parametrize(
    ("question", "town", "lead"),
    [
        ("Where did Ada Lane do it?", "Oslo", 0.1 - 0.8),  # "lived in"
        ("Who was with Ada Lane?", "1929", 0.1 + 0.8),
        ("Who was with Ada Lane?", "Oslo", 0.1),  # no given name
        ("Who was with Ada Lane?", "Ada", 0.1),  # and no surname
        ("In what country was Ada Lane?", "Oslo", 0.1),
    ],
)
def test_the_object_is_of_the_kind_asked_for(question: str, town: str, lead: float):
    there = Entity(town, "date" if town == "1929" else "name", 1)
    index = film_index(replace(FILMS, entities=(*FILMS.entities[:2], there)))
    first, second = max(0.0, -lead), max(0.0, lead)
    assert fact(question, (first + 0.01, second), index=index) == MADE
    assert fact(question, (first, second + 0.01), index=index) == LIVED


@pytest.mark.parametrize(
    ("question", "value", "kind"),
    [
        ("When did Ada Lane do it?", "1929", "date"),
        ("In what country was Ada Lane?", "Norway", "name"),
        ("Who was with Ada Lane?", "Bob Rook", "name"),
    ],
)
def test_a_value_asked_for_that_no_fact_has_is_mentioned(question: str, value: str, kind: str):
    """The first sentence has the value too: it is mentioned where that is nearer than the fact."""
    there = Entity(value, kind, 1)
    index = film_index(replace(FILMS, entities=(*FILMS.entities[:2], there)))
    assert fact(question, (0.5, 0.61), index=index) == LIVED
    hop = chosen(question, (0.5, 0.59), index=index)
    assert (hop.source, hop.relation, hop.target) == ("Ada Lane", "mentions", value)
    assert hop.sentence == "Ada Lane made Devotion in 1929."


def test_only_values_of_a_kind_asked_for_are_mentioned():
    index = film_index(replace(FILMS, facts=()))
    signals = signals_of(index, "What did Ada Lane do?", (0, 0, 0))
    sentences = tuple(ScoredSentence(TEXTS[0][a:b], a, b, 0.0, 0.0) for a, b in SPANS[:2])
    passage = ScoredPassage("p0", "Ada Lane", TEXTS[0], 1.0, {}, sentences)
    assert last_hop(index, passage, 0, signals, left_of(signals, ())) is None


def test_what_was_asked_on_counts_where_it_is_nearer():
    assert fact("When did Ada Lane live?", (0.4, 0.4), asked_on=(0.0, 0.6)) == LIVED
    assert fact("What did Ada Lane do?", (0.0, 0.8), asked_on=(0.0, 0.0)) == MADE
    assert fact("What did Ada Lane do?", (0.0, 0.8), asked_on=(0.0, 1.0)) == LIVED


def test_names_and_what_earlier_hops_say_are_struck_out():
    signals = signals_of(INDEX, "Where was the director of Devotion born?", (0, 0, 0))
    said = Hop("Devotion", "is by", "Ada Lane", "p1", "Devotion was directed by Ada Lane.")
    before, after = left_of(signals, ()), left_of(signals, (said,))
    assert before.words == {root("director"), root("born")}
    assert after.words == {root("born")}
    assert after.kinds == {"place"}


def test_a_common_word_that_some_entity_is_called_by_is_no_name():
    asked = left_of(signals_of(INDEX, "What devotion did Ada Lane feel?", (0, 0, 0)), ())
    assert asked.words == {root("devotion"), root("feel")}
    lower = left_of(signals_of(INDEX, "what devotion did ada lane feel?", (0, 0, 0)), ())
    assert lower.words == {root("feel")}


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("When was she born?", {"date"}),
        ("Who is older, Ada Lane or Bo Ray?", {"date"}),
        ("In what city did she live?", {"place"}),
        ("Do they share the same nationality?", {"country"}),
        ("Who was she?", {"person"}),
        ("Which film is longest?", set()),
    ],
)
def test_kinds_of_value_are_asked_for_in_general_words(question: str, kinds: set[str]):
    assert left_of(signals_of(INDEX, question, (0, 0, 0)), ()).kinds == kinds


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Mary Lane", "Ada Lane", True),
        ("Lane", "Ada Lane", True),
        ("Ada Lane", "Ada Lane (poet)", True),
        ("Ada", "Ada Lane", False),
        ("Ada Berg Lane", "Ida Lane", False),
        ("A statue of Ada Lane", "Ada Lane", False),
    ],
)
def test_names_of_one_thing_in_a_passage(one: str, other: str, same: bool) -> None:
    assert is_same_name(one, other) is is_same_name(other, one) is same
