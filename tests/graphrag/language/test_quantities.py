"""Amounts by their unit, and what a question wants measured."""

from __future__ import annotations

import pytest

from graphrag.language.quantities import (
    asked_for,
    is_amount,
    is_time,
    may_be_time,
    measured_by,
    says_how_often,
    without_times,
)


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("31 hours", {"time"}),
        ("a two-year wait", {"time"}),
        ("86 euros", {"money"}),
        ("£45", {"money"}),
        ("1.5 million dollars", {"money"}),
        ("5 pounds", {"money", "weight"}),
        ("150 cm high", {"length"}),
        ("six feet", {"length"}),
        ("3.8 per cent", {"share"}),
        ("20%", {"share"}),
        ("21 °C", {"temperature"}),
        ("8 GB", {"data"}),
        ("12 litres", {"volume"}),
        ("1,212 flights", set()),
        ("14", set()),
        ("Oslo", set()),
    ],
)
def test_what_a_unit_measures(text: str, dimensions: set[str]) -> None:
    assert measured_by(text) == dimensions


def test_a_unit_may_follow() -> None:
    assert measured_by("14", " days") == {"time"}
    assert measured_by("14", ", 3 days") == set()
    assert measured_by("Oslo", " 3 days") == set()


@pytest.mark.parametrize(
    ("question", "dimensions"),
    [
        ("How many days are left?", {"time"}),
        ("How many members are there?", {"count", "share"}),
        ("How many square metres is it?", {"length"}),
        ("How heavy may a box be?", {"weight"}),
        ("How much does a box weigh?", {"weight"}),
        ("How old is it?", {"time"}),
        ("For how long is it open?", {"time", "length"}),
        ("How far is it?", {"time", "length"}),
        ("What percentage is new?", {"share", "count"}),
        ("How cold was it?", {"temperature"}),
        ("Who came?", set()),
        ("How much does it cost?", {"money", "share"}),
    ],
)
def test_what_a_question_wants_measured(question: str, dimensions: set[str]) -> None:
    assert asked_for(question) == dimensions


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(("40 florins", True), ("half", True), ("a working week", True), ("Over 50", True)),
        *(("Nearly 300", True), ("a Breaker 30", False), ("Monthly", False), ("The 12 th", True)),
        *(("7.1.1", False), ("7.1", True)),
    ],
)
def test_an_amount_is_no_name(text: str, amount: bool) -> None:
    assert is_amount(text) is amount


def test_times_and_how_often() -> None:
    assert all(map(is_time, ("every Friday", "mid October", "3 May 1986", "09:30", "12")))
    assert all(map(is_time, ("at Easter", "Labour Day", "the Holy Week")))
    assert not any(map(is_time, ("last week", "a day")))  # of which year?
    assert not any(map(is_time, ("$40", "06 356-6606", "soon")))
    assert may_be_time("soon") and not may_be_time("40 %")
    assert all(map(says_how_often, ("weekly", "after each use", "twice a year")))
    assert not any(map(says_how_often, ("6-week", "Oslo")))


def test_times_are_blanked_out() -> None:
    assert without_times("on Christmas Eve in May").split() == ["on", "in"]
