"""One question by several methods."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.comparing import METHODS, Ranked, methods_of, ranked_by, side_by_side
from graphrag import load_settings, open_index
from tests.app.pages import html_of, opened, words_of
from tests.servers.server import FakeServer
from tests.stand_ins import film_index

QUESTION = "In which city did the author of the book Cybernetics die?"


def test_passages_stand_in_the_first_methods_order_and_the_graphs_own_are_marked() -> None:
    results = [Ranked("default", ("p1",), 1.0), Ranked("bm25", ("p0",), 1.0)]
    rows = side_by_side(film_index(), results)
    assert [(row.passage_id, row.places, row.graph_alone) for row in rows] == [
        ("p1", (1, 0), True),
        ("p0", (0, 1), False),
    ]


def test_the_page_shows_a_column_for_each_method(
    monkeypatch: pytest.MonkeyPatch, sample_index: Path
) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(sample_index))
    page = opened("compare", q=QUESTION)
    said = words_of(page)
    assert all(method in said for method in ("default", "walk", "dense", "bm25"))
    assert "Only the graph found" in said
    assert "Norbert Wiener" in said and html_of(page).count('<th scope="col"') == 5


def test_where_a_model_helps_to_find_it_is_compared_with_and_without(index_copy: Path) -> None:
    with FakeServer(lambda seen: "{}") as server:
        settings = load_settings(None, server.pairs("asking.stages=facts"))
        assert list(methods_of(settings))[:2] == ["default", "unaided"]
        with open_index(index_copy, settings=settings) as index:
            unaided = ranked_by(index, QUESTION, "unaided")
            assert not server.seen
            ranked_by(index, QUESTION, "default")
            assert server.seen
    with open_index(index_copy) as index:
        assert methods_of(index.settings) == METHODS
        assert ranked_by(index, QUESTION, "default").passages == unaided.passages
