"""Which column a question asks for, and which it only names on the way."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.reading.asking.question import analyse
from graphrag.reading.extractive import read
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.columns import is_on_the_way
from graphrag.reading.tables.rows import row_value
from graphrag.retrieval.linking.asked_words import roots
from graphrag.settings import Reading
from tests.graphrag.reading.build import passage, retrieval

HULLS = passage(
    "h", "Boats of the yard",
    "Boat: Grey Heron; Launched: May 1961; Sold: June 1990.",
    "Boat: Marsh Tern; Launched: April 1987; Sold: May 2001.",
)  # fmt: skip
TALK = passage("t", "Caulking by hand", "speaker: Ines Okafor", "room: Long Shed")
FAIR = passage(
    "f", "Fair of the yard", "When: 8 pm, Friday, 2 May", "Location: 12 Lower Quay Street"
)


@pytest.mark.parametrize(
    ("head", "question", "on_the_way"),
    [
        ("Boat", "Which engine is in the boat that was launched last?", True),
        ("company", "What is the pension of the company's founder?", True),
        ("speaker", "At which yard does the speaker on caulking work?", True),
        ("speaker", "Who is the speaker on caulking?", False),
        ("venue", "Which inn is the venue of the fair?", False),
        ("role", "What is the role of Ines Okafor?", False),
        ("phone", "What is the phone number of the office?", False),
        ("price", "What fee does the price list name?", False),
        ("Boat", "Which boat was launched in May 1961?", False),
        ("Sold", "Which engine is in the boat that was launched last?", False),
        ("2024", "What share of the store was full in 2024?", False),
        ("Frozen goods", "At which shed are goods handed in that must stay frozen?", False),
        ("Elected", "At what spot will the auditor elected in May stand?", False),
    ],
)
def test_a_head_that_is_named_and_not_asked_for(head: str, question: str, on_the_way: bool) -> None:
    assert is_on_the_way(roots(head), question) is on_the_way


def value(question: str, *pages: ScoredPassage) -> str | None:
    opened = open_pages(pages, 5)
    found = row_value(Scene(analyse(question, opened), opened))
    return found.text if found else None


def test_what_stands_on_the_way_is_no_answer() -> None:
    assert value("Which boat was launched in May 1961?", HULLS) == "Grey Heron"
    assert value("Which engine is in the boat that was launched in May 1961?", HULLS) is None
    assert value("Who is the speaker on caulking by hand?", TALK) == "Ines Okafor"
    assert value("At which yard does the speaker on caulking by hand work?", TALK) is None


def test_nor_is_it_read_off_the_field_otherwise() -> None:
    question = "At which yard does the speaker on caulking by hand work?"
    answer = read(question, retrieval(question, TALK), Reading())
    assert "Okafor" not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When is the fair of the yard?", "8 pm, Friday, 2 May"),
        ("What is the address of the fair of the yard?", "12 Lower Quay Street"),
        ("Where is the fair of the yard?", "12 Lower Quay Street"),
    ],
)
def test_the_whole_of_a_field(question: str, said: str) -> None:
    assert value(question, FAIR) == said
