"""Nearness to very many sentences: a first look in bytes, and exactly at the top."""

import numpy as np
import pytest

from graphrag.retrieval.linking import similarities as module
from graphrag.retrieval.linking.similarities import similarities
from graphrag.storage import rounded as files
from graphrag.storage.rounded import read_rounded, rounded, write_rounded


def unit(rng, *shape):
    vectors = rng.normal(size=shape).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def test_a_row_is_rounded_by_its_own_step() -> None:
    found = rounded(np.array([[1.27, -0.5, 0.004], [0, 0, 0], [0, 2.54, 0]], np.float32))
    assert found.codes.tolist() == [[127, -50, 0], [0, 0, 0], [0, 127, 0]]
    assert found.steps == pytest.approx([0.01, 0, 0.02])


def test_the_first_look_is_near_and_the_top_exact(monkeypatch) -> None:
    monkeypatch.setattr(module, "EXACT", 50)
    rng = np.random.default_rng(0)
    matrix, (one, other) = unit(rng, 3000, 384), unit(rng, 2, 384)
    exact = similarities(matrix, None, one, other)
    np.testing.assert_allclose(exact, np.stack([matrix @ one, matrix @ other]), atol=1e-6)
    near = similarities(matrix, rounded(matrix), one, other)
    assert 0 < np.abs(near - exact).max() < 0.002
    for row in range(2):
        top = np.argsort(-exact[row])[:40]
        assert np.argsort(-near[row])[:40].tolist() == top.tolist()
        np.testing.assert_allclose(near[row, top], exact[row, top], atol=1e-6)


def test_few_rows_are_multiplied_exactly_all_of_them() -> None:
    rng = np.random.default_rng(1)
    matrix, (one, other) = unit(rng, 5, 8), unit(rng, 2, 8)
    found = similarities(matrix, rounded(matrix), one, other)
    np.testing.assert_allclose(found, np.stack([matrix @ one, matrix @ other]), atol=1e-6)


def test_very_many_rows_have_files_and_few_have_none(tmp_path, monkeypatch) -> None:
    source, codes, steps = (tmp_path / name for name in ("m.npy", "c.npy", "s.npy"))
    matrix = unit(np.random.default_rng(2), 30, 8)
    np.save(source, matrix)
    write_rounded(source, codes, steps)
    assert read_rounded(codes, steps) is None
    monkeypatch.setattr(files, "ABOVE", 29)
    monkeypatch.setattr(files, "_ROWS", 7)
    write_rounded(source, codes, steps)
    found, whole = read_rounded(codes, steps), rounded(matrix)
    assert found is not None
    assert found.codes.tolist() == whole.codes.tolist()
    assert found.steps.tolist() == whole.steps.tolist()
