"""Of two versions of one text the one in force counts."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.reading.told.in_force import in_force
from tests.graphrag.reading.build import ask, passage

OLD = passage(
    "old", "Mooring rules, version 1",
    "In force from 1 March 2019.",
    "A night at the quay costs 4 florins.",
    "Fires are allowed on the beach.",
)  # fmt: skip
NEW = passage(
    "new", "Mooring rules, version 2",
    "In force from 1 June 2023.",
    "A night at the quay costs 6 florins.",
    "Boats are tied at bow and stern.",
)  # fmt: skip
MAY = passage("may", "Minutes of 3 May 2022", "The balance was 400 florins.")
JUNE = passage("june", "Minutes of 4 June 2022", "The balance was 300 florins.")


@pytest.mark.parametrize(
    ("question", "passages", "kept"),
    [
        ("What does a night at the quay cost?", (OLD, NEW), ["new"]),
        ("What does a night cost now?", (OLD, NEW), ["new"]),
        ("What did a night at the quay cost in 2020?", (OLD, NEW), ["old"]),
        ("What did a night at the quay cost in 2024?", (OLD, NEW), ["new"]),
        ("What did a night cost in version 1?", (OLD, NEW), ["old"]),
        ("What did a night cost by the first mooring rules?", (OLD, NEW), ["old"]),
        ("What changed about a night at the quay?", (OLD, NEW), ["old", "new"]),
        # what the newer one is silent about
        ("Are fires allowed on the beach?", (OLD, NEW), ["old", "new"]),
        # a series is none of versions, unless the newest is asked for
        ("What was the balance?", (MAY, JUNE), ["may", "june"]),
        ("What is the current balance?", (MAY, JUNE), ["june"]),
        ("What does a night cost now?", (OLD, MAY), ["old", "may"]),
    ],
)
def test_what_is_read(question: str, passages: tuple[ScoredPassage, ...], kept: list[str]) -> None:
    assert [one.id for one in in_force(question, passages).kept] == kept


def test_what_was_said_before_is_cited_last() -> None:
    found = ask("What does a night at the quay cost?", OLD, NEW)
    assert found.text == "6 florins"
    assert [cited.passage_id for cited in found.citations] == ["new", "old"]
    assert "“Mooring rules, version 1”" in found.note
    before = ask("What did a night at the quay cost in 2020?", OLD, NEW)
    assert before.text == "4 florins"
