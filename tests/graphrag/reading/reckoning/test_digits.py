"""Digits and plain arithmetic."""

from __future__ import annotations

import pytest

from graphrag.reading.reckoning import digits


@pytest.mark.parametrize(
    ("written", "number"),
    [("3 May 1932", 1932), ("1,250 seats", 1250), ("seven", 7), ("2.5 m", 2.5), ("a few", None)],
)
def test_the_number_of_a_text(written: str, number: float | None) -> None:
    assert digits.number_in(written) == number


def test_digits() -> None:
    assert digits.digits_of("in 1978") == "1978"
    assert digits.all_digits("3 May 1932") == "351932"
    assert digits.all_digits("May 1932") == ""
    assert digits.sum_of("1978") == "25"
    assert digits.product_of("1932") == "54"
    assert digits.sum_of("") is digits.product_of("") is None
    assert digits.digit_at("1978", -1) == "8"
    assert digits.digit_at("7", 2) is None


@pytest.mark.parametrize(("year", "total"), [("1893", "634"), ("1024", "2"), ("1999", "1999")])
def test_each_prime_counts_once(year: str, total: str) -> None:
    assert digits.sum_of_primes(year) == total


def test_primes_of_nothing() -> None:
    assert digits.sum_of_primes("1") is digits.sum_of_primes("2.5") is None


@pytest.mark.parametrize(("number", "near"), [("1878", "1881"), ("1881", "1881"), ("12", "11")])
def test_the_nearest_palindrome(number: str, near: str) -> None:
    assert digits.nearest_palindrome(number) == near


def test_arithmetic() -> None:
    assert digits.worked_out("5002", "+", 9) == "5011"
    assert digits.worked_out("the year 1900", "-", 0.5) == "1899.5"
    assert digits.worked_out("12", "*", 3) == "36"
    assert digits.worked_out("nothing", "+", 1) is None
    assert digits.squared("18") == "324"
    assert digits.between_numbers("4 boats", "eleven boats") == "7"
    assert digits.between_numbers("4 boats", "some") is None


def test_figures_too_long_to_work_with() -> None:
    long = "9" * 400
    assert digits.number_in(long) is None and digits.digits_of(long) == ""
    assert digits.nearest_palindrome("123456789012") is digits.sum_of_primes("123456789012") is None
