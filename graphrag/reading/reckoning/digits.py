"""What can be done with a number or a year: its digits, its factors, plain arithmetic."""

from __future__ import annotations

import math
import re

from graphrag.language.dates import find_dates
from graphrag.language.plain_numbers import number_in, written

_LARGEST = 10**10  # that is searched for factors and palindromes


def digits_of(text: str) -> str:
    """The digits of its year or number."""
    number = number_in(text)
    return "" if number is None else re.sub(r"\D", "", written(number))


def all_digits(text: str) -> str:
    """The digits of day, month and year; "" where one of them is not told."""
    dates = [date for date in find_dates(text) if date.tells_day]
    return f"{dates[0].day}{dates[0].month}{dates[0].year}" if dates else ""


def sum_of(digits: str) -> str | None:
    """The sum of digits; None of none."""
    return str(sum(map(int, digits))) if digits else None


def product_of(digits: str) -> str | None:
    """The product of digits; None of none."""
    return str(math.prod(map(int, digits))) if digits else None


def digit_at(digits: str, place: int) -> str | None:
    """The digit at a place from 0, or from the end."""
    return digits[place] if -len(digits) <= place < len(digits) else None


def sum_of_primes(text: str) -> str | None:
    """The sum of the different primes that divide its number, a whole one above 1."""
    number = number_in(text)
    whole = int(number) if number is not None and number == int(number) else 0
    return str(sum(_primes(whole))) if 1 < whole < _LARGEST else None


def _primes(number: int) -> list[int]:
    found, rest, factor = [], number, 2
    while factor * factor <= rest:
        if rest % factor == 0:
            found.append(factor)
            while rest % factor == 0:
                rest //= factor
        factor += 1
    return [*found, rest] if rest > 1 else found


def nearest_palindrome(digits: str) -> str | None:
    """The number nearest to it that reads the same from both ends; the lower of two."""
    if not digits or int(digits) >= _LARGEST:
        return None
    number = int(digits)
    steps = range(10 ** len(digits))
    tried = (near for step in steps for near in (number - step, number + step) if near >= 0)
    return next(str(near) for near in tried if str(near) == str(near)[::-1])


def squared(text: str) -> str | None:
    """Its square."""
    number = number_in(text)
    return None if number is None else written(number * number)


def worked_out(text: str, sign: str, other: float) -> str | None:
    """Its number plus, minus or times another; None where there is none."""
    number = number_in(text)
    if number is None:
        return None
    done = {"+": number + other, "-": number - other, "*": number * other}
    return written(done[sign])


def between_numbers(left: str, right: str) -> str | None:
    """How far two numbers are apart."""
    one, other = number_in(left), number_in(right)
    return None if one is None or other is None else written(abs(one - other))
