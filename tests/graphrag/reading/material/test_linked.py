"""Which sentences lead from one page to another, by any name and whatever the titles."""

from __future__ import annotations

from graphrag.datatypes import ScoredPassage, ScoredSentence
from graphrag.reading.asking.question import analyse
from graphrag.reading.material.linked import leads_to
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages


def note(number: int, *parts: tuple[str, float]) -> ScoredPassage:
    """A note titled by its number."""
    scored, start = [], 0
    for text, score in parts:
        scored.append(ScoredSentence(text, start, start + len(text), score))
        start += len(text) + 1
    text = " ".join(text for text, _ in parts)
    return ScoredPassage(str(number), f"note {number}", text, 1.0, {}, tuple(scored))


KILN = note(
    1, ("The Old Kiln was fired by Mara Quill.", 0.7), ("Bricks came by barge from Tolm.", 0.1)
)
MARA = note(2, ("Mara Quill learned her trade in Usk.", 0.4))
TOLM = note(3, ("Tolm lies on the Fenn.", 0.2))
OTHER = note(4, ("Rye is sown in autumn.", 0.3))


def leads(question: str, *passages: ScoredPassage) -> list[list[str]]:
    pages = open_pages(passages, 5)
    scene = Scene(analyse(question, pages), pages)
    return [[lead.text for lead in led] for led in leads_to(scene)]


def test_a_name_that_the_question_lacks_links_two_notes() -> None:
    found = leads("Where did the one who fired the Old Kiln learn the trade?", KILN, MARA, OTHER)
    assert found[1] == ["The Old Kiln was fired by Mara Quill."]
    assert found[2] == []


def test_a_name_that_the_question_writes_links_nothing() -> None:
    assert leads("Where did Mara Quill learn?", KILN, MARA)[1] == []


def test_the_best_lead_stands_last_and_no_page_has_more_than_two() -> None:
    more = [note(n, (f"Mara Quill paid toll {n}.", n / 10)) for n in (5, 6, 7)]
    found = leads("Where did the one who fired the kiln learn the trade?", MARA, *more)
    assert found[0] == ["Mara Quill paid toll 6.", "Mara Quill paid toll 7."]
