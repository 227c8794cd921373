"""Which way the candidates are ordered, and what stays where a way gives nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from graphrag.llm_stages.rerank import WAYS, rerank
from graphrag.settings import Reranking

ORDERED = SimpleNamespace(order=np.array([1, 0]))


def by(way: str, ranking: Any) -> Any:
    return rerank(None, None, ranking, None, Reranking(llm=way))


@pytest.mark.parametrize("way", WAYS)
def test_each_way_is_asked_by_its_name(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setitem(WAYS, way, lambda *_: f"by {way}")
    assert by(way, ORDERED) == f"by {way}"


def test_the_order_stays_where_a_model_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WAYS, "select", lambda *_: None)
    assert by("select", ORDERED) is ORDERED


def test_no_candidates_are_not_asked_about() -> None:
    nothing = SimpleNamespace(order=np.array([], dtype=np.int64))
    assert by("select", nothing) is nothing
