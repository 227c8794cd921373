"""Trees as data: two drawn by hand, and the ones that ship.

warm > 20?                 dry?
├ no:  +1                  ├ no (≤ 0.5):  -2
└ yes: dry > 0.5?          └ yes:          0.25
       ├ no:  +10
       └ yes: +100
"""

import numpy as np
import pytest

from graphrag.retrieval.reranking.trees import load_trees, parse_trees

DRAWN = {
    "features": ["warm", "dry"],
    "roots": [0, 2],
    "feature": [0, 1, 1],
    "threshold": [20.0, 0.5, 0.5],
    "left": [-1, -2, -4],
    "right": [1, -3, -5],
    "leaf": [1.0, 10.0, 100.0, -2.0, 0.25],
}
SHIPPED = ("alone", "joint")


def predict(names, *rows):
    return parse_trees(DRAWN).predict(names, np.array(rows, dtype=np.float32)).tolist()


def test_leaves_add_up():
    rows = [(10, 0), (20, 1), (21, 0), (30, 1)]
    assert predict(("warm", "dry"), *rows) == [1 - 2, 1 + 0.25, 10 - 2, 100 + 0.25]


def test_columns_are_found_by_name():
    assert predict(("dry", "more", "warm"), (1, 7, 30)) == [100.25]


def test_a_missing_feature_is_an_error():
    with pytest.raises(KeyError, match="dry"):
        predict(("warm",), (1,))


def test_no_rows():
    found = parse_trees(DRAWN).predict(("warm", "dry"), np.empty((0, 2), np.float32))
    assert found.shape == (0,)


def test_a_tree_that_is_one_leaf():
    stump = {**DRAWN, "roots": [-1, -5]}
    found = parse_trees(stump).predict(("warm", "dry"), np.zeros((2, 2), np.float32))
    assert found.tolist() == [1.25, 1.25]


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_trees_are_whole(name):
    """Every node hangs below exactly one root, comparing a known feature with a number."""
    trees = load_trees(name)
    nodes, leaves = len(trees.feature), len(trees.leaf)
    assert nodes == len(trees.threshold) == len(trees.left) == len(trees.right)
    assert len(set(trees.features)) == len(trees.features)
    assert 0 <= trees.feature.min() and trees.feature.max() < len(trees.features)
    assert np.isfinite(trees.threshold).all() and np.isfinite(trees.leaf).all()
    children = np.concatenate([trees.roots, trees.left, trees.right])
    assert sorted(children[children >= 0]) == list(range(nodes))
    assert sorted(-1 - children[children < 0]) == list(range(leaves))
    # Children come after their parent, so that every way down ends.
    parents = np.arange(nodes)
    assert all(((side < 0) | (side > parents)).all() for side in (trees.left, trees.right))


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_trees_differ_between_candidates(name):
    trees = load_trees(name)
    rows = np.random.default_rng(0).normal(size=(50, len(trees.features))).astype(np.float32)
    scores = trees.predict(trees.features, rows)
    assert np.isfinite(scores).all() and len(set(scores.tolist())) > 10
