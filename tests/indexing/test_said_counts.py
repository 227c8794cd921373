"""Counts of a former generation, some of them counted anew."""

import numpy as np
import pytest

from graphrag.storage.packing import pack_codes, pack_strings, unpack_codes, unpack_strings
from indexing.key_table import KeyTable
from indexing.said_counts import KeptCounts, SaidCounts, read_counts

TABLE = KeyTable(unpack_strings("k", pack_strings("k", ["ada", "bex", "rho", "ulm"])))
KINDS = KeptCounts(
    np.array([0, 0, 2, 3]),
    np.array([2, 5, 1, 3]),
    unpack_codes("t", pack_codes("t", ["name", "title", "name", "work"])),
)


def counted():
    stay = np.array([True, True, True, False])
    return SaidCounts(KINDS, TABLE, {("ulm",): {}, ("new",): {"name": 1}}, stay)


def test_former_counts_hold_but_for_what_is_counted_anew():
    found = counted()
    assert dict(found) == {
        ("ada",): {"name": 2, "title": 5},
        ("rho",): {"name": 1},
        ("new",): {"name": 1},
    }
    assert len(found) == 3 and found.get(("ulm",)) is None
    assert ("bex",) not in found and ("ulm",) not in found and ("new",) in found
    with pytest.raises(KeyError):
        found[("bex",)]


def test_totals_are_of_former_counts_that_hold():
    assert counted().total("name").tolist() == [2, 0, 1, 0]
    assert counted().total("name", "title", "work", "none").tolist() == [7, 0, 1, 0]


def test_rows_are_sorted_by_key_and_text_and_packed_as_they_were():
    moved, stay = np.array([1, 2, 3, -1]), np.array([True, True, True, False])
    now = KINDS.renewed(moved, stay, {0: {"work": 1, "date": 4}, 4: {"name": 9}})
    assert now.key.tolist() == [0, 0, 1, 1, 3, 4]
    assert list(now.texts) == ["date", "work", "name", "title", "name", "name"]
    assert now.count.tolist() == [4, 1, 2, 5, 1, 9]
    again = read_counts("kinds", now.arrays("kinds"))
    assert list(again.texts) == list(now.texts) and again.key.tolist() == now.key.tolist()
