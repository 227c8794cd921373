"""Arrays that are clever about time and room hold what plain ones would, at every small size."""

import dataclasses
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest

from graphrag.errors import DamagedIndex
from graphrag.storage import rounded as rounded_files
from graphrag.storage.packing import (
    columns,
    dump_arrays,
    load_arrays,
    pack_codes,
    parse_arrays,
    save_arrays,
    unpack_codes,
)
from graphrag.storage.ragged import Ragged, no_rows, taken
from graphrag.storage.rounded import leading_axes, read_rounded, rounded, write_rounded
from graphrag.storage.row_list import RowList, value_at, values_of
from graphrag.storage.stacked import (
    Stacked,
    link,
    load_matrix,
    more_of,
    places_in,
    too_many,
    write_beside,
)
from graphrag.storage.strings import Strings
from graphrag.storage.terms import Known, build_terms, part_of_terms

RNG = np.random.default_rng(9)
BASE, MORE = (RNG.normal(size=(n, 3)).astype(np.float32) for n in (6, 2))
PLACES = [[0, 1, 2, 3, 4, 5], [0, 1, 6, 2, 3], [5, 4, 3], [7, 6], [2, 3, 4, 7], [6, 0, 1], [3], []]


@pytest.mark.parametrize("place", PLACES)
def test_a_stacked_matrix_is_its_rows(place):
    found = Stacked(BASE, MORE, np.array(place, np.int32))
    plain = np.concatenate([BASE, MORE])[np.array(place, np.int64)]
    n = len(place)
    assert (len(found), found.shape, found.dtype) == (n, plain.shape, plain.dtype)
    np.testing.assert_array_equal(np.asarray(found), plain)
    for start in range(n + 1):
        for stop in range(n + 2):
            np.testing.assert_array_equal(found[start:stop], plain[start:stop])
    np.testing.assert_array_equal(found[::2], plain[::2])
    for row in range(n):
        np.testing.assert_array_equal(found[row], plain[row])
    some = np.arange(n)[::-1]
    np.testing.assert_array_equal(found[some], plain[some])
    np.testing.assert_allclose(found @ BASE[0], plain @ BASE[0], rtol=1e-5)


def test_rows_that_stand_together_are_not_copied():
    found = Stacked(BASE, MORE, np.array([0, 1, 6, 2, 3], np.int32))
    assert [np.shares_memory(found[a:b], BASE) for a, b in ((0, 2), (3, 5), (1, 3), (2, 4))] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "rows", "anew"),
    [(64, 10, False), (65, 10, True), (64, 1_024, False), (65, 1_040, False), (66, 1_040, True),
     (65, 1_039, True)],
)  # fmt: skip
def test_how_many_rows_may_be_new_or_gone(changed, rows, anew):
    assert too_many(changed, rows) == anew


@pytest.mark.parametrize(
    ("former", "rows", "places"),
    [
        (BASE, [0, 1, -1, 5], [0, 1, -1, 5]),
        (Stacked(BASE, MORE, np.array([7, 2, 0], np.int32)), [0, 1, 2, -1], [-1, 2, 0, -1]),
        (BASE, [-1, -1], None),
        (np.zeros((66, 3), np.float32), [0, *[-1] * 0], None),  # 65 are gone
        (np.zeros((65, 3), np.float32), [0], [0]),
        (np.zeros((64, 3), np.float32), [0, -1], [0, -1]),
        (np.zeros((64, 3), np.float32), [0, -1, -1], None),
    ],
)
def test_where_rows_stand_in_the_former_file(former, rows, places):
    found = places_in(former, np.array(rows, np.int64))
    assert (None if found is None else found.tolist()) == places


@pytest.mark.parametrize(
    "places", [[0, 1, 2, 3, 4, 5], [0, 1, 2], [5, -1, 0, -1], [1, 0, 2, 3, 4, 5]]
)
def test_what_lies_beside_a_file(tmp_path, places):
    path, more = tmp_path / "m.npy", MORE[: places.count(-1)]
    np.save(path, BASE)
    write_beside(path, np.array(places, np.int32), BASE, more)
    assert more_of(path).exists() == (places != list(range(6)))
    fresh = iter(more)
    plain = [next(fresh) if place < 0 else BASE[place] for place in places]
    np.testing.assert_array_equal(np.asarray(load_matrix(path)), np.array(plain))


def test_a_matrix_cut_short_is_named(tmp_path):
    np.save(tmp_path / "m.npy", BASE)
    raw = (tmp_path / "m.npy").read_bytes()
    (tmp_path / "m.npy").write_bytes(raw[:-5])
    with pytest.raises(DamagedIndex, match=r"m\.npy is damaged"):
        load_matrix(tmp_path / "m.npy")


def test_a_row_is_rounded_to_127_steps_of_its_largest_number():
    matrix = np.array([[1.27, -0.6, 0.014], [0, 0, 0], [-2.54, 2.54, 0.03]], np.float32)
    found = rounded(matrix, np.eye(3, dtype=np.float32))
    assert found.steps == pytest.approx([0.01, 0, 0.02])
    assert found.codes.tolist() == [[127, -60, 1], [0, 0, 0], [-127, 127, 2]]
    assert rounded(np.empty((0, 3), np.float32), found.axes).codes.shape == (0, 3)


@pytest.mark.parametrize("above", [5, 6])
@pytest.mark.parametrize("at_once", [1, 4, 6, 7])
def test_rounded_rows_of_a_file_and_of_two(tmp_path, monkeypatch, above, at_once):
    monkeypatch.setattr(rounded_files, "ABOVE", above)
    monkeypatch.setattr(rounded_files, "_ROWS", at_once)
    source, path = tmp_path / "m.npy", tmp_path / "codes.arrays"
    np.save(source, BASE)
    write_rounded(source, path, None)
    found = read_rounded(path, source)
    if above == 6:  # as many rows are not more
        assert found is None
        return
    assert found.beside is None and found.place is None
    axes = leading_axes(BASE)
    np.testing.assert_array_equal(found.codes, rounded(BASE, axes).codes)
    np.testing.assert_array_equal(found.steps, rounded(BASE, axes).steps)
    write_beside(source, np.array([0, 1, -1, 2, 3, 4], np.int32), BASE, MORE[:1])
    write_rounded(source, path, None)
    both = read_rounded(path, source)
    assert both.place.tolist() == [0, 1, 6, 2, 3, 4]
    np.testing.assert_array_equal(both.beside.codes, rounded(MORE[:1], axes).codes)
    other = tmp_path / "next"
    other.mkdir()
    link(source, other / source.name)
    write_rounded(other / source.name, other / path.name, path)
    assert (other / path.name).samefile(path)  # its matrix is the very file
    (other / source.name).unlink()
    np.save(other / source.name, BASE[::-1])
    write_rounded(other / source.name, other / "anew.arrays", path)
    anew = read_rounded(other / "anew.arrays", other / source.name)
    np.testing.assert_array_equal(anew.codes, rounded(BASE[::-1], anew.axes).codes)


@pytest.mark.parametrize("sizes", [(), (0,), (1,), (63,), (64,), (65, 1), (0, 3, 128)])
def test_arrays_come_back_from_multiples_of_64_bytes(tmp_path, sizes):
    arrays = {f"a{n}": np.arange(n, dtype=np.uint8) for n in sizes}
    arrays["matrix"] = np.arange(6, dtype=np.int32).reshape(2, 3)
    save_arrays(tmp_path / "f", arrays)
    raw = dump_arrays(arrays)
    assert (tmp_path / "f").read_bytes() == raw and len(raw) % 64 == 0
    for found in (load_arrays(tmp_path / "f"), parse_arrays(raw)):
        assert list(found) == list(arrays)
        for name, array in arrays.items():
            np.testing.assert_array_equal(found[name], array)
    begins = [raw.find(arrays["matrix"].tobytes(), 16)]
    assert [at % 64 for at in begins] == [0]


@pytest.mark.parametrize("raw", [b"", b"GRAPHRAG", b"GRAPHRAX" + dump_arrays({})[8:],
                                 b"GRAPHRAG" + (999).to_bytes(8, "little") + b"{}",
                                 b"GRAPHRAG" + (2).to_bytes(8, "little") + b"[]"])  # fmt: skip
def test_what_is_no_such_file_is_named(tmp_path, raw):
    (tmp_path / "f").write_bytes(raw)
    with pytest.raises(DamagedIndex, match="f is damaged"):
        load_arrays(tmp_path / "f")


def strings(*texts):
    raw = "".join(texts).encode()
    ends = np.cumsum([len(text.encode()) for text in texts], dtype=np.int64)
    return Strings(np.frombuffer(raw, np.uint8), ends)


@pytest.mark.parametrize(
    "texts", [["a"], ["ab", "", "cé"], ["x" * 100, "é" * 50], ["x" * 101], ["é" * 60, "", "b"]]
)
def test_strings_are_a_list(texts):
    found = strings(*texts)
    assert (list(found), len(found), found) == (texts, len(texts), texts)
    assert [found[n] for n in range(-len(texts), len(texts))] == texts + texts
    assert found[1:] == texts[1:] and found[::-1] == texts[::-1]
    assert found != [*texts, "x"] and found != [*texts[:-1], "other"] and found != 3
    for place in (len(texts), -len(texts) - 1):
        with pytest.raises(IndexError):
            found[place]


def test_codes_are_a_list():
    texts = ["b", "a", "b", "c", ""]
    found = unpack_codes("s", pack_codes("s", texts))
    assert (list(found), found[1:3], found[-2], len(found)) == (texts, ["a", "b"], "c", 5)
    assert found == texts and found != texts[:-1] and found[0] is found[2]


@dataclass(frozen=True)
class Row:
    place: int
    name: str


def test_rows_over_columns_are_a_list():
    plain = [Row(3, "a"), Row(1, "b"), Row(2, "")]
    found = RowList(Row, np.array([3, 1, 2], np.int32), ["a", "b", ""])
    assert (list(found), found[0], found[-1], found[1:], len(found)) == (
        plain, plain[0], plain[-1], plain[1:], 3,
    )  # fmt: skip
    assert (
        found == plain and found != plain[:2] and found != [*plain[:2], Row(0, "")] and found != 1
    )
    for rows in (plain, found):
        assert (
            list(values_of(rows, "place")) == [3, 1, 2] and list(values_of(rows, "name"))[1] == "b"
        )
        assert (value_at(rows, 1, "place"), value_at(rows, 0, "name")) == (1, "a")


@dataclass(frozen=True)
class Pair:
    one: int
    other: int


def test_columns_of_rows():
    plain = [Pair(1, 2), Pair(3, 4), Pair(5, 6)]
    for rows in (plain, RowList(Pair, np.array([1, 3, 5]), np.array([2, 4, 6]))):
        found = columns(rows, "other", "one")
        assert {name: array.tolist() for name, array in found.items()} == {
            "other": [2, 4, 6], "one": [1, 3, 5],
        }  # fmt: skip
        assert {array.dtype for array in found.values()} == {np.dtype(np.int32)}


@pytest.mark.parametrize("rows", [[], [0], [2, 0], [1, 1, 2], [2, 1, 0]])
def test_ragged_rows_in_another_order(rows):
    lists = [[7, 8], [], [9, 4, 5]]
    indptr, values = np.array([0, 2, 2, 5]), np.array([7, 8, 9, 4, 5])
    new, places = taken(indptr, np.array(rows, np.int64))
    got = [values[places][a:b].tolist() for a, b in pairwise(new)]
    assert got == [lists[row] for row in rows] and new[0] == 0


def test_a_ragged_table_takes_new_rows_between_old_ones():
    table = Ragged(np.array([0, 1, 3]), np.array([[1, 2], [3, 4], [5, 6]]))
    assert table.owner.tolist() == [0, 1, 1] and table.of(1).tolist() == [[3, 4], [5, 6]]
    found = table.renewed(np.array([-1, 1, -1, 0]), {0: [], 2: [(7, 8), (9, 9)]})
    assert [found.of(n).tolist() for n in range(4)] == [
        [], [[3, 4], [5, 6]], [[7, 8], [9, 9]], [[1, 2]],
    ]  # fmt: skip
    empty = no_rows(3)
    assert empty.renewed(np.array([-1]), {0: [(1, 2, 3)]}).of(0).tolist() == [[1, 2, 3]]


TEXTS = ["tide tide harbour", "the tide", "", "harbour and town", "tide town town quay"]


def test_terms_that_are_known_already_are_as_if_counted_anew():
    plain = build_terms(TEXTS)
    for rows in ([-1, -1, -1, -1, -1], [2, -1, 1, 0, -1], [0, 1, 2, 3, -1]):
        old = ["" for _ in range(max(rows) + 1)]
        for text, row in zip(TEXTS, rows, strict=True):
            if row >= 0:
                old[row] = text
        found = build_terms(TEXTS, Known(build_terms(old), np.array(rows, np.int64)))
        assert same(found, plain)
    some = np.array([4, 0, 3])
    assert same(part_of_terms(plain, some), build_terms([TEXTS[n] for n in some]))


def same(one, other):
    return all(
        np.array_equal(getattr(one, item.name), getattr(other, item.name))
        for item in dataclasses.fields(one)
    )


@pytest.mark.parametrize("b", [0.0, 0.4, 1.0])
def test_bm25_of_some_passages_and_as_vectors(b):
    built, k1 = build_terms(TEXTS), 1.2
    numbers = build_terms(["tide town sea"]).known  # sorted
    whole = built.bm25(numbers, k1, b)
    some = np.array([4, 1, 2, 0], np.int32)
    np.testing.assert_allclose(built.bm25_of(some, numbers, k1, b), whole[some], rtol=1e-6)
    assert built.bm25_of(some, numbers[:0], k1, b).tolist() == [0, 0, 0, 0]
    by_vector = []
    for sparse in built.sparse(k1, b):
        own = dict(zip(np.asarray(sparse.indices).tolist(), sparse.values, strict=True))
        parts = zip(numbers.tolist(), built.idf_of(numbers), strict=True)
        by_vector.append(sum(own.get(number, 0) * idf for number, idf in parts))
    np.testing.assert_allclose(by_vector, whole, rtol=1e-6)
