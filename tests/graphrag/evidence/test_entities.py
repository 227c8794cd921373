"""What an index knows of a thing, on the fixed index of twelve passages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graphrag.errors import QuestionError
from graphrag.evidence.entities import entity_card, find_entities, way_between
from graphrag.index import Index


def test_a_thing_is_found_by_its_name_first_and_by_a_part_of_it(golden_index: Index) -> None:
    assert find_entities(golden_index, "Ilse Marrow")[0].name == "Ilse Marrow"
    assert "Ilse Marrow" in [found.name for found in find_entities(golden_index, "marr")]
    assert find_entities(golden_index, "  ") == () == find_entities(golden_index, "zzqq")


def test_the_card_quotes_the_sentence_of_every_fact(golden_index: Index) -> None:
    card = entity_card(golden_index, "Ilse Marrow")
    assert card.fact_count == len(card.facts) > 0 and card.passage_count == len(card.passages)
    texts = " ".join(golden_index.texts)
    assert all(fact.sentence in texts for fact in card.facts)
    assert all("Ilse Marrow" in (fact.subject, fact.object) for fact in card.facts)
    joined = {end for fact in card.facts for end in (fact.subject, fact.object)}
    assert {neighbour.name for neighbour in card.neighbours} <= joined


def test_the_way_between_two_things_is_a_chain_of_sentences(golden_index: Index) -> None:
    way = way_between(golden_index, "The Glass Heron (film)", "Port Kelder")
    assert (way[0].source, way[-1].target) == ("The Glass Heron (film)", "Port Kelder")
    assert all(a.target == b.source for a, b in pairwise(way))
    assert way_between(golden_index, "Port Kelder", "Port Kelder") == ()


def test_a_name_that_nothing_has_is_refused(golden_index: Index) -> None:
    with pytest.raises(QuestionError, match="nothing in the index is called 'Nobody'"):
        entity_card(golden_index, "Nobody")
