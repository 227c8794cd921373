"""Stretches of a year in heads of columns and in questions."""

from __future__ import annotations

import pytest

from graphrag.language.periods import Period, period_of, periods_in


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("2031", (2031, 1, 12)),
        ("FY31", (2031, 1, 12)),
        ("2031 Q4", (2031, 10, 12)),
        ("Q4/31", (2031, 10, 12)),
        ("Q2", (0, 4, 6)),
        ("4th quarter", (0, 10, 12)),
        ("H1 2031", (2031, 1, 6)),
        ("Sept.", (0, 9, 9)),
        ("March 2031", (2031, 3, 3)),
        ("Jan–Mar 2031", (2031, 1, 3)),
    ],
)
def test_the_period_of_a_head(head: str, period: tuple[int, int, int]) -> None:
    assert period_of(head) == Period(*period)


@pytest.mark.parametrize("head", ["Item", "May 3", "3 May 2031", "2031/32", "Budget 2031", "Q5"])
def test_no_other_head_is_one(head: str) -> None:
    assert period_of(head) is None


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How many in 2031 all told?", ["2031"]),
        ("What came in in the third quarter of 2031?", ["third quarter of 2031"]),
        ("Sales from October to December 2031?", ["October to December 2031"]),
        ("the cost, oct–dec 2031", ["oct–dec 2031"]),
        ("Did it rise from 2028 to 2031?", ["2028", "2031"]),
        ("When may I go in May?", ["May"]),
        ("What happened on 3 May 2031?", []),
        ("And on May 3?", []),
        ("Is 20311 the number?", []),
        ("How many rooms?", []),
    ],
)
def test_the_periods_that_a_question_names(question: str, named: list[str]) -> None:
    assert [question[one.start : one.end] for one in periods_in(question)] == named


def test_a_period_holds_those_within_it_and_a_year_left_out_is_the_same() -> None:
    year, quarter = Period(2031, 1, 12), Period(2031, 4, 6)
    assert year.holds(quarter) and not quarter.holds(year)
    assert year.holds(Period(0, 4, 6)) and not year.holds(Period(2030, 4, 6))
