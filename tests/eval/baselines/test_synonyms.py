"""All pairs above a cosine, against the full product."""

import numpy as np
import pytest

from eval.baselines import synonyms
from eval.baselines.synonyms import pairs_above


def clusters(n: int = 300, dimension: int = 200, seed: int = 5) -> np.ndarray:
    """Unit vectors around 30 centres: many pairs above 0.8, many just below."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(30, dimension))
    vectors = centres[rng.integers(30, size=n)] + 0.5 * rng.normal(size=(n, dimension))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_by_hand():
    angle = np.arccos(0.9)
    vectors = np.array([[1, 0], [np.cos(angle), np.sin(angle)], [0, 1], [1, 0]], dtype=np.float32)
    one, other, cosine = pairs_above(vectors, 0.8)
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == [(0, 1), (0, 3), (1, 3)]
    assert cosine.tolist() == pytest.approx([0.9, 1.0, 0.9])


@pytest.mark.parametrize("block", [7, 64, 1000])
@pytest.mark.parametrize("axes", [1, 8, 128])
def test_equals_the_full_product(block, axes, monkeypatch):
    monkeypatch.setattr(synonyms, "_BLOCK", block)
    monkeypatch.setattr(synonyms, "_AXES", axes)
    vectors = clusters()
    one, other, cosine = pairs_above(vectors, 0.8)
    full = np.triu(vectors @ vectors.T, 1)
    expected = np.argwhere(full >= 0.8).tolist()
    assert len(expected) > 500
    assert np.stack([one, other], 1).tolist() == expected
    assert cosine == pytest.approx(full[one, other], abs=1e-6)


def test_the_bound_is_never_below_the_cosine():
    vectors = clusters(n=200)
    heads = synonyms._heads(vectors)
    assert np.linalg.norm(heads, axis=1) == pytest.approx(np.ones(200), abs=1e-5)
    assert ((heads @ heads.T) - vectors @ vectors.T).min() > -1e-5


def test_of_each_vector_the_nearest_are_kept(monkeypatch):
    monkeypatch.setattr(synonyms, "PER_VECTOR", 2)
    vectors = clusters()
    one, other, cosine = pairs_above(vectors, 0.8)
    full = np.triu(vectors @ vectors.T, 1)
    for i in range(len(vectors)):
        best = sorted(full[i][full[i] >= 0.8].tolist(), reverse=True)[:2]
        assert sorted(cosine[one == i].tolist(), reverse=True) == pytest.approx(best, abs=1e-6)
    assert (other > one).all()


def test_no_vectors():
    assert [len(part) for part in pairs_above(np.empty((0, 4), np.float32), 0.8)] == [0, 0, 0]
