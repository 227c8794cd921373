"""Two versions of a text, and two rows of a table, held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.datatypes.metadata import Metadata
from graphrag.language.differing import differing_in
from graphrag.reading.forms.differs import answer_of, what_differs
from tests.graphrag.reading.build import passage, retrieval


def page(path: str, title: str, *lines: str) -> ScoredPassage:
    return replace(passage(f"{path}#0", title, *lines), metadata=Metadata(path=path))


OLD = page(
    "hut-2019.md", "Rules of the hut, 2019",
    "Valid from 1 May 2019.", "Guests cook on the stove.", "Dogs sleep outside.",
    "Lamps go out at ten.", "The key hangs at the well.",
)  # fmt: skip
NEW = page(
    "hut-2021.md", "Rules of the hut, 2021",
    "Valid from 1 June 2021.", "Dogs sleep in the porch.", "Guests cook on the new plate only.",
    "Lamps go out at ten.", "The key hangs at the well.", "Boots stay at the door.",
)  # fmt: skip
MILL = page("mill.md", "Rules of the mill", "Guests wear a hat.", "Lamps go out at nine.")
BOATS = page(
    "boats.md", "Boats",
    "Boat: Heron; Seats: 12; Master: Ada Lane; Built: 1961.",
    "Boat: Tern; Seats: 12; Master: Per Dahl.",
    "Boat: Gull; Seats: 4; Master: Per Dahl; Built: 1980.",
)  # fmt: skip
ALL = (MILL, NEW, OLD, BOATS)


def of(documents: Sequence[str]) -> list[ScoredPassage]:
    return [one for one in ALL if one.id.rpartition("#")[0] in documents]


def told(question: str) -> list[str]:
    asked = differing_in(question)
    assert asked is not None
    finding = what_differs(asked, ALL, of)
    return finding.text.split("\n") if finding else []


def test_each_point_of_one_beside_that_of_the_other() -> None:
    one, other = "Rules of the hut, 2019", "Rules of the hut, 2021"
    assert told("What changed in the rules of the hut between 2019 and 2021?") == [
        f"{one}: Valid from 1 May 2019. / {other}: Valid from 1 June 2021.",
        f"{one}: Dogs sleep outside. / {other}: Dogs sleep in the porch.",
        f"{one}: Guests cook on the stove. / {other}: Guests cook on the new plate only.",
        f"Only in {other}: Boots stay at the door.",
    ]


def test_of_a_topic() -> None:
    for question in (
        "How do the old and the new rules of the hut differ about dogs?",
        "What is the difference between the two hut rules concerning dogs?",
    ):
        (line,) = told(question)
        assert "outside" in line and "porch" in line


@pytest.mark.parametrize(
    "question",
    [
        "What changed in the rules of the pier?",  # no such text
        "What changed between the 2015 and the 2017 rules of the hut?",  # these are of other years
        "What is the difference between the hut rules of 2019 and 2021 about lamps?",  # none
        "What is the difference between the two hut rules about swans?",
        "What changed in the rules?",  # three texts are rules
        "Compare the Heron and the Swan.",
    ],
)
def test_where_nothing_is_told_apart(question: str) -> None:
    assert told(question) == []


def test_rows_differ_in_their_fields() -> None:
    assert told("Compare the Heron and the Tern.") == [
        "Master: Heron Ada Lane, Tern Per Dahl",
        "Built: Heron 1961, Tern –",
    ]
    assert told("How does the Heron differ from the Gull in seats?") == ["Seats: Heron 12, Gull 4"]


def test_both_are_cited() -> None:
    asked = differing_in("What is the difference between the two hut rules about dogs?")
    assert asked is not None
    finding = what_differs(asked, ALL, of)
    assert finding is not None
    answer = answer_of(finding, retrieval("?", MILL))
    assert [cited.text for cited in answer.citations] == [
        "Dogs sleep outside.", "Dogs sleep in the porch."
    ]  # fmt: skip
    assert {"hut-2019.md#0", "hut-2021.md#0"} <= {one.id for one in answer.retrieval.passages}
    assert answer.form == "sentences" and not answer.abstained
