"""The learned part: one readable weight for each feature, fitted by `scripts/fit_reader.py`.

There are two sets of them, one fitted with the hints of the lists of relations, one without.

Score of a candidate = sum of weight x feature. A second, smaller set of weights turns the winning
score into a confidence in [0, 1]: a logistic regression on how sure the choice was and how well
its sentence fits the question.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graphrag.reading.option_features import Option
from graphrag.reading.page_view import Features


@dataclass(frozen=True)
class Weights:
    """`choice` weighs the features of a candidate, `trust` the signs that the choice is right."""

    choice: Mapping[str, float]
    trust: Mapping[str, float]


@cache
def shipped_weights(relations: str) -> Weights:
    """The weights that come with the package, fitted with or without the lists of relations.

    Args:
        relations: as `reading.relations` names it, lexicon or none.
    """
    name = f"weights-{relations}.json"
    table = json.loads(files("graphrag.reading").joinpath(name).read_text(encoding="utf-8"))
    return Weights(table["choice"], table["trust"])


def score(features: Features, weights: Mapping[str, float]) -> float:
    """Weighted sum; a feature without a weight counts nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def best_option(options: Sequence[Option], weights: Weights) -> tuple[Option, float] | None:
    """The option with the highest score, and the confidence that it answers the question."""
    if not options:
        return None
    scores = [score(option.features, weights.choice) for option in options]
    top = max(range(len(scores)), key=scores.__getitem__)
    signs = signs_of_trust(options, scores, top)
    return options[top], 1 / (1 + math.exp(-score(signs, weights.trust)))


def signs_of_trust(options: Sequence[Option], scores: Sequence[float], top: int) -> Features:
    """What tells a right choice from a wrong one.

    The share of the winner among all options (softmax, other spans of the same words included),
    and how much of the question its sentence, pair of pages and passage cover.
    """
    weighed = [math.exp(value - scores[top]) for value in scores]
    stems = options[top].stems
    same = sum(w for w, option in zip(weighed, options, strict=True) if option.stems == stems)
    chosen = options[top].features
    return {
        "constant": 1.0,
        "share": same / sum(weighed),
        "sentence words": chosen["sentence words"],
        "any pair words": chosen["any pair words"],
        "sentence cosine": chosen["sentence cosine"],
        "page words": chosen["page words"],
        "end of chain": chosen.get("end of chain", 0.0),
        "chain score": chosen.get("chain score", 0.0),
        "words asked": chosen["words asked"],
    }
