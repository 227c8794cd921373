"""The learned part: sums, shares, and a weights file that fits the features."""

from __future__ import annotations

import math

import pytest

from graphrag.reading.candidates import Candidate
from graphrag.reading.chooser import best_option, score, shipped_weights, signs_of_trust
from graphrag.reading.option_features import Option
from graphrag.reading.page import Page
from tests.graphrag.reading.build import passage

PAGE = Page(0, passage("p", "T", "Ann or Bo."), "Ann or Bo.")
BASE = dict.fromkeys(
    ("sentence words", "any pair words", "sentence cosine", "page words", "words asked"), 0.0
)


def option(start: int, end: int, **features: float) -> Option:
    text = PAGE.text[start:end].lower()
    return Option(PAGE, Candidate(start, end, "name"), (text,), {**BASE, **features})


def test_score_is_the_weighted_sum_and_unknown_features_count_nothing() -> None:
    assert score({"a": 2.0, "b": 1.0, "new": 9.0}, {"a": 0.5, "b": -1.0}) == 0.0


def test_share_is_a_softmax_over_options() -> None:
    options = [option(0, 3), option(7, 9)]
    signs = signs_of_trust(options, [math.log(3), 0.0], 0)
    assert signs["share"] == pytest.approx(0.75)


def test_the_highest_score_wins() -> None:
    best = best_option([option(0, 3, good=0.2), option(7, 9, good=0.9)], {"good": 1.0})
    assert best is not None
    assert best[0].text == "Bo"
    assert best[1]["share"] == pytest.approx(1 / (1 + math.exp(-0.7)))  # 0.9 against 0.2


def test_no_options_no_answer() -> None:
    assert best_option([], shipped_weights("lexicon")) is None


def test_hints_are_weighed_only_where_they_are_given() -> None:
    told = {"end of chain", "chain score", "role value", "told date"}
    assert told & set(shipped_weights("lexicon"))
    assert not told & set(shipped_weights("none"))


@pytest.mark.parametrize("relations", ["lexicon", "none"])
def test_shipped_weights_are_numbers_for_known_features(relations: str) -> None:
    weights = shipped_weights(relations)
    assert weights["heard below best"] < 0
    assert all(math.isfinite(weight) for weight in weights.values())
