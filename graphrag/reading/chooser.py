"""The choice among candidates: score = sum of weight x feature, weights learned (`learned.py`).

How sure the choice was and how well its sentence fits are signs that it is right (`trust.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from graphrag.reading.learned import Weights
from graphrag.reading.option_features import Option
from graphrag.reading.page_view import Features

TELLING = (  # features of the choice that tell how far it can be trusted
    *("sentence words", "any pair words", "sentence cosine", "page words", "end of chain"),
    *("chain score", "words asked", "heard", "heard below best", "kind fits"),
)


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
    return {"share": same / sum(weighed), **{name: features.get(name, 0.0) for name in TELLING}}
