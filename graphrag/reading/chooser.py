"""The learned part: one readable weight for each feature, fitted by `scripts/fit_reader.py`.

There are two sets of them, one fitted with the hints of the lists of relations, one without.

Score of a candidate = sum of weight x feature. How sure the choice was and how well its sentence
fits are signs that it is right (`trust.py`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from graphrag.reading.option_features import Option
from graphrag.reading.page_view import Features

_TELLING = (
    *("sentence words", "any pair words", "sentence cosine", "page words", "end of chain"),
    *("chain score", "words asked", "heard", "heard below best", "kind fits"),
)
Weights = Mapping[str, float]  # of the features of a candidate


@cache
def shipped_weights(relations: str) -> Weights:
    """The weights that come with the package, fitted with or without the lists of relations.

    Args:
        relations: as `reading.relations` names it, lexicon or none.
    """
    name = f"weights-{relations}.json"
    table = json.loads(files("graphrag.reading").joinpath(name).read_text(encoding="utf-8"))
    weights: Weights = table["choice"]
    return weights


def score(features: Features, weights: Mapping[str, float]) -> float:
    """Weighted sum; a feature without a weight counts nothing."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def best_option(options: Sequence[Option], weights: Weights) -> tuple[Option, Features] | None:
    """The option with the highest score, and the signs that it answers the question."""
    if not options:
        return None
    scores = [score(option.features, weights) for option in options]
    top = max(range(len(scores)), key=scores.__getitem__)
    return options[top], signs_of_trust(options, scores, top)


def signs_of_trust(options: Sequence[Option], scores: Sequence[float], top: int) -> Features:
    """What tells a right choice from a wrong one.

    The share of the winner among all options (softmax, other spans of the same words included),
    and how much of the question its sentence, pair of pages and passage cover.
    """
    weighed = [math.exp(value - scores[top]) for value in scores]
    stems = options[top].stems
    same = sum(w for w, option in zip(weighed, options, strict=True) if option.stems == stems)
    features = options[top].features
    return {"share": same / sum(weighed), **{name: features.get(name, 0.0) for name in _TELLING}}
