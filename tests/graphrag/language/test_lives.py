"""Births and deaths in the brackets behind a name, on invented people."""

import pytest

from graphrag.language.lives import lives_in
from tests.indexing.parser.parsed import told

LIVES = {
    "two dates": (
        "Ada Lane (5 May 1901 – 3 June 1980) was",
        ["Ada Lane | was born on | 5 May 1901", "Ada Lane | died on | 3 June 1980"],
    ),
    "years": (
        "Ada Lane (1901–1980) was",
        ["Ada Lane | was born in | 1901", "Ada Lane | died in | 1980"],
    ),
    "a lost dash": (
        "Ada Lane( 5 May 19013 June 1980) was",
        ["Ada Lane | was born on | 5 May 1901", "Ada Lane | died on | 3 June 1980"],
    ),
    "places": (
        "Ada Lane (5 May 1901 in Velm, Ostria – 3 June 1980, Port Kelder) was",
        [
            "Ada Lane | was born on | 5 May 1901",
            "Ada Lane | was born in | Velm",
            "Ada Lane | died on | 3 June 1980",
            "Ada Lane | died in | Port Kelder",
        ],
    ),
    "still alive": ("Ada Lane (born 5 May 1901) is", ["Ada Lane | was born on | 5 May 1901"]),
    "another name": (
        "Ada Lane (born Ada Berg; 5 May 1901) is",
        ["Ada Lane | was born on | 5 May 1901"],
    ),
    "both said": (
        "Ada Lane (b. Velm, 5 May 1901; d. 1980) was",
        ["Ada Lane | was born on | 5 May 1901", "Ada Lane | died in | 1980"],
    ),
    "letters after a name are no part of it": (
        "Ada Lane, OBE (born 1901) is",
        ["Ada Lane | was born in | 1901"],
    ),
    "a title within a name": (
        "Ada of Velm, 3rd Countess (1901 – 3 June 1980) was",
        [
            "Ada of Velm, 3rd Countess | was born in | 1901",
            "Ada of Velm, 3rd Countess | died on | 3 June 1980",
        ],
    ),
    "a birth that is not known": (
        "Ada Lane (after 1901 – 3 June 1980) was",
        ["Ada Lane | died on | 3 June 1980"],
    ),
    "a death that is not known": ("Ada Lane (died after 1980) was", []),
    "a term of office": ("Ada Lane (5 May 2011 – 3 June 2019) was", []),
    "a reign": ("Ada Lane (reigned 1901 – 1980) was", []),
    "two dates without a dash": ("Ada Lane (5 May 1901, 3 June 1980) was", []),
    "no name": ("The story of her life (1901–1980) was", []),
    "no date": ("Ada Lane (an engineer) was", []),
}


@pytest.mark.parametrize(("said", "facts"), LIVES.values(), ids=LIVES.keys())
def test_lives(said: str, facts: list[str]) -> None:
    found = [" | ".join(one) for one in lives_in(said, "person")]
    assert found == facts


def test_years_alone_are_a_life_only_of_what_is_called_a_person() -> None:
    assert not list(lives_in("Glass Harbour (1901–1980) was", ""))
    assert not list(lives_in("The Velm War (5 May 1901 – 3 June 1980) was", "work"))
    assert len(list(lives_in("Ada Lane (5 May 1901 – 3 June 1980) was", ""))) == 2


def test_they_are_facts_of_their_passage() -> None:
    text = "Ada Lane (born 5 May 1901 in Velm) is a painter."
    assert "Ada Lane (painter) | was born on | 5 May 1901" in told(text, "Ada Lane (painter)")
    war = told("The Velm War (5 May 1901 – 3 June 1980) was a war in Ostria.")
    assert war == ["Velm War | was a war in | Ostria"]


def test_a_bracket_without_a_blank_before_it_is_read_like_any_other() -> None:
    glued, spaced = (f"Orlov{mark}also called Old Orlov) is a town." for mark in ("( ", " ("))
    assert told(glued) == told(spaced) == ["Orlov | is | a town"]
