"""Amounts with the bounds that a text sets."""

from __future__ import annotations

import math

import pytest

from graphrag.language.amounts import amounts_in
from graphrag.language.opposites import are_opposed

INF = math.inf


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("at least two labels", 2, INF, "count"),
        ("no more than 30 guests", -INF, 30, "count"),
        ("12 or fewer", -INF, 12, "count"),
        ("within 4 hours", -INF, 14400, "second"),
        ("kept for a month", 2629800, 2629800, "second"),
        ("the first hour", 3600, 3600, "second"),
        ("up to 2 days before the trip", 172800, INF, "second"),
        ("between 8:00 and 17:00.", 480, 1020, "clock"),
        ("5 to 8 pm", 1020, 1200, "clock"),
        ("until noon", -INF, 720, "clock"),
        ("Monday to Friday", 0, 4, "day"),
        ("open from April to October", 3, 9, "month"),
        ("a 40 kg sack", 40000, 40000, "gram"),
        ("$3.50", 3.5, 3.5, "$"),
        ("1.2 million euros", 1.2e6, 1.2e6, "€"),
        ("60 km/h", 60, 60, "km/h"),
    ],
)
def test_one_amount(text: str, low: float, high: float, unit: str) -> None:
    (found,) = amounts_in(text)
    assert (found.low, found.high, found.unit) == (low, high, unit)


def test_a_bound_may_leave_out_its_end() -> None:
    (over,) = amounts_in("spills of more than 10 litres")
    assert 10 < over.low < 10.001
    (under,) = amounts_in("children under 12")
    assert 11.999 < under.high < 12


@pytest.mark.parametrize(
    "text", ["May I go?", "It was built on 3 May 1932.", "a day ticket", "no amount at all"]
)
def test_no_amount(text: str) -> None:
    assert amounts_in(text) == []


def test_a_rate_is_no_time() -> None:
    assert [one.unit for one in amounts_in("4 euros a day")] == ["€"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a child of 8", "children under 12", True),
        ("a group of 20", "groups of more than 15 people", True),
        ("four visitors", "at most two visitors", True),
        ("four visitors", "at most two dogs", False),
        ("3 weeks", "14 days", True),
        ("3 weeks", "3 euros", False),
    ],
)
def test_what_can_be_held_against_each_other(one: str, other: str, same: bool) -> None:
    assert amounts_in(one)[0].is_of(amounts_in(other)[0]) is same


def test_opposites() -> None:
    assert are_opposed("Are bicycles free?", "Bicycles cost 2 florins.")
    assert not are_opposed("Are bicycles free?", "Bicycles are free; dogs cost 2 florins.")
    assert are_opposed("Was Ada Lane present?", "Excused: Ada Lane.")
