"""What the choice is fitted on; it learns what tells a right candidate from a wrong one."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from scripts.choice_trees import LIKED, OTHERS, choice_of, fit_choice, scores_held_out
from scripts.reader_samples import Sample

HEARD, NOISE = 0, 1


def question(number: int, candidates: int = 60, way: str = "found") -> Sample:
    """The right candidate is heard best, the others are heard less the later they come."""
    rng = np.random.default_rng(number)
    right = int(rng.integers(candidates))
    heard = -np.arange(candidates) / candidates
    heard[right] = 1.0
    rows = np.stack([heard, rng.random(candidates)], axis=1)
    f1 = np.zeros(candidates)
    f1[right] = 1.0
    return Sample("kind", f"q{number}", way, None, features=csr_array(rows), f1=f1)  # type: ignore[arg-type]


def test_the_right_ones_the_liked_ones_and_some_others():
    one = question(3)
    made = choice_of(one, [HEARD, NOISE], HEARD, 0.5)
    assert len(made.rows) == 1 + LIKED + OTHERS and made.weight == 0.5
    assert made.grades.tolist() == [4] + [0] * (LIKED + OTHERS)
    every = np.sort(one.features.toarray()[:, HEARD])[::-1]
    assert made.rows[: 1 + LIKED, HEARD].tolist() == every[: 1 + LIKED].tolist()
    assert set(made.rows[1 + LIKED :, HEARD]) <= set(every[1 + LIKED :])


def test_nothing_is_fitted_where_no_candidate_is_right_or_the_passages_are_others():
    one = question(4)
    one.f1[:] = 0.4
    assert choice_of(one, [HEARD], HEARD, 1.0) is None
    assert choice_of(question(4, way="stripped"), [HEARD], HEARD, 1.0) is None


def test_trees_of_other_folds_find_the_right_candidate():
    samples = [question(number) for number in range(40)]
    choices = [choice_of(one, [HEARD, NOISE], HEARD, 1.0) for one in samples]
    folds = [number % 2 for number in range(40)]
    scores = scores_held_out(samples, choices, folds, [HEARD, NOISE])
    assert all(z.argmax() == one.f1.argmax() for one, z in zip(samples, scores, strict=True))


def test_the_same_data_give_the_same_trees():
    choices = [choice_of(question(n), [HEARD, NOISE], HEARD, 1.0) for n in range(20)]
    assert fit_choice(choices).model_to_string() == fit_choice(choices).model_to_string()
