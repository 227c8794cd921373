"""Which page is about a name, and where a page writes one."""

from __future__ import annotations

import pytest

from graphrag.reading.pages.naming import page_named, runs_of, same_person
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.build import passage

PAGES = open_pages(
    [
        passage("film", "Lee (1950 film)", "Lee is a film about Ann Maria Lee."),
        passage("ann", "Ann Maria Lee", "She was a poet."),
    ],
    2,
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("michael jackson", "michael james jackson", True),
        ("ann lee", "ann lee iii", True),
        ("ann lee", "ann holm", False),
        ("lee", "ann lee", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(tuple(one.split()), tuple(other.split())) is same


@pytest.mark.parametrize(
    ("name", "avoid", "found"),
    [("Lee", (), "film"), ("Ann Lee", (), "ann"), ("Ann Lee", (1,), ""), ("...", (), "")],
)
def test_equal_names_come_before_those_of_one_person(
    name: str, avoid: tuple[int, ...], found: str
) -> None:
    page = page_named(name, PAGES, frozenset(avoid))
    assert (page.passage.id if page else "") == found


def test_a_run_is_where_all_words_stand_together() -> None:
    (run,) = runs_of(("ann", "maria", "lee"), PAGES[0].words)
    assert (run[0].start, run[-1].end) == (20, 33)
    assert not list(runs_of(("maria", "ann"), PAGES[0].words))
    assert not list(runs_of((), PAGES[0].words))
