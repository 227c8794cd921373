"""Lists of strings with some rows gone and others between them."""

import numpy as np
import pytest

from graphrag.storage.packing import pack_codes, pack_strings, unpack_codes, unpack_strings
from graphrag.storage.strings import no_codes, no_strings

OLD = ["Ada", "", "Łódź", "Velm", "Ada"]


@pytest.mark.parametrize(
    ("rows", "new", "expected"),
    [
        ([0, 1, 2, 3, 4], [], OLD),
        ([], [], []),
        ([-1, 0, 1, -1, -1, 4], ["Ünge", "", "Rho"], ["Ünge", "Ada", "", "", "Rho", "Ada"]),
        ([4, 3, 2, 2, -1], ["Velm"], ["Ada", "Velm", "Łódź", "Łódź", "Velm"]),
    ],
)
def test_rows_are_taken_over_and_new_ones_stand_between_them(rows, new, expected):
    places = np.array(rows, dtype=np.int64)
    strings = unpack_strings("s", pack_strings("s", OLD)).renewed(places, new)
    codes = unpack_codes("s", pack_codes("s", OLD)).renewed(places, new)
    assert list(strings) == expected == [strings[n] for n in range(len(rows))]
    assert list(codes) == expected


def test_of_nothing():
    new = np.array([-1, -1])
    assert list(no_strings().renewed(new, ["a", "b"])) == ["a", "b"]
    assert list(no_codes().renewed(new, ["b", "b"])) == ["b", "b"]


def test_codes_are_packed_as_if_they_had_been_strings():
    codes = unpack_codes("s", pack_codes("s", OLD)).renewed(np.array([3, -1, 0]), ["Bex"])
    one, other = pack_codes("s", codes), pack_codes("s", ["Velm", "Bex", "Ada"])
    assert one.keys() == other.keys()
    for name in one:
        np.testing.assert_array_equal(one[name], other[name])


def test_which_strings_are_the_same():
    one = unpack_strings("s", pack_strings("s", ["Ada", "Bex", "", "Łódź", "Velm", "Ulm"]))
    two = unpack_strings("s", pack_strings("s", ["Rho", "Ada", "Bey", "", "Łódź", "Velm?", "Ulm"]))
    rows = np.array([0, 1, 2, 3, 4, 5, 0])
    assert one.same(rows, two, rows + 1).tolist() == [True, False, True, True, False, True, True]
    assert one.same(rows[:0], two, rows[:0]).tolist() == []


def test_how_many_bytes_of_each_string_are_one_of_some():
    strings = unpack_strings("s", pack_strings("s", ["a b c", "", " ", "é"]))
    assert strings.counts(b" c").tolist() == [3, 0, 1, 0]
    assert strings.counts(bytes(range(128, 256))).tolist() == [0, 0, 0, 2]
    assert no_strings().counts(b" ").tolist() == []
