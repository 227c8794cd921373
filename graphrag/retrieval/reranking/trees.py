"""Gradient-boosted trees as plain numbers in a JSON file, evaluated here.

A node compares one named feature with a threshold: at most → left, more → right; leaves add up.
`scripts/fit_ranker.py` fits and writes the file. It is data: no code is loaded from it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from graphrag.machine.compiled import kernel

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """All trees' nodes in one set of arrays. A negative child -1 - i is leaf i."""

    features: tuple[str, ...]
    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    leaf: NDArray[np.float64]

    def predict(self, names: tuple[str, ...], values: Floats) -> Floats:
        """(n,) sum of leaves for each row.

        Args:
            names: of the columns of `values`; more than the trees need is fine.
            values: (n, f).

        Raises:
            KeyError: a feature of the trees is not among `names`.
        """
        place = {name: column for column, name in enumerate(names)}
        columns = np.array([place[name] for name in self.features], dtype=np.int64)
        rows = np.ascontiguousarray(values[:, columns])
        sums = np.empty(len(rows), np.float32)
        _sum_leaves(
            rows, self.roots, self.feature, self.threshold, self.left, self.right, self.leaf, sums
        )
        return sums


@lru_cache(maxsize=8)
def load_trees(name: str) -> Trees:
    """The model `name`.json that ships beside this file."""
    text = (
        resources.files("graphrag.retrieval.reranking").joinpath(f"{name}.json").read_text("utf-8")
    )
    return parse_trees(json.loads(text))


def parse_trees(model: dict[str, list[float]]) -> Trees:
    """From the JSON object's columns."""
    return Trees(
        features=tuple(str(name) for name in model["features"]),
        roots=np.array(model["roots"], dtype=np.int32),
        feature=np.array(model["feature"], dtype=np.int32),
        threshold=np.array(model["threshold"], dtype=np.float64),
        left=np.array(model["left"], dtype=np.int32),
        right=np.array(model["right"], dtype=np.int32),
        leaf=np.array(model["leaf"], dtype=np.float64),
    )


@kernel("f4:: i4: i4: f8: i4: i4: f8: f4:")
def _sum_leaves(  # type: ignore[no-untyped-def]
    rows, roots, feature, threshold, left, right, leaf, sums
):
    for i in range(len(rows)):
        total = 0.0
        for root in roots:
            node = root
            while node >= 0:
                go_left = rows[i, feature[node]] <= threshold[node]
                node = left[node] if go_left else right[node]
            total += leaf[-1 - node]
        sums[i] = total
