"""Thousands of random inputs, most of them bad, in processes of their own: none dies."""

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[4]
CALLS = 2500
NASTY = [np.nan, np.inf, -np.inf, -1.0, -0.0, 0.0, 1e39, -1e-300, 1e-45, 3e38, None, "x", 1j, True]


def numbers(rng: random.Random, length: int):
    """A list about that long; in most cases with something wrong in it."""
    if rng.random() < 0.1:
        return rng.choice([None, "abc", 3, {}, [[1.0]] * length, np.ones((length, 2)), object()])
    length += rng.choice([0] * 12 + [-1, 1, 1000, -length])
    values: list = [rng.choice([0.0, 1.0, rng.random() * 10 ** rng.randint(-44, 38)])] * length
    for _ in range(rng.choice([0, 0, 1, 3])):
        if values:
            values[rng.randrange(len(values))] = rng.choice(NASTY)
    kinds = [np.float32, np.float64, np.int32, object, "U8"]
    if rng.random() < 0.3:
        try:
            with np.errstate(all="ignore"):
                return np.array(values, dtype=rng.choice(kinds))
        except (TypeError, ValueError, OverflowError):
            return values
    return values


def attack(seed: int, calls: int) -> tuple[int, int]:
    """(scores returned, calls refused); anything else ends the process."""
    from graphrag.errors import GraphError
    from graphrag.retrieval.pagerank import personalized_pagerank
    from tests.graphs import view_of

    rng = random.Random(seed)
    returned = refused = 0
    for _ in range(calls):
        n = rng.choice([0, 1, 2, 5, 40])
        pairs = {tuple(sorted(rng.sample(range(n), 2))) for _ in range(2 * n)} if n > 1 else set()
        damping = rng.choice([0.0, 0.5, 0.85, 0.99, 0.5, 1.0, -1.0, np.nan, np.inf, "d", None])
        epsilon = rng.choice([1e-6, 1e-9, 1e-2, 5.0, 1e-6, 0.0, -1.0, np.nan, 1e-300, None])
        view = view_of(n, sorted(pairs))
        weights, reset = numbers(rng, len(pairs)), numbers(rng, n)
        solver = rng.choice(["push", "push", "exact", "exact", "other", None])
        try:
            scores = personalized_pagerank(
                view, weights, reset, damping=damping, epsilon=epsilon, solver=solver
            )
        except GraphError:
            refused += 1
            continue
        assert scores.shape == (n,) and np.isfinite(scores).all() and (scores >= 0).all()
        assert abs(float(scores.sum(dtype=np.float64)) - 1) <= 1e-6, (weights, reset, scores)
        returned += 1
    return returned, refused


@pytest.mark.parametrize("seed", [1, 2])
def test_no_input_kills_the_process_or_gives_garbage(seed):
    home = "tests.graphrag.retrieval.pagerank.test_crashes"
    program = f"from {home} import *; print(*attack({seed}, {CALLS}))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "faulthandler", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    returned, refused = map(int, done.stdout.split())
    assert returned > CALLS / 50 and refused > CALLS / 2 and returned + refused == CALLS
