"""The choice among candidates: gradient-boosted trees over their features.

How sure the choice was and how well its sentence fits are signs that it is right (`trust.py`).
What was learned, the weights of trust too, is written by `scripts/fit_reader.py`: a file for each
value of `reading.relations`, so that what is switched off was not leaned on in the fit either.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import NamedTuple

import numpy as np

from graphrag.reading.choosing.option_features import Option
from graphrag.reading.choosing.page_view import Features
from graphrag.retrieval.reranking.trees import Trees, parse_trees

TELLING = (  # features of the choice that tell how far it can be trusted
    *("sentence words", "sentence cosine", "page words", "chain score", "words asked"),
    *("heard", "heard below best", "heard anywhere", "kind fits"),
)

_PASSED_OVER = 20  # options looked at
_SURE = 0.5  # share from which the choice is not changed for its time

Weights = Mapping[str, float]  # by sign


class Held(NamedTuple):
    """What a candidate's time adds to its score; whether its beginning and end are told."""

    score: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Learned:
    """Trees that choose among candidates; weights of the signs that a finding is right."""

    choice: Trees
    span: Weights
    sentences: Weights


@cache
def learned(relations: str) -> Learned:
    """What comes with the package for a value of `reading.relations`."""
    text = files("graphrag.reading").joinpath(f"weights-{relations}.json").read_text("utf-8")
    table = json.loads(text)
    return Learned(parse_trees(table["choice"]), table["span"], table["sentences"])


def scores_of(options: Sequence[Option], trees: Trees) -> list[float]:
    """What the trees say of each option; a feature that it lacks is 0."""
    rows = [list(map(option.features.get, trees.features, repeat(0.0))) for option in options]
    values = np.array(rows, np.float32).reshape(len(options), len(trees.features))
    return [float(value) for value in trees.predict(trees.features, values)]


def best_option(
    options: Sequence[Option],
    trees: Trees,
    fits: Callable[[Option], bool],
    held: Sequence[Held] = (),
) -> tuple[Option, Features] | None:
    """The option with the highest score, and the signs that it answers the question.

    Of the first few, those that do not fit (the wrong kind of thing) are passed over. `held` says
    for each option what its time adds to its score; that it was chosen for its time makes it surer
    only where the text tells when it began and ended.
    """
    if not options:
        return None
    alone = scores_of(options, trees)
    if held and _share(options, alone, max(range(len(alone)), key=alone.__getitem__)) >= _SURE:
        held = ()
    scores = [own + time.score for own, time in zip(alone, held, strict=True)] if held else alone
    order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
    top = next((at for at in order[:_PASSED_OVER] if fits(options[at])), order[0])
    telling = scores if held and held[top].whole else alone
    return options[top], signs_of_trust(options, telling, top)


def signs_of_trust(options: Sequence[Option], scores: Sequence[float], top: int) -> Features:
    """What tells a right choice from a wrong one.

    The share of the winner among all options (softmax, other spans of the same words included) and
    its logarithm, how much of the question its sentence and passage cover, what the head says.
    """
    features = options[top].features
    share = _share(options, scores, top)
    telling = {name: features.get(name, 0.0) for name in TELLING}
    return {"share": share, "log share": math.log(share), **telling}


def _share(options: Sequence[Option], scores: Sequence[float], top: int) -> float:
    """The softmax's share of an option and of all that have the same words."""
    weighed = [math.exp(value - scores[top]) for value in scores]
    stems = options[top].stems
    same = sum(w for w, option in zip(weighed, options, strict=True) if option.stems == stems)
    return same / sum(weighed)
