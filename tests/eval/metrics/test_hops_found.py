"""Gold hops in returned paths, on one question of two hops."""

from eval.metrics.hops_found import hops_found
from eval.questions import Evidence
from graphrag.datatypes import Hop

GOLD = (
    Evidence(("Get Low",), "performer", ("Dillon Francis",)),
    Evidence(("Dillon Francis",), "date of birth", ("October 5, 1987",)),
)


def hop(source, target, sentence=""):
    return Hop(source, "is", target, "p", sentence)


def test_both_ends_in_either_direction():
    assert hops_found(GOLD, [hop("Get Low", "Dillon Francis")]) == 1 / 2
    assert hops_found(GOLD, [hop("dillon francis", "Get Low (song)")]) == 1 / 2


def test_the_sentence_may_name_the_other_end():
    stated = hop("Dillon Francis", "DJ", "Dillon Francis (born 5 October 1987) is a DJ.")
    assert hops_found(GOLD, [stated]) == 1 / 2
    assert hops_found(GOLD, [stated, hop("Get Low", "Dillon Francis")]) == 1


def test_a_name_is_matched_as_whole_words_only():
    assert hops_found(GOLD, [hop("Get Low", "DJ", "It is by Dillon Franciscus.")]) == 0
    assert hops_found(GOLD, [hop("Low", "Dillon Francis")]) == 0


def test_dates_match_in_any_order_but_not_by_a_part():
    assert hops_found(GOLD, [hop("Dillon Francis", "5 October 1987")]) == 1 / 2
    assert hops_found(GOLD, [hop("Dillon Francis", "1987")]) == 0
    assert hops_found(GOLD, [hop("Dillon Francis", "6 October 1987")]) == 0
    assert hops_found(GOLD, [hop("Low Get", "Francis Dillon")]) == 0  # names have an order
    assert hops_found(GOLD, [hop("Dillon Francis", "x", "He was born in October 1987.")]) == 0


def test_aliases_of_an_end_count():
    gold = (Evidence(("UK", "United Kingdom"), "capital", ("London",)),)
    assert hops_found(gold, [hop("United Kingdom", "London")]) == 1


def test_no_hop_returned_finds_none():
    assert hops_found(GOLD, []) == 0


def test_a_hop_that_comes_twice_is_found_once_and_a_gold_hop_wanted_twice_counts_twice():
    found = hop("Get Low", "Dillon Francis")
    assert hops_found(GOLD, [found, found]) == 1 / 2
    assert hops_found((GOLD[0], GOLD[0], GOLD[1]), [found]) == 2 / 3
