"""The choice among a question's candidates, fitted: LambdaMART (Burges 2010) in LightGBM.

A candidate's grade is its F1 against the answer, squared and in quarters. A question gives the
candidates that are right, the wrong ones that the span head likes best and some of the others.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np
from numpy.typing import NDArray

from scripts.reader_samples import Floats, Sample

GOOD = 0.5  # F1 from which a candidate is a right one
LIKED, OTHERS = 25, 15  # wrong candidates of a question: by the head's score, drawn at random
GRADES = 4
ROUNDS = 200
PARAMETERS = {
    "objective": "lambdarank", "lambdarank_truncation_level": 3, "label_gain": [0, 1, 3, 7, 15],
    "num_leaves": 8, "learning_rate": 0.06, "min_data_in_leaf": 40, "lambda_l2": 5.0,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What the choice is fitted on of a question: its (m, features) rows and their grades (m,)."""

    rows: Floats
    grades: NDArray[np.int64]
    weight: float


def choice_of(one: Sample, columns: Sequence[int], liked: int, weight: float) -> Choice | None:
    """None where no candidate is right or the passages are not those found.

    Args:
        one: a question's reading.
        columns: of its features, those that are fitted on.
        liked: the column of what the head says.
        weight: of the question.
    """
    good = np.flatnonzero(one.f1 >= GOOD)
    if one.way != "found" or not len(good):
        return None
    every = one.features.toarray()
    rng = np.random.default_rng(zlib.crc32(one.group.encode()))
    wrong = np.flatnonzero(one.f1 < GOOD)
    wrong = wrong[np.argsort(-every[wrong, liked], kind="stable")]
    drawn = rng.permutation(wrong[LIKED:])[:OTHERS]
    taken = np.concatenate([good, wrong[:LIKED], drawn])
    grades = np.rint(GRADES * one.f1[taken] ** 2).astype(np.int64)
    return Choice(every[taken][:, list(columns)], grades, weight)


def fit_choice(choices: Sequence[Choice]) -> lightgbm.Booster:
    """The trees."""
    sizes = [len(one.grades) for one in choices]
    data = lightgbm.Dataset(
        np.concatenate([one.rows for one in choices]),
        np.concatenate([one.grades for one in choices]),
        group=sizes,
        weight=np.repeat([one.weight for one in choices], sizes),
        free_raw_data=False,
    )
    return lightgbm.train(PARAMETERS, data, ROUNDS)


def scores_held_out(
    samples: Sequence[Sample],
    choices: Sequence[Choice | None],
    folds: Sequence[object],
    columns: Sequence[int],
) -> list[Floats]:
    """Scores of every sample's candidates by trees fitted on the samples of other folds."""
    trees = {}
    for fold in dict.fromkeys(folds):
        others = (one for one, own in zip(choices, folds, strict=True) if own != fold)
        trees[fold] = fit_choice([one for one in others if one])
    return [
        np.asarray(trees[fold].predict(one.features.toarray()[:, list(columns)]))
        for one, fold in zip(samples, folds, strict=True)
    ]
