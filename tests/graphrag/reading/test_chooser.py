"""The learned part: sums, shares, and a weights file that fits the features."""

from __future__ import annotations

import math

import pytest

from graphrag.reading.candidates import Candidate
from graphrag.reading.chooser import Weights, best_option, score, shipped_weights, signs_of_trust
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
    weights = Weights({"good": 1.0}, {"constant": 0.0})
    best = best_option([option(0, 3, good=0.2), option(7, 9, good=0.9)], weights)
    assert best is not None
    assert (best[0].text, best[1]) == ("Bo", 0.5)


def test_no_options_no_answer() -> None:
    assert best_option([], shipped_weights("lexicon")) is None


def test_hints_are_weighed_only_where_they_are_given() -> None:
    assert shipped_weights("lexicon").choice["end of chain"] > 0
    told = {"end of chain", "chain score", "role value", "told", "told date"}
    assert not told & set(shipped_weights("none").choice)


@pytest.mark.parametrize("relations", ["lexicon", "none"])
def test_shipped_weights_are_numbers_for_known_features(relations: str) -> None:
    weights = shipped_weights(relations)
    assert {"share", "constant"} <= set(weights.trust)
    assert all(math.isfinite(w) for w in [*weights.choice.values(), *weights.trust.values()])
