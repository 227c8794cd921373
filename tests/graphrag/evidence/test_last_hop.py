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


@pytest.mark.parametrize(
    ("question", "town", "lead"),
    [
        ("Where did Ada Lane do it?", "Oslo", 0.1 + 0.06 - 0.5),  # "lived in"
        ("Who was with Ada Lane?", "1929", 0.1 + 0.06 + 0.3),  # a date is no person
        ("Who was with Ada Lane?", "Oslo", 0.1 + 0.06),  # it may be, for all that is known
        ("Who was with Ada Lane?", "Norway", 0.1 + 0.06 + 0.3),  # a country is none
        ("In what country was Ada Lane?", "Oslo", 0.1 + 0.06),
    ],
)
def test_the_object_is_of_the_kind_asked_for(question: str, town: str, lead: float):
    there = Entity(town, "date" if town == "1929" else "name", 1)
    index = film_index(replace(FILMS, entities=(*FILMS.entities[:2], there)))
    assert fact(question, (0.4, 0.4 + lead - 0.01), index=index) == MADE
    assert fact(question, (0.4, 0.4 + lead + 0.01), index=index) == LIVED


def test_a_sentence_that_writes_a_country_is_preferred_where_one_is_asked_for():
    index = film_index(texts=["Ada Lane made Devotion in 1929. She lived Norway ..", TEXTS[1]])
    lead = 0.1 + 0.06 - 0.3
    for question in ("In what country was Ada Lane?", "What was the nationality of Ada Lane?"):
        assert fact(question, (0.4, 0.4 + lead - 0.01), index=index) == MADE
        assert fact(question, (0.4, 0.4 + lead + 0.01), index=index) == LIVED


def test_what_was_asked_on_counts_where_it_is_nearer():
    assert fact("What did Ada Lane do?", (0.4, 0.4), asked_on=(0.0, 0.6)) == LIVED
    assert fact("What did Ada Lane do?", (0.4, 0.4), asked_on=(0.6, 0.6)) == MADE


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
