"""Citations of several steps, a sentence once."""

from __future__ import annotations

from graphrag.datatypes import Citation
from graphrag.reading.pages.citing import once_each


def cited(place: str, start: int, *values: str) -> Citation:
    return Citation(place, "Orme", start, start + 9, "Ada Lane.", values=values)


def test_a_sentence_is_cited_once_with_all_that_was_read_off_it() -> None:
    given = [cited("a", 0, "Ada"), cited("b", 0), cited("a", 5), cited("a", 0, "Lane", "Ada")]
    assert once_each(given) == (cited("a", 0, "Ada", "Lane"), cited("b", 0), cited("a", 5))
    assert once_each([]) == ()
