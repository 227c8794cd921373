"""One question by several methods."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.comparing import Ranked, side_by_side
from tests.app.pages import html_of, opened, words_of
from tests.stand_ins import film_index

QUESTION = "In which city did the author of the book Cybernetics die?"


def test_passages_stand_by_their_best_place_and_what_only_the_graph_found_is_marked() -> None:
    results = [Ranked("default", ("p1", "p0"), 1.0), Ranked("bm25", ("p0",), 1.0)]
    rows = side_by_side(film_index(), results)
    assert [(row.passage_id, row.places, row.graph_alone) for row in rows] == [
        ("p1", (1, 0), True),
        ("p0", (2, 1), False),
    ]


def test_the_page_shows_a_column_for_each_method(
    monkeypatch: pytest.MonkeyPatch, sample_index: Path
) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(sample_index))
    page = opened("compare", q=QUESTION)
    said = words_of(page)
    assert all(method in said for method in ("default", "walk", "dense", "bm25"))
    assert "Norbert Wiener" in said and html_of(page).count('<th scope="col"') == 5
