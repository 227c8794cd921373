"""Facts in words: what qualifies them is shown wherever they are."""

from dataclasses import replace

from graphrag.datatypes import Fact
from graphrag.index.facts import facts_of, stated
from graphrag.llm_stages.fact_selection import fact_line
from tests.graphs import FILMS
from tests.stand_ins import film_index

HEARSAY = Fact(1, "may have made", -1, 0, 0, "parser", "", "a small film", "may; Jon said")


def test_what_the_predicate_does_not_say_stands_in_brackets():
    index = film_index(replace(FILMS, facts=(HEARSAY,)))
    fact = stated(index, 0)
    assert fact.qualifiers == ("may", "Jon said")
    assert str(fact) == "Ada Lane may have made (Jon said) a small film"
    assert (fact.subject_entity, fact.object_entity) == (1, -1)
    assert facts_of(index, 0) == [fact] and facts_of(index, 1) == []


def test_a_language_model_is_told_it_too():
    index = film_index(replace(FILMS, facts=(HEARSAY,)))
    assert "[Ada Lane | may have made (Jon said) | a small film]" in fact_line(index, 0)


def test_a_fact_of_two_entities_has_their_names():
    assert [str(fact) for fact in facts_of(film_index(), 2)] == ["Devotion is by Ada Lane"]
