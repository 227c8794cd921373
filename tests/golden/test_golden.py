"""The fixed index of twelve passages gives the numbers that are written down, to six digits.

A difference is not always a mistake: where a feature, a weight or a path is changed on purpose,
write the file anew (`python -m tests.golden.record`) and look at what moved.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.golden.record import EXPECTED, record

NEAR = 2e-6  # the last digit written may be rounded up here and down there


def parts(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every number and text with the way that leads to it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from parts(inner, f"{path} / {key}")
    elif isinstance(value, list):
        yield f"{path} / length", len(value)
        for number, inner in enumerate(value):
            yield from parts(inner, f"{path} / {number}")
    else:
        yield path, value


def same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float | int):
        return other == pytest.approx(one, rel=NEAR, abs=NEAR)
    return one == other


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """What differs, in the order of the straight line: the first is the nearest to its cause."""
    old, new = dict(parts(expected)), dict(parts(found))
    return [
        f"{path[3:]}: {old.get(path, 'nothing')} is now {new.get(path, 'nothing')}"
        for path in {**old, **new}
        if path not in old or path not in new or not same(old[path], new[path])
    ]


def test_every_number_is_as_written_down(golden_index):
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    changed = differences(expected, record(golden_index))
    assert not changed, f"{len(changed)} values differ:\n" + "\n".join(changed[:20])


def test_a_difference_is_seen_wherever_it_is():
    old = {"a": [1.0, 2.0], "b": {"c": "x"}}
    assert differences(old, {"a": [1.0, 2.000001], "b": {"c": "x"}}) == []
    assert differences(old, {"a": [1.0, 2.1], "b": {"c": "x"}}) == ["a / 1: 2.0 is now 2.1"]
    assert differences(old, {"a": [1.0], "b": {"c": "y"}}) == [
        "a / length: 2 is now 1",
        "a / 1: 2.0 is now nothing",
        "b / c: x is now y",
    ]
