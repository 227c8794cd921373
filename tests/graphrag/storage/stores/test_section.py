"""BM25 parameters at the edges of what they may be."""

import pytest

from graphrag.errors import SettingsError
from graphrag.settings import Store
from graphrag.storage.stores import check_section


@pytest.mark.parametrize(("k1", "b"), [(0.0, 0.0), (0.4, 0.3), (1.2, 0.75), (99.9, 1.0)])
def test_these_are_fine(k1: float, b: float):
    check_section(Store(bm25_k1=k1, bm25_b=b))


@pytest.mark.parametrize(
    ("change", "said"),
    [({"bm25_k1": -0.1}, "k1"), ({"bm25_k1": 100.0}, "k1"), ({"bm25_b": -0.1}, "bm25_b"),
     ({"bm25_b": 1.1}, "bm25_b")],
)  # fmt: skip
def test_these_are_none(change: dict, said: str):
    with pytest.raises(SettingsError, match=said):
        check_section(Store(**change))
