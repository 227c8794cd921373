"""Attributes read off a page: nationality, dates, causes, phrases."""

from __future__ import annotations

import pytest

from graphrag.reading.page import Page, plain
from graphrag.reading.relations.attributes import attribute
from tests.graphrag.reading.build import passage


def value(name: str, *sentences: str, title: str = "Ann Lee") -> str:
    built = passage("p", title, *sentences)
    found = attribute(Page(0, built, plain(built.text)), name)
    return found[0].text if found else ""


@pytest.mark.parametrize(
    ("name", "sentence", "stated"),
    [
        ("nationality", "Ann Lee was a Norwegian painter who lived in France.", "Norwegian"),
        ("nationality", "Ann Lee is a French-born Australian director.", "Australian"),
        ("country", "Hollow is a village in Yazd Province, Iran.", "Iran"),
        ("cause of death", "She died of a heart attack in 1962.", "heart attack"),
        ("cause of death", "He died in Rome from complications of pneumonia.", "pneumonia"),
        ("publication date", "Salt is a 1950 film released on 3 March 1951.", "3 March 1951"),
        ("inception", "The firm was founded in 1909 by A. Moss.", "1909"),
        (
            "educated at",
            "She graduated from the Beijing Film Academy in 1991.",
            "Beijing Film Academy",
        ),
        (
            "award received",
            "In 2003 she was inducted into the Rock Hall of Fame.",
            "Rock Hall of Fame",
        ),
        ("place of burial", "She is buried in Oslo.", "Oslo"),
        ("nickname", 'He is nicknamed "Pistol Pete" by fans.', "Pistol Pete"),
        ("occupation", "Ann Lee was a British aviator.", "aviator"),
        ("position", "Bo Ray plays as a central defender for Famalic.", "central defender"),
        ("population", "Young had a population of 6,960.", "6,960"),
        ("short form", "Linux Format is abbreviated to LXF.", "LXF"),
        ("eponym", "It was named after Bo Ray.", "Bo Ray"),
        ("team", "Bo Ray plays as a striker for Holm City.", "Holm City"),
    ],
)
def test_value(name: str, sentence: str, stated: str) -> None:
    assert value(name, sentence) == stated


def test_nothing_is_stated() -> None:
    assert value("cause of death", "Ann Lee was a painter.") == ""
    assert value("occupation", "Painters.") == ""
