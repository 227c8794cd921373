"""The heap of sets against sorting, and the number of comparisons it takes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphrag.llm_stages.setwise import heap_best


@given(st.permutations(range(30)), st.integers(0, 30), st.integers(2, 8))
def test_it_finds_the_best_in_order(items: list[int], count: int, size: int) -> None:
    seen: list[int] = []

    def best(some: Sequence[int]) -> int:
        seen.append(len(some))
        return max(some)

    assert heap_best(items, count, best, size) == sorted(items, reverse=True)[:count]
    assert max(seen, default=0) <= size


@pytest.mark.parametrize(("candidates", "calls"), [(20, 5), (2, 1), (1, 0), (0, 0)])
def test_five_of_twenty_take_five_calls(candidates: int, calls: int) -> None:
    asked = []

    def best(some: Sequence[int]) -> int:
        asked.append(some)
        return max(some)

    heap_best(range(candidates), 5, best)
    assert len(asked) <= calls


def test_a_failed_comparison_fails_all() -> None:
    assert heap_best(range(50), 5, lambda some: None) is None
