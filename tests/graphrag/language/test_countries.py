"""Countries by name and by adjective."""

from __future__ import annotations

import pytest

from graphrag.language.countries import ADJECTIVES, country, country_itself, find_countries


@pytest.mark.parametrize(
    ("name", "known"),
    [("Swedish", "Sweden"), ("Scottish", "United Kingdom"), ("Ohio", "United States"),
     ("Austro- Hungarian", "Austria"), ("Narnian", "")],
)  # fmt: skip
def test_country_of_a_name(name: str, known: str) -> None:
    assert country(name) == known


def test_finds_names_and_adjectives_with_offsets() -> None:
    text = "A Norwegian-born poet from Texas, U.S., who loved South Korea's hills."
    found = [(text[start:end], name) for start, end, name in find_countries(text)]
    assert found == [
        ("Norwegian", "Norway"), ("Texas", "United States"), ("U.S.", "United States"),
        ("South Korea", "South Korea"),
    ]  # fmt: skip


def test_words_that_only_begin_like_a_country_are_not_found() -> None:
    assert find_countries("Malinowski met Chinaski in Omanville") == []


def test_states_are_no_countries_and_adjectives_are_known() -> None:
    assert country_itself("Sweden") and not country_itself("Ohio")
    assert "Dutch" in ADJECTIVES and "Ohio" not in ADJECTIVES
