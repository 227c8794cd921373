"""Which pages are read after the sentences that lead to them."""

from __future__ import annotations

from graphrag.datatypes import ScoredPassage
from graphrag.reading.asking.question import analyse
from graphrag.reading.material.linked import leads_to, texts_to_read
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.build import passage

KILN = passage("1", "note 1", "The Old Kiln was fired by Mara Quill.", "Bricks came by barge.")
MARA = passage("2", "note 2", "Mara Quill learned her trade in Usk.")
QUESTION = "Where did the one who fired the Old Kiln learn the trade?"
LED = "note 1: The Old Kiln was fired by Mara Quill. note 2: "


def befores(question: str, *passages: ScoredPassage) -> list[str]:
    pages = open_pages(passages, 5)
    scene = Scene(analyse(question, pages), pages)
    return [text.before for text in texts_to_read(scene, leads_to(scene))]


def test_a_page_that_leaves_something_open_is_read_after_what_leads_to_it() -> None:
    assert befores(QUESTION, KILN, MARA)[1] == LED


def test_a_page_that_says_all_by_itself_is_read_alone() -> None:
    whole = passage("3", "note 3", "Mara Quill fired the Old Kiln and learned the trade in Usk.")
    assert befores(QUESTION, KILN, whole)[1] == "note 3: "


def test_nor_one_that_says_less_with_its_lead_than_another_alone() -> None:
    whole = passage("3", "note 3", "Ada Lind fired the Old Kiln and learned the trade in Usk.")
    rest = passage("2", "note 2", "Mara Quill lived in Tolm.")
    assert befores(QUESTION, KILN, rest, whole)[1] == "note 2: "


def test_nor_one_that_the_question_names() -> None:
    mara = passage("2", "Mara Quill", "She learned her trade in Usk.")
    asked = "Where did Mara Quill, who fired the Old Kiln, learn the trade?"
    assert befores(asked, KILN, mara)[1] == "Mara Quill: "


def test_nor_after_another_part_of_its_own_document() -> None:
    first = passage("1", "Kilns", "The Old Kiln was fired by Mara Quill.")
    second = passage("2", "Kilns", "Mara Quill learned her trade in Usk.")
    assert befores(QUESTION, first, second) == ["Kilns: ", "Kilns: "]


def test_a_long_lead_is_cut() -> None:
    long = passage("1", "note 1", f"The Old Kiln was fired by Mara Quill{' and others' * 40}.")
    before = befores(QUESTION, long, MARA)[1]
    assert before.startswith("note 1: The Old Kiln was fired by Mara Quill and")
    assert len(before) == 240 + len(" note 2: ")
