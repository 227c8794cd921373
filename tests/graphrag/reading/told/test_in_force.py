"""Of two versions of one text the one in force counts; who came into an office after whom."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.language.names import find_names
from graphrag.language.successions import successions
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


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ada Wren took over as pilot from Jon Pell.", ("Ada Wren", "Jon Pell", "pilot")),
        ("Jon Pell was succeeded as pilot in 2019 by Ada Wren.", ("Ada Wren", "Jon Pell", "pilot")),
        ("Ada Wren succeeded Jon Pell.", ("Ada Wren", "Jon Pell", "")),
        (
            "Ada Wren became the new pilot of the port in May.",
            ("Ada Wren", "", "pilot of the port"),
        ),
        ("Jon Pell was pilot until June.", ("", "Jon Pell", "pilot")),
        ("Jon Pell retired as pilot in 2020.", ("", "Jon Pell", "pilot")),
        ("Jon Pell handed over the post of pilot to Ada Wren.", ("Ada Wren", "Jon Pell", "pilot")),
        ("Jon Pell left in June.", ("", "Jon Pell", "")),
        ("Ada Wren followed Jon Pell into the hall.", None),
        ("Ada Wren is pilot until June.", None),
        ("Ada Wren was married to Governor Jon Pell until 2015.", None),  # no office
    ],
)
def test_a_sentence_tells_of_a_change(sentence: str, told: tuple[str, str, str] | None) -> None:
    found = [(one.new, one.old, one.role) for one in successions(sentence, find_names(sentence))]
    assert found == ([told] if told else [])


LIST = passage(
    "list", "Staff of the port", "Pilot: Jon Pell.", "The cook of the port is Piet Haan."
)
NEWS = passage(
    "news", "News of March",
    "On 1 March Ada Wren took over as pilot of the port from Jon Pell.",
    "Piet Haan was cook until February.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who is the pilot of the port now?", "Ada Wren"),
        ("Who is the new pilot of the port?", "Ada Wren"),
        ("Who was pilot of the port before Ada Wren?", "Jon Pell"),
        ("Who took over from Jon Pell as pilot of the port?", "Ada Wren"),
        ("Is Jon Pell still pilot of the port?", "no"),
        ("Who is the cook of the port now?", ""),
    ],
)
def test_who_holds_an_office(question: str, answer: str) -> None:
    assert ask(question, LIST, NEWS).text == answer


def test_where_an_end_is_told_both_are_shown() -> None:
    found = ask("Who is the cook of the port?", LIST, NEWS)
    assert found.abstained
    assert [cited.passage_id for cited in found.citations] == ["list", "news"]
