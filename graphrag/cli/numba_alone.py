"""Numba without SciPy's linear algebra, which it loads to look whether it is there.

No kernel of ours multiplies matrices, and loading `scipy.linalg` takes longer than a question does.
That is for a process of our own alone: elsewhere somebody's kernels may need it.
"""

from __future__ import annotations

import sys
from importlib import import_module

_LINALG = "scipy.linalg"


def load_numba() -> None:
    """Have Numba look while `scipy.linalg` cannot be found; who imports it later finds it."""
    if _LINALG in sys.modules:
        return
    sys.modules[_LINALG] = None  # type: ignore[assignment]  # what `import` takes for missing
    try:
        import_module("numba.np.arraymath")
    finally:
        del sys.modules[_LINALG]
