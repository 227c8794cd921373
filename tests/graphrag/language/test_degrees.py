"""Words of comparing, and the end that a question asks for."""

import pytest

from graphrag.language.degrees import DEGREES, LEAST, MOST, end_in


def test_a_measure_has_two_ways() -> None:
    assert (DEGREES["taller"].way, DEGREES["shortest"].way) == (MOST, LEAST)
    assert DEGREES["heaviest"].column == DEGREES["lighter"].column
    assert DEGREES["older"].turned.way == LEAST


@pytest.mark.parametrize(
    ("question", "way", "kind"),
    [
        ("Which boat is the longest?", MOST, ""),
        ("Who has been with us the longest?", MOST, "age"),
        ("Which hut is the newest?", LEAST, "age"),
        ("Whose licence expires first?", LEAST, "date"),
        ("Who was the last to join?", MOST, "date"),
        ("Who joined most recently?", MOST, "date"),
        ("Which hut is the least expensive?", LEAST, "price"),
        ("Which is the biggest hut?", MOST, "size"),
    ],
)
def test_end_in(question: str, way: str, kind: str) -> None:
    found = end_in(question)
    assert found is not None and (found[0].way, found[0].kind) == (way, kind)


@pytest.mark.parametrize(
    "question", ["Whose first aid licence is valid?", "Which hut has a last post?", "Which hut?"]
)
def test_a_word_within_a_name_is_no_end(question: str) -> None:
    assert end_in(question) is None
