"""Roles followed from page to page."""

from __future__ import annotations

import pytest

from graphrag.reading.page import Page, open_pages, plain
from graphrag.reading.relations.roles import follow, role_values
from tests.graphrag.reading.build import passage


def page(title: str, *sentences: str) -> Page:
    built = passage(title, title, *sentences)
    return Page(0, built, plain(built.text))


@pytest.mark.parametrize(
    ("role", "sentence", "name"),
    [
        ("director", "Salt is a film written and directed by Anna Berg.", "Anna Berg"),
        ("director", "It is a 2008 film by Catalan auteur Al Serra.", "Al Serra"),
        ("performer", '"Salt" is a song by American singer Bo Ray.', "Bo Ray"),
        ("composer", "The music was composed by Ilse Ravn.", "Ilse Ravn"),
        ("author", "Salt is a novel by Cy Fox.", "Cy Fox"),
        ("founder", "The firm was founded by Al Moss.", "Al Moss"),
        ("father", "He was the son of Nils Holm and Queen Ada.", "Nils Holm"),
        ("mother", "He was the son of Nils Holm and Queen Ada.", "Queen Ada"),
        ("mother", "The son of actress Ada Elm, he was shy.", "Ada Elm"),
        ("spouse", "She was married to the baker Tom Cole.", "Tom Cole"),
        ("spouse", "After her marriage to Sony Music head Tom Cole, she left.", "Tom Cole"),
        ("child", "He was the father of actress Lil Brig.", "Lil Brig"),
        ("sibling", "He was succeeded by his brother Teo Kud.", "Teo Kud"),
    ],
)
def test_role_values(role: str, sentence: str, name: str) -> None:
    values = role_values(page("X", sentence), role)
    assert values and values[0].text == name


def test_the_link_leads_to_the_retrieved_page() -> None:
    pages = open_pages(
        (
            passage("film", "Salt", "Salt is a film directed by Anna Berg with Bo Ray."),
            passage("bo", "Bo Ray", "Bo Ray is an actor."),
            passage("anna", "Anna Berg (director)", "Anna Maria Berg is a director."),
        ),
        5,
    )
    best = follow(pages[0], "director", pages, frozenset())[0]
    assert best.target is pages[2]
    assert best.value is not None and best.value.text == "Anna Berg"
