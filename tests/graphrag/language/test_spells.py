"""Spells of time by the words between and before dates."""

from __future__ import annotations

import pytest

from graphrag.language.spells import Spell, find_spells


def told(text: str) -> list[tuple[str, str, str]]:
    """Of each spell the words, and year/month of the earliest beginning and of the latest end."""

    def of(month: int | None) -> str:
        return "" if month is None else f"{month // 12}/{month % 12 + 1}"

    return [
        (
            text[spell.start : spell.end],
            of(spell.begins[0] if spell.begins else None),
            of(spell.ends[1] if spell.ends else None),
        )
        for spell in find_spells(text)
    ]


@pytest.mark.parametrize(
    ("text", "words", "begins", "ends"),
    [
        ("She led it from July 1995 to March 2000.", "July 1995 to March 2000", "1995/7", "2000/3"),
        ("Ann Lee (1998–1999)", "1998–1999", "1998/1", "1999/12"),
        ("the season 2010–11", "2010–11", "2010/1", "2011/12"),
        ("between 1941 and 1944", "1941 and 1944", "1941/1", "1944/12"),
        ("from 1969 until his death in 1974", "1969 until his death in 1974", "1969/1", "1974/12"),
        ("from May 2001 until 3 June 2002", "May 2001 until 3 June 2002", "2001/5", "2002/6"),
        ("Chair since 2018", "2018", "2018/1", ""),
        ("Chair 2004–present", "2004", "2004/1", ""),
        ("It stood until 12 May 1923.", "12 May 1923", "", "1923/5"),
        ("In 1970, he joined.", "1970", "1970/1", ""),
    ],
)
def test_one_spell(text: str, words: str, begins: str, ends: str) -> None:
    assert told(text) == [(words, begins, ends)]


@pytest.mark.parametrize(
    "text",
    ["in 1970 and 1974", "In 1970, she left; to 1974 belongs the bridge", "from 1980 to 1975"],
)
def test_two_dates_that_are_two_spells(text: str) -> None:
    assert len(told(text)) == 2


def test_a_date_by_itself_is_a_point() -> None:
    assert [spell.point for spell in find_spells("In 1970 it rained. Since 1971 it snows.")] == [
        True,
        False,
    ]


def test_what_has_no_year_is_no_spell() -> None:
    assert find_spells("from 3 May to 5 May") == []
    assert find_spells("") == []


def test_a_year_in_short_that_goes_back_is_none() -> None:
    assert find_spells("1998-14 boats") == [Spell(0, 4, (23976, 23987), None, point=True)]
