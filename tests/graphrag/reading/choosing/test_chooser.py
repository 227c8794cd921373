"""The choice: trees over features, shares of the winner, files that fit the features."""

from __future__ import annotations

import math

import pytest

from graphrag.reading.choosing.candidates import Candidate
from graphrag.reading.choosing.chooser import (
    TELLING,
    best_option,
    learned,
    scores_of,
    signs_of_trust,
)
from graphrag.reading.choosing.option_features import Option, options
from graphrag.reading.material.material import gather
from graphrag.reading.pages.found import NO_HINTS
from graphrag.reading.pages.page import Page, open_pages
from graphrag.retrieval.reranking.trees import Trees, parse_trees
from tests.graphrag.reading.build import passage

PAGE = Page(0, passage("p", "T", "Ann or Bo."), "Ann or Bo.")


def option(start: int, end: int, **features: float) -> Option:
    text = PAGE.text[start:end].lower()
    return Option(PAGE, Candidate(start, end, "name"), (text,), features)


def stump(feature: str, threshold: float, low: float, high: float) -> Trees:
    return parse_trees(
        {
            "features": [feature], "roots": [0], "feature": [0], "threshold": [threshold],
            "left": [-1], "right": [-2], "leaf": [low, high],
        }
    )  # fmt: skip


def test_the_trees_read_the_features_and_one_that_is_missing_is_nothing() -> None:
    trees = stump("heard", 0.1, -1.0, 2.0)
    assert scores_of([option(0, 3, heard=0.4), option(7, 9, page=9.0)], trees) == [2.0, -1.0]
    assert scores_of([], trees) == []


def test_share_is_a_softmax_over_options() -> None:
    options = [option(0, 3), option(7, 9)]
    signs = signs_of_trust(options, [math.log(3), 0.0], 0)
    assert signs["share"] == pytest.approx(0.75)


def test_the_highest_score_wins() -> None:
    trees = stump("heard", 0.5, 0.2, 0.9)
    best = best_option([option(0, 3, heard=0.1), option(7, 9, heard=0.8)], trees, lambda _: True)
    assert best is not None
    assert best[0].text == "Bo"
    assert best[1]["share"] == pytest.approx(1 / (1 + math.exp(-0.7)))  # 0.9 against 0.2


def test_what_does_not_fit_is_passed_over_unless_nothing_fits() -> None:
    trees = stump("heard", 0.5, 0.2, 0.9)
    found = [option(0, 3, heard=0.1), option(7, 9, heard=0.8)]
    best = best_option(found, trees, lambda one: one is not found[1])
    assert best is not None and best[0] is found[0]
    best = best_option(found, trees, lambda _: False)
    assert best is not None and best[0] is found[1]


def test_no_options_no_answer() -> None:
    assert best_option([], stump("heard", 0, 0, 0), lambda _: True) is None


def test_hints_are_weighed_only_where_they_are_given() -> None:
    told = {"chain score", "role value", "told date", "told"}
    assert told & set(learned("lexicon").choice.features)
    assert not told & set(learned("none").choice.features)


QUESTION = "Who built Harrow Mill, and when?"
FOUND = [
    passage("m", "Harrow Mill", "Harrow Mill was built in 1830 by Edda Lund.", "It burned."),
    passage("l", "Edda Lund", "Edda Lund was an engineer from Bergen."),
]  # fmt: skip


@pytest.mark.parametrize("relations", ["lexicon", "none"])
def test_what_ships_is_fitted_to_the_features_there_are(relations: str) -> None:
    ships = learned(relations)
    material = gather(QUESTION, open_pages(FOUND, 5))
    found = options(material.scene, material.heard, NO_HINTS)
    names = {name for one in found for name in one.features}
    hinted = {"chain score", "role value", "told", "told : not named", "understood chain score"}
    own = {n for n in ships.choice.features if n not in hinted and not n.startswith("told ")}
    assert own <= names and {"heard anywhere", "words asked"} <= own
    signs = {*ships.span, *ships.sentences}
    assert {"heard", "share", "constant"} <= signs and set(TELLING) & signs
    assert all(math.isfinite(w) for w in (*ships.span.values(), *ships.sentences.values()))
