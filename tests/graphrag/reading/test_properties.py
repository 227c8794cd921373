"""Whatever the text: the reader answers or abstains, and quotes what is there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graphrag.datatypes import Retrieval, ScoredPassage
from graphrag.reading.extractive import read
from graphrag.settings import Reading
from tests.graphrag.reading.build import passage

WORDS = st.sampled_from(
    """Who what is the director of film Ann Lee born died (1901 – 1977) and or both same country
    Salt, "Red Door" in Oslo. A.B. ( ) ' – 12,000 first older which where father's 3 May 1901 Łódź
    ﬁ İ ß 東京 \u0301 \n""".split(" ")
)
LINES = st.lists(WORDS, max_size=25).map(" ".join)
TEXT = st.one_of(LINES, st.text(max_size=60))


@st.composite
def passages(draw: st.DrawFn) -> tuple[ScoredPassage, ...]:
    count = draw(st.integers(0, 4))
    return tuple(
        passage(str(i), draw(TEXT), *draw(st.lists(TEXT, max_size=3)), score=1 - i / 10)
        for i in range(count)
    )


@settings(max_examples=150, deadline=None)
@given(question=TEXT, found=passages())
def test_never_raises_and_quotes_what_is_there(
    question: str, found: tuple[ScoredPassage, ...]
) -> None:
    answer = read(question, Retrieval(question, "graph", found), Reading())
    assert 0.0 <= answer.confidence <= 1.0
    assert answer.abstained == (not answer.text) or not answer.abstained
    texts = {p.id: p.text for p in found}
    for citation in answer.citations:
        assert texts[citation.passage_id][citation.start : citation.end] == citation.text


@settings(max_examples=50, deadline=None)
@given(question=LINES, found=passages())
def test_the_same_input_gives_the_same_answer(
    question: str, found: tuple[ScoredPassage, ...]
) -> None:
    retrieved = Retrieval(question, "graph", found)
    assert read(question, retrieved, Reading()) == read(question, retrieved, Reading())
