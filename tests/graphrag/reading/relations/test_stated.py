"""What a page states of its own person or work: dates and places, names behind cues, countries."""

from __future__ import annotations

import pytest

from graphrag.reading.pages.page import Page, plain
from graphrag.reading.relations.stated import stated
from tests.graphrag.reading.build import passage

BORN, DIED = "date of birth", "date of death"
WHERE_BORN, WHERE_DIED = "place of birth", "place of death"


def page(*sentences: str) -> Page:
    built = passage("p", "Ann Lee", *sentences)
    return Page(0, built, plain(built.text))


def values(asked: str, *sentences: str) -> list[str]:
    return [found.text for found in stated(page(*sentences), asked)]


def life(*sentences: str) -> dict[str, str]:
    asked = (BORN, WHERE_BORN, DIED, WHERE_DIED)
    return {name: found[0] for name in asked if (found := values(name, *sentences))}


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("Ann Lee (3 May 1901 – 9 June 1977) was a poet.",
         {BORN: "3 May 1901", DIED: "9 June 1977"}),
        ("Ann Lee( born May 3, 1901) is a poet.", {BORN: "May 3, 1901"}),
        ("Ann Lee (died 9 June 1977) was a poet.", {DIED: "9 June 1977"}),
        (
            "Ann Lee (Florence, 30 April 1839 – Vienna, 18 January 1892) was a poet.",
            {BORN: "30 April 1839", WHERE_BORN: "Florence", DIED: "18 January 1892",
             WHERE_DIED: "Vienna"},
        ),
        (
            "Ann Lee( 29 April 1887, in Grimma, Saxony – 22 September 1970, in Berlin) was a poet.",
            {BORN: "29 April 1887", WHERE_BORN: "Grimma", DIED: "22 September 1970",
             WHERE_DIED: "Berlin"},
        ),
        (
            "Ann Lee (born Anna Holm; January 6, 1874 – November 11, 1948) was a poet.",
            {BORN: "January 6, 1874", DIED: "November 11, 1948"},
        ),
        ("Ann Lee( 1911, Berlin – 1979) was a poet.",
         {BORN: "1911", WHERE_BORN: "Berlin", DIED: "1979"}),
        ("Ann Lee( October 7, 1894 May 2, 1989) was a poet.",
         {BORN: "October 7, 1894", DIED: "May 2, 1989"}),
    ],
)  # fmt: skip
def test_lead_brackets(lead: str, told: dict[str, str]) -> None:
    assert life(lead) == told


def test_prose_fills_what_the_bracket_leaves_out() -> None:
    assert life(
        "Ann Lee (1901–1977) was a poet.",
        "She was born in Bergen and died in Oslo on 9 June 1977.",
    ) == {BORN: "1901", WHERE_BORN: "Bergen", DIED: "1977", WHERE_DIED: "Oslo"}


def test_other_peoples_deaths_count_less_than_her_own() -> None:
    told = life(
        "Ann Lee is a poet.",
        "Her friend Bo Ray died in Rome on 1 May 1950.",
        "She died in Oslo on 9 June 1977.",
    )
    assert (told[DIED], told[WHERE_DIED]) == ("9 June 1977", "Oslo")


def test_a_birthplace_that_is_denied_is_none() -> None:
    assert values(WHERE_BORN, "She was born not in Oslo but in Bergen.")[:1] != ["Oslo"]


@pytest.mark.parametrize(
    ("asked", "sentence", "told"),
    [
        ("director", "Salt is a film written and directed by Anna Berg.", "Anna Berg"),
        ("director", "It is a 2008 film by Catalan auteur Al Serra.", "Al Serra"),
        ("performer", '"Salt" is a song by American singer Bo Ray.', "Bo Ray"),
        ("composer", "The music was composed by Ilse Ravn.", "Ilse Ravn"),
        ("father", "He was the son of Nils Holm and Queen Ada.", "Nils Holm"),
        ("father", "He was the son of Queen Ada and Nils Holm.", "Nils Holm"),
        ("father", "Her father was Nils Holm.", "Nils Holm"),
        ("mother", "He was the son of Nils Holm and Queen Ada.", "Queen Ada"),
        ("mother", "He was the son of Nils Holm and Vera Holm.", "Vera Holm"),
        ("mother", "The son of actress Ada Elm, he was shy.", "Ada Elm"),
        ("mother", "His mother was Ada Elm.", "Ada Elm"),
        ("education", "She graduated from the Beijing Film Academy in 1991.",
         "Beijing Film Academy"),
        ("nationality", "Ann Lee was a Norwegian painter who lived in France.", "Norwegian"),
        ("country", "Hollow is a village in Yazd Province, Iran.", "Iran"),
        ("cause of death", "She died of a heart attack in 1962.", "heart attack"),
        ("cause of death", "He died in Rome from complications of pneumonia.", "pneumonia"),
    ],
)  # fmt: skip
def test_value(asked: str, sentence: str, told: str) -> None:
    assert values(asked, sentence)[0] == told


def test_parents_stand_behind_place_and_date() -> None:
    born = "Ann Lee was born in Ghent, Belgium, on 3 May 1901 to the poet Tom Lee and Eve Moss."
    assert values("father", born)[0] == "Tom Lee"


def test_nothing_is_stated() -> None:
    assert values("cause of death", "Ann Lee was a painter.") == []
    assert values("education", "Painters.") == []
    assert values("father", "The son of a baker, he left for Rome in 1901 with Bo Ray.") != ["1901"]
