"""Vectors of a generation: those of the former one that stand together are copied together."""

import numpy as np
import pytest

from graphrag.storage.caches import Cache, content_key, key_list, key_table
from graphrag.storage.catalog import Catalog
from graphrag.storage.matrices import _starts, write_vectors


@pytest.mark.parametrize(
    "known, starts",
    [
        ([], []),
        ([-1], [0]),
        ([0, 1, 2], [0]),
        ([-1, 0, 1], [0, 1]),
        ([0, 1, 5, 6, -1, -1, 7], [0, 2, 4, 6]),
        ([2, 2, 1, 0], [0, 1, 2, 3]),
    ],
)
def test_runs(known, starts):
    assert _starts(np.array(known, np.int64)) == starts


def test_rows_are_the_former_ones_or_the_catalogs(tmp_path):
    rng = np.random.default_rng(0)
    before = rng.normal(size=(40, 5)).astype(np.float32)
    np.save(tmp_path / "before.npy", before)
    mapped = np.load(tmp_path / "before.npy", mmap_mode="r")
    for known in ([-1, *range(7), -1, -1, *range(9, 30), 3, 3], [], [-1, -1], list(range(40))):
        keys = [content_key(str(n)) for n in range(len(known))]
        fresh = rng.normal(size=(len(known), 5)).astype(np.float32)
        with Catalog(tmp_path, write=True) as catalog:
            new = [n for n, row in enumerate(known) if row < 0]
            Cache(catalog, "vectors").put((keys[n], fresh[n].tobytes()) for n in new)
            path = tmp_path / "after.npy"
            write_vectors(path, catalog, key_table(keys), 5, np.array(known, np.int64), mapped)
        wanted = [fresh[n] if row < 0 else before[row] for n, row in enumerate(known)]
        np.testing.assert_array_equal(np.load(path), np.array(wanted).reshape(-1, 5))


def test_keys_come_back():
    keys = [bytes([n]) * 15 + b"\0" for n in range(9)]
    assert key_list(key_table(keys)) == keys
    assert key_list(key_table([])) == []
