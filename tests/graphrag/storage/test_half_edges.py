"""The one sentence that states each half-edge."""

import numpy as np

from graphrag.storage import half_edges
from graphrag.storage.half_edges import SEVERAL, stating_alone


def test_an_edge_of_one_sentence_has_it_at_both_ends(monkeypatch):
    edge = np.array([2, 0, 1, 0, 3, 2, 1, 3], np.int32)
    indptr = np.array([0, 1, 3, 3, 4])  # of one sentence, of two, of none, of a title
    sentences = np.array([7, 1, 2, -1 - 5], np.int32)
    monkeypatch.setattr(half_edges, "ABOVE", 3)
    found = stating_alone(edge, indptr, sentences)
    assert found.tolist() == [SEVERAL, 7, SEVERAL, 7, -6, SEVERAL, SEVERAL, -6]
    monkeypatch.setattr(half_edges, "ABOVE", 4)  # as many are few
    assert not len(stating_alone(edge, indptr, sentences))
