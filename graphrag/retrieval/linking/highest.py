"""The highest of very many values: what can be among them is seen from the tops of small parts.

Of 4k parts and more, the k-th highest top is a bound that k values reach at least, so nothing
below it is looked at again. That reads the values twice, and sorts and copies hardly any of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def highest(values: Floats, k: int) -> NDArray[np.intp]:
    """Positions of the `k` highest values, best first, of equal ones the first; all if fewer."""
    some = among_highest(values, k)
    order = np.lexsort((some, -values[some]))[:k]
    return np.asarray(some[order])


def among_highest(values: Floats, k: int) -> NDArray[np.intp]:
    """Ascending positions of the `k` highest values and of few others; all if fewer."""
    k = min(k, len(values))
    if k == 0:
        return np.empty(0, np.intp)
    width = max(len(values) // (4 * k), 1)
    many = len(values) // width
    some = values[: many * width]
    # Of few long ones each lies together; of many short ones each lies all over: NumPy's fast ways.
    tops = some.reshape(many, width).max(1) if width > many else some.reshape(width, many).max(0)
    return np.flatnonzero(values >= np.partition(tops, -k)[-k])
