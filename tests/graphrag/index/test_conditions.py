"""Conditions: what they mean, and a sentence for each that means nothing."""

import pytest

from graphrag.datatypes.metadata import Metadata
from graphrag.errors import QuestionError
from graphrag.index.conditions import check_names, fits, read_conditions

MAY = Metadata("minutes/2021/may.md", "minutes/2021", "2021-05-17", "Ada Lane; Jon Rook")
YEAR = Metadata("b.md", "", "2021", "", (("pages", "9"), ("tags", "sea; ships")))
BARE = Metadata("c.md")


@pytest.mark.parametrize(
    ("where", "fitting"),
    [
        ("folder=minutes", [MAY]),
        ("folder=minutes/2021", [MAY]),
        ("folder=/minutes/", [MAY]),
        ("folder=min", []),
        ("folder!=minutes", [YEAR, BARE]),
        ("folder=", [YEAR, BARE]),
        ("path=b.md", [YEAR]),
        ("path!=b.md", [MAY, BARE]),
        ("author=ada lane", [MAY]),
        ("author = Ada Lane; Jon Rook", [MAY]),
        ("author=Ada", []),
        ("author!=Jon Rook", [YEAR, BARE]),
        ("date=2021", [MAY, YEAR]),
        ("date=2021-05", [MAY]),
        ("date>=2021", [MAY, YEAR]),
        ("date>=2021-02", [MAY]),
        ("date<=2021-05", [MAY]),
        ("date<=2021", [MAY, YEAR]),
        ("date<2021-05-18", [MAY]),
        ("date>2021", []),
        ("date!=2021-05", [YEAR]),
        ("pages>=9", [YEAR]),
        ("pages<10", [YEAR]),
        ("pages>9", []),
        ("tags=ships", [YEAR]),
        ("tags!=ships", []),
        (["date=2021", "author=Jon Rook"], [MAY]),
        ((), [MAY, YEAR, BARE]),
        (None, [MAY, YEAR, BARE]),
    ],
)
def test_what_fits(where, fitting):
    conditions = read_conditions(where)
    assert [m for m in (MAY, YEAR, BARE) if fits(m, conditions)] == fitting


@pytest.mark.parametrize(
    ("where", "complaint"),
    [
        ("folder", "not of the form"),
        ("=x", "not of the form"),
        ("date>=May 2020", "a date is written"),
        ("date=2021-13", "a date is written"),
        ("folder>=a", "folder knows = and != only"),
        ("author<b", "author knows = and != only"),
        ([5], "a condition is a text"),
    ],
)
def test_what_cannot_be_read(where, complaint):
    with pytest.raises(QuestionError, match=complaint):
        read_conditions(where)


def test_a_name_that_nobody_has_is_refused_with_those_there_are():
    with pytest.raises(QuestionError, match="no document has a field 'auhtor'.*author"):
        check_names(read_conditions("auhtor=x"), [MAY, YEAR])
    check_names(read_conditions(["pages=9", "date=2021"]), [MAY, YEAR])
