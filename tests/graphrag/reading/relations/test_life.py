"""Births and deaths as lead brackets and prose state them."""

from __future__ import annotations

import pytest

from graphrag.reading.page import Page, plain
from graphrag.reading.relations.life import life
from tests.graphrag.reading.build import passage

BORN, DIED = "date of birth", "date of death"
WHERE_BORN, WHERE_DIED = "place of birth", "place of death"


def ends(*sentences: str) -> dict[str, str]:
    built = passage("p", "Ann Lee", *sentences)
    return {name: found.text for name, found in life(Page(0, built, plain(built.text))).items()}


@pytest.mark.parametrize(
    ("lead", "stated"),
    [
        ("Ann Lee (3 May 1901 – 9 June 1977) was a poet.",
         {BORN: "3 May 1901", DIED: "9 June 1977"}),
        ("Ann Lee( born May 3, 1901) is a poet.", {BORN: "May 3, 1901"}),
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
def test_lead_brackets(lead: str, stated: dict[str, str]) -> None:
    assert ends(lead) == stated


def test_prose_fills_what_the_bracket_leaves_out() -> None:
    stated = ends(
        "Ann Lee (1901–1977) was a poet.",
        "She was born in Bergen and died in Oslo on 9 June 1977.",
    )
    assert stated == {BORN: "1901", WHERE_BORN: "Bergen", DIED: "9 June 1977", WHERE_DIED: "Oslo"}


def test_a_native_of_a_town_was_born_there() -> None:
    assert ends("Ann Lee is a poet.", "She is a native of Bergen.") == {WHERE_BORN: "Bergen"}


def test_other_peoples_deaths_count_less_than_her_own() -> None:
    stated = ends(
        "Ann Lee is a poet.",
        "Her friend Bo Ray died in Rome on 1 May 1950.",
        "She died in Oslo on 9 June 1977.",
    )
    assert (stated[DIED], stated[WHERE_DIED]) == ("9 June 1977", "Oslo")
