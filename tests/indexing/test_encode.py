"""Vectors that an encoder must not return are refused before any of them is kept."""

import numpy as np
import pytest

from graphrag.errors import GraphRAGError
from indexing import build_index
from tests.fakes import HashEmbedder, write_corpus


class Odd(HashEmbedder):
    """Returns vectors that `change` has been at."""

    def __init__(self, change):
        super().__init__(8)
        self._change = change

    def encode(self, texts, *, progress=None):
        return self._change(super().encode(texts, progress=progress))


def infinite(vectors):
    vectors[0, 0] = np.inf
    return vectors


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda vectors: vectors * 1.01, "length one"),
        (lambda vectors: vectors * 0.99, "length one"),
        (lambda vectors: vectors * 0, "length one"),
        (infinite, "not finite"),
        (lambda vectors: vectors[1:], "shape"),
        (lambda vectors: vectors[:, 1:], "shape"),
    ],
    ids=["long", "short", "zeros", "infinite", "one too few", "one number too few"],
)
def test_they_are_refused(tmp_path, change, said):
    source = write_corpus(tmp_path / "c.jsonl")
    with pytest.raises(GraphRAGError, match=said):
        build_index(source, tmp_path / "i", embedder=Odd(change))


def test_rounding_is_no_reason(tmp_path):
    source = write_corpus(tmp_path / "c.jsonl")
    report = build_index(source, tmp_path / "i", embedder=Odd(lambda vectors: vectors * 1.0005))
    assert report.embedded > 0
    again = build_index(source, tmp_path / "i", embedder=Odd(lambda vectors: vectors * 1.0005))
    assert again.embedded == 0
