"""A sentence that says outright which of two has more."""

from __future__ import annotations

import pytest

from tests.graphrag.reading.build import ask, passage

WEIGHT = passage("w", "Timber", "Oak is heavier than pine.", "Both are sold by the yard.")
LIME = passage("l", "Lime", "Quick lime holds about 2x more salt per sack than slaked lime.")
WARM = passage("c", "Rooms", "The cellar is no warmer than the attic.")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Which is heavier, oak or pine?", "oak"),
        ("Is pine heavier than oak?", "no"),
        ("Is oak heavier than pine?", "yes"),
    ],
)
def test_the_side_that_is_said_to_have_more(question: str, answer: str) -> None:
    found = ask(question, WEIGHT)
    assert found.text == answer
    assert [citation.text for citation in found.citations] == ["Oak is heavier than pine."]


def test_words_may_stand_between() -> None:
    assert (
        ask("Which holds more salt per sack, slaked lime or quick lime?", LIME).text == "quick lime"
    )


def test_another_comparison_of_the_two_decides_nothing() -> None:
    asked = "Which has more knots, oak or pine?"
    assert "heavier" not in ask(asked, WEIGHT).text and ask(asked, WEIGHT).confidence < 0.5


def test_nor_one_of_another_quality_that_names_what_they_are() -> None:
    bikes = passage("b", "Bikes", "The bike Alpha is faster than the bike Beta.")
    assert ask("Which bike is lighter, Alpha or Beta?", bikes).confidence < 0.5


def test_nor_a_sentence_that_denies_it() -> None:
    assert ask("Which is warmer, the cellar or the attic?", WARM).confidence < 0.5
