"""The highest of very many values: what can be among them is seen from the tops of short stretches.

Of 4k stretches and more, the k-th highest top is a bound that k values reach at least, so nothing
below it is looked at again. That reads the values twice, and sorts and copies hardly any of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def highest(values: Floats, k: int) -> NDArray[np.intp]:
    """Positions of the `k` highest values, best first, of equal ones the first; all if fewer."""
    k = min(k, len(values))
    if k == 0:
        return np.empty(0, np.intp)
    width = max(len(values) // (4 * k), 1)
    tops = values[: len(values) // width * width].reshape(-1, width).max(1)
    some = np.flatnonzero(values >= np.partition(tops, -k)[-k])
    order = np.lexsort((some, -values[some]))[:k]
    return np.asarray(some[order])
