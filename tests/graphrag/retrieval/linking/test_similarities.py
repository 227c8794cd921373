"""Nearness to very many sentences: a first look in bytes along few axes, exactly at the top."""

import numpy as np
import pytest

from graphrag.retrieval.linking import similarities as module
from graphrag.retrieval.linking.on_demand import BestOnDemand, OnDemand
from graphrag.retrieval.linking.signals import best_per_passage
from graphrag.retrieval.linking.similarities import similarities
from graphrag.storage import rounded as files
from graphrag.storage.rounded import leading_axes, read_rounded, rounded, write_rounded
from graphrag.storage.stacked import Stacked, link, load_matrix, places_in, write_beside


def unit(rng, *shape):
    vectors = rng.normal(size=shape).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def test_a_row_is_rounded_by_its_own_step() -> None:
    rows = np.array([[1.27, -0.5, 0.004], [0, 0, 0], [0, 2.54, 0]], np.float32)
    found = rounded(rows, np.eye(3, dtype=np.float32))
    assert found.codes.tolist() == [[127, -50, 0], [0, 0, 0], [0, 127, 0]]
    assert found.steps == pytest.approx([0.01, 0, 0.02])


def in_a_plane(rng, n: int, dimension: int, axes: int) -> np.ndarray:
    """Unit vectors that differ along few axes, but for a little."""
    few = rng.normal(size=(n, axes)) @ rng.normal(size=(axes, dimension))
    rows = (few + 0.3 * rng.normal(size=(n, dimension))).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def look(matrix, vectors) -> tuple[np.ndarray, np.ndarray]:
    near, rest = similarities(matrix, rounded(matrix, leading_axes(matrix)), *vectors)
    return near, rest[:]


def test_as_few_axes_as_hold_most_of_the_length() -> None:
    rng = np.random.default_rng(0)
    axes = leading_axes(in_a_plane(rng, 500, 384, 20))
    assert axes.shape == (384, 64)
    np.testing.assert_allclose(axes.T @ axes, np.eye(64), atol=1e-5)
    assert leading_axes(unit(rng, 500, 384)).shape[1] > 128  # nothing leads
    assert leading_axes(unit(rng, 500, 8)).shape == (8, 8)
    assert leading_axes(np.zeros((3, 70), np.float32)).shape[0] == 70


def test_the_first_look_is_near_and_the_top_exact(monkeypatch) -> None:
    monkeypatch.setattr(module, "EXACT", 200)
    rows = in_a_plane(np.random.default_rng(0), 3002, 384, 20)
    matrix, (one, other) = rows[:3000], rows[3000:]
    exact = similarities(matrix, None, one, other)
    np.testing.assert_allclose(exact, np.stack([matrix @ one, matrix @ other]), atol=1e-6)
    near, rest = look(matrix, (one, other))
    assert 0 < np.abs(near - exact[0]).max() < 0.03
    top = np.argsort(-exact[0])[:40]
    assert np.argsort(-near)[:40].tolist() == top.tolist()
    np.testing.assert_allclose(near[top], exact[0][top], atol=1e-6)
    np.testing.assert_allclose(rest, exact[1], atol=1e-6)


def test_few_rows_are_multiplied_exactly_all_of_them() -> None:
    rng = np.random.default_rng(1)
    matrix, (one, other) = unit(rng, 5, 8), unit(rng, 2, 8)
    found = look(matrix, (one, other))
    np.testing.assert_allclose(found, np.stack([matrix @ one, matrix @ other]), atol=1e-6)


def test_what_is_multiplied_on_demand_is_what_all_would_be() -> None:
    rng = np.random.default_rng(5)
    matrix, vector = unit(rng, 9, 8), unit(rng, 8)
    first = np.array([0, 2, 2, 5, 9], np.int32)  # the second passage has no sentence
    on_demand = OnDemand(matrix, vector)
    np.testing.assert_allclose(on_demand[2:5], matrix[2:5] @ vector, atol=1e-6)
    whole = best_per_passage(matrix @ vector, first)
    some = np.array([3, 1, 0], np.int32)
    np.testing.assert_allclose(BestOnDemand(on_demand, first)[some], whole[some], atol=1e-6)


def test_very_many_rows_have_files_and_few_have_none(tmp_path, monkeypatch) -> None:
    source, codes = tmp_path / "m.npy", tmp_path / "c.arrays"
    matrix = unit(np.random.default_rng(2), 30, 8)
    np.save(source, matrix)
    write_rounded(source, codes, None)
    assert read_rounded(codes, source) is None
    monkeypatch.setattr(files, "ABOVE", 29)
    monkeypatch.setattr(files, "_ROWS", 7)
    write_rounded(source, codes, None)
    found, whole = read_rounded(codes, source), rounded(matrix, leading_axes(matrix))
    assert found is not None
    assert found.axes.tolist() == whole.axes.tolist()
    assert found.codes.tolist() == whole.codes.tolist()
    assert found.steps.tolist() == whole.steps.tolist()


def stacked(rng) -> tuple[Stacked, np.ndarray]:
    """9 rows, of which the third, the fourth and the last lie beside; and the same as a matrix."""
    base, more = unit(rng, 7, 8), unit(rng, 3, 8)
    place = np.array([0, 1, 7, 9, 2, 4, 5, 6, 8], np.int32)
    return Stacked(base, more, place), np.concatenate([base, more])[place]


def test_rows_that_lie_in_two_files_are_those_of_one() -> None:
    parts, whole = stacked(rng := np.random.default_rng(3))
    one, other = unit(rng, 2, 8)
    assert (len(parts), parts.shape, parts.dtype) == (9, (9, 8), np.float32)
    np.testing.assert_array_equal(np.asarray(parts), whole)
    for rows in (2, 4, slice(4, 7), slice(1, 5), slice(3, 3), np.array([8, 0, 3]), whole[:, 0] > 0):
        np.testing.assert_array_equal(parts[rows], whole[rows])
    np.testing.assert_array_equal(parts[np.array([[1, 2], [8, 0]])], whole[[[1, 2], [8, 0]]])
    np.testing.assert_allclose(parts @ one, whole @ one, atol=1e-6)
    expected = similarities(whole, None, one, other)
    np.testing.assert_allclose(similarities(parts, None, one, other), expected, atol=1e-6)


def test_a_matrix_read_here_and_there_is_the_same(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("graphrag.storage.stacked._MAP_ABOVE", 0)
    matrix = unit(np.random.default_rng(6), 9, 8)
    np.save(tmp_path / "m.npy", matrix)
    np.testing.assert_array_equal(load_matrix(tmp_path / "m.npy", scattered=True), matrix)


def test_rows_in_two_files_are_rounded_in_two_files(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(files, "ABOVE", 6)
    parts, whole = stacked(rng := np.random.default_rng(4))
    one, other = unit(rng, 2, 8)
    before, now = tmp_path / "1", tmp_path / "2"
    for folder in (before, now):
        folder.mkdir()
    np.save(before / "m.npy", parts.base)
    write_rounded(before / "m.npy", before / "c.arrays", None)
    link(before / "m.npy", now / "m.npy")
    places = np.where(parts.place < 7, parts.place, -1)
    write_beside(now / "m.npy", places, parts.base, parts.more[[0, 2, 1]])
    write_rounded(now / "m.npy", now / "c.arrays", before / "c.arrays")
    assert (now / "c.arrays").samefile(before / "c.arrays")
    codes, matrix = read_rounded(now / "c.arrays", now / "m.npy"), load_matrix(now / "m.npy")
    np.testing.assert_array_equal(np.asarray(matrix), whole)
    for exact in (9, 2):
        monkeypatch.setattr(module, "EXACT", exact)
        axes = leading_axes(parts.base)
        expected, others = similarities(whole, rounded(whole, axes), one, other)
        found, rest = similarities(matrix, codes, one, other)
        np.testing.assert_array_equal(found, expected)
        np.testing.assert_array_equal(rest[:], others[:])


@pytest.mark.parametrize(
    "rows, places",
    [
        ([0, 1, 2, 3], [0, 1, 2, 3]),
        ([0, 2, -1, 3], [0, 2, -1, 3]),
        ([3, -1], None),  # three gone and one new
        ([], None),
    ],
)
def test_a_matrix_is_written_anew_where_much_has_changed(monkeypatch, rows, places) -> None:
    monkeypatch.setattr("graphrag.storage.stacked.AT_LEAST", 2)
    found = places_in(np.zeros((4, 2), np.float32), np.array(rows, np.int64))
    assert (None if found is None else found.tolist()) == places
