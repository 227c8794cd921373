"""What was asked on marks the sentence where a chain ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.reading.choosing.option_features import options
from graphrag.reading.material.material import gather
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.build import passage

QUESTION = "Where was the maker of Devotion born?"
FILM = passage("film", "Devotion", "Devotion is by Ada Lane.")
MAKER = passage("maker", "Ada Lane", "Ada Lane lived in Ohio.", "She came from Lund.")


def features_of(hops: tuple[float, float]) -> dict[str, dict[str, float]]:
    """Features of each candidate by its text, the maker's sentences being that near."""
    sentences = tuple(replace(s, hop=h) for s, h in zip(MAKER.sentences, hops, strict=True))
    pages = open_pages([FILM, replace(MAKER, sentences=sentences)], 2)
    material = gather(QUESTION, pages)
    return {o.text: o.features for o in options(material.scene, material.heard)}


def test_the_nearest_sentence_stands_out() -> None:
    found = features_of((0.3, 0.8))
    far, near = found["Ohio"], found["Lund"]
    assert (far["sentence hop"], near["sentence hop"]) == (0.3, 0.8)
    assert (far["sentence hop rank"], near["sentence hop rank"]) == (1 / 2, 1)
    assert (far["sentence hop of page"], near["sentence hop of page"]) == (0, 1)
    assert far["sentence hop below best"] == pytest.approx(0.5)
    assert near["sentence hop over cosine"] == pytest.approx(0.3)


def test_without_further_questions_all_are_alike() -> None:
    found = features_of((0, 0))
    for name in ("sentence hop", "sentence hop of page", "sentence hop below best"):
        assert found["Ohio"][name] == found["Lund"][name]
