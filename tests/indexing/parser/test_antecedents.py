"""Whom a pronoun, a possessive and "the film" stand for; nobody where that is not sure."""

import pytest

from indexing.parser.antecedents import name_like
from tests.indexing.parser.parsed import told

SURE = {
    ("Ada Lane", "Ada Lane was a painter. She died in Velm."): "Ada Lane | died in | Velm",
    ("Ada Lane", "She died in Velm."): "Ada Lane | died in | Velm",
    ("", "Hope met Jon Rook. She died in Velm."): "Hope | died in | Velm",
    ("Orlov", "Orlov is a town. Its mayor is Ann Dahl."): "Orlov | has as mayor | Ann Dahl",
    (
        "Glass Harbour (film)",
        "Glass Harbour is a 1962 film. It was shot in Lisbon.",
    ): "Glass Harbour (film) | was shot in | Lisbon",
    (
        "Glass Harbour (film)",
        "Glass Harbour is a 1962 film. The film won the Silver Star.",
    ): "Glass Harbour (film) | won | Silver Star",
    (
        "",
        "Jon Rook was born in Velm. His brother lived in Orlov.",
    ): "Jon Rook’s brother | lived in | Orlov",
    ("", "Jon Rook was a poet. His mentor was Ann Dahl. He left Velm."): "Jon Rook | left | Velm",
}
UNSURE = {
    ("Travel to Velm: what to know", "He died in Orlov."): "died in",
    ("Velm Boat Association Bylaws", "He kept the seal in Velm."): "kept the seal",
    ("Transcript", "He was born in Velm."): "was born in",
    ("Ada Lane", "Ada Lane met Jon Rook. It was shown in Velm."): "was shown in",
    ("Ada Lane", "Ada Lane loved her teacher. He founded the Polar Club."): "founded",
    ("", "Glass Harbour is a film. He left Velm."): "left",
    ("", "The company moved to Velm. It is clear that it owns Orlov."): "owns",
}


@pytest.mark.parametrize(("title", "text"), SURE)
def test_sure(title: str, text: str):
    assert SURE[title, text] in told(text, title)


@pytest.mark.parametrize(("title", "text"), UNSURE)
def test_unsure(title: str, text: str):
    assert not [fact for fact in told(text, title) if f"| {UNSURE[title, text]} |" in fact]


def test_a_title_is_no_subject_of_a_sentence_that_names_another():
    found = told("Jon Rook visited Velm in 1950.", "Ada Lane")
    assert found and all(fact.startswith("Jon Rook") for fact in found)


@pytest.mark.parametrize(
    ("title", "is_name"),
    [
        ("Ada Lane", True),
        ("Ludwig van Beethoven", True),
        ("Glass Harbour (1962 film)", True),
        ("travel to Velm", False),
        ("Travel in 1950", False),
        ("One Two Three Four Five", True),
        ("One Two Three Four Five Six", False),
        ("", False),
    ],
)
def test_a_title_that_can_be_a_name(title: str, is_name: bool):
    assert name_like(title) == is_name
