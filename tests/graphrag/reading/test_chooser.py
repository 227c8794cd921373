"""The learned part: sums, shares, and a weights file that fits the features."""

from __future__ import annotations

import math

import pytest

from graphrag.reading.candidates import Candidate
from graphrag.reading.chooser import best_option, score, signs_of_trust
from graphrag.reading.learned import learned
from graphrag.reading.option_features import Option
from graphrag.reading.page import Page
from graphrag.settings import Reading
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
    assert best_option([], {}) is None


def test_hints_and_head_are_weighed_only_where_they_are_given() -> None:
    told = {"end of chain", "chain score", "role value", "told date"}
    assert told & set(learned(Reading()).choice)
    assert not told & set(learned(Reading(relations="none")).choice)
    heard = learned(Reading(head="none"))
    for weights in (heard.choice, heard.span, heard.sentences):
        assert not any(name.startswith("heard") for name in weights)


@pytest.mark.parametrize("relations", ["lexicon", "none"])
@pytest.mark.parametrize("head", ["bundled", "none"])
def test_shipped_weights_are_numbers_for_known_features(relations: str, head: str) -> None:
    weights = learned(Reading(relations=relations, head=head))
    assert weights.choice["all words asked"] < 0  # what the question says already is no answer
    assert (weights.choice.get("heard below best", 0.0) < 0) is (head == "bundled")
    every = (*weights.choice.values(), *weights.span.values(), *weights.sentences.values())
    assert every and all(math.isfinite(weight) for weight in every)
