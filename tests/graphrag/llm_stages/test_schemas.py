"""What a stage's reply must look like: no property missing, none too many, lists not too long."""

from __future__ import annotations

import pytest

from graphrag.llm.schema import check
from graphrag.llm_stages.schemas import FLAG, TEXT, one_of, record, several, whole
from graphrag.llm_stages.understanding import SCHEMA

RECORD = record(a=TEXT, b=several(FLAG, 2), c=one_of(["x", "y"]), d=whole(0, 10))
GOOD = {"a": "", "b": [True, False], "c": "y", "d": 10}


def test_exactly_these_properties() -> None:
    check(GOOD, RECORD)
    for name in GOOD:
        with pytest.raises(ValueError, match="reply"):
            check({key: value for key, value in GOOD.items() if key != name}, RECORD)
    with pytest.raises(ValueError, match="reply"):
        check({**GOOD, "e": 1}, RECORD)


@pytest.mark.parametrize(
    "change", [{"a": 1}, {"b": [True] * 3}, {"b": ["x"]}, {"c": "z"}, {"d": 11}, {"d": -1}], ids=str
)
def test_exactly_these_values(change: dict) -> None:
    with pytest.raises(ValueError, match="reply"):
        check({**GOOD, **change}, RECORD)


def test_a_question_may_hold_eight_names_and_five_questions() -> None:
    reply = {"names": ["n"] * 8, "answer_kind": "person", "questions": ["q"] * 5}
    check(reply, SCHEMA)
    for more in ({"names": ["n"] * 9}, {"questions": ["q"] * 6}):
        with pytest.raises(ValueError, match="reply"):
            check({**reply, **more}, SCHEMA)
