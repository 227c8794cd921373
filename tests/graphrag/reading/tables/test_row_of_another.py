"""Rows that are of another than the question says."""

from __future__ import annotations

import pytest

from graphrag.reading.asking.question import analyse
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Found
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.row_of_another import is_of_another_row
from tests.graphrag.reading.build import passage

SAFES = passage(
    "s", "Branches of the bank",
    "Branch: Oyster Lane; Manager: Ada Lane; Safe: $90,000.",
    "Branch: Cobble Strand; Manager: Per Dahl; Safe: $15,000.",
    "The safe of the head office holds $20,000.",
)  # fmt: skip


def is_of_another(question: str, cell: str) -> bool:
    pages = open_pages([SAFES], 5)
    start = pages[0].text.index(cell)
    found = Found(pages[0], start, start + len(cell), 1.0)
    return is_of_another_row(found, Scene(analyse(question, pages), pages))


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("How much may be in the safe of Cobble Strand?", "$90,000"),
        ("Who is the manager of Oyster Lane?", "Per Dahl"),
        ("How much may be in the safe that Per Dahl keeps?", "$90,000"),
    ],
)
def test_a_row_that_the_question_does_not_mean(question: str, cell: str) -> None:
    assert is_of_another(question, cell)


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("How much may be in the safe of Cobble Strand?", "$15,000"),
        ("How much may be in the safe of Cobble Strand?", "$20,000"),  # no row
        ("How much may be in a safe?", "$90,000"),
        ("Which branch has more in the safe than Cobble Strand?", "Oyster Lane"),
        ("Who is the manager of Lane Hall?", "Ada Lane"),
    ],
)
def test_and_those_that_it_may(question: str, cell: str) -> None:
    assert not is_of_another(question, cell)
