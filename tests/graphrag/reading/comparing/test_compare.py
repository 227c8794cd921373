"""Comparisons: order, equality, and predicates borne out."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.reading.extractive import read
from graphrag.settings import Reading
from tests.graphrag.reading.build import ask, passage, retrieval

ANN = passage("ann", "Ann Lee", "Ann Lee (3 May 1901 – 9 June 1977) was a Norwegian film director.")
BO = passage("bo", "Bo Ray", "Bo Ray (born 12 July 1899) is an English film director and poet.")
SALT = passage("salt", "Salt", "Salt is a 1950 Swedish film directed by Ann Lee.")
TAR = passage("tar", "Tar (film)", "Tar is a 1948 British film directed by Bo Ray.")
HILL = passage("hill", "Hill", "Hill is a village in Yazd Province, Iran.")
DALE = passage("dale", "Dale", "Dale is a village in Fars Province, Iran.")


@pytest.mark.parametrize(
    ("question", "passages", "answer"),
    [
        ("Who is older, Ann Lee or Bo Ray?", (ANN, BO), "Bo Ray"),
        ("Who is younger, Ann Lee or Bo Ray?", (ANN, BO), "Ann Lee"),
        ("Was Ann Lee or Bo Ray born first?", (ANN, BO), "Bo Ray"),
        ("Which film came out first, Salt or Tar?", (SALT, TAR), "Tar"),
        ("Which film was released more recently, Salt or Tar (Film)?", (SALT, TAR), "Salt"),
        ("Which film has the director born first, Salt or Tar?", (SALT, TAR, ANN, BO), "Tar"),
        ("Are Ann Lee and Bo Ray of the same nationality?", (ANN, BO), "no"),
        ("Are Hill and Dale located in the same country?", (HILL, DALE), "yes"),
        ("Do both films Salt and Tar have directors from the same country?",
         (SALT, TAR, ANN, BO), "no"),
        ("Are Ann Lee and Bo Ray both film directors?", (ANN, BO), "yes"),
        ("Are Ann Lee and Bo Ray both Norwegian directors?", (ANN, BO), "no"),
        ("Was Salt released before Tar?", (SALT, TAR), "no"),
        ("Was Tar released earlier than Salt?", (SALT, TAR), "yes"),
        ("Which film is the latest, Salt or Tar?", (SALT, TAR), "Salt"),
        ("Which director is English, Ann Lee or Bo Ray?", (ANN, BO), "Bo Ray"),
    ],
)  # fmt: skip
def test_comparison(question: str, passages: tuple[ScoredPassage, ...], answer: str) -> None:
    found = ask(question, *passages)
    assert found.text == answer
    assert {c.passage_id for c in found.citations} == {p.id for p in passages}


def test_what_dates_decide_the_head_need_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "graphrag.reading.material.material.open_head", lambda: pytest.fail("was asked")
    )
    assert ask("Who is older, Ann Lee or Bo Ray?", ANN, BO).text == "Bo Ray"


def test_a_missing_side_is_named_and_makes_the_answer_a_guess() -> None:
    found = ask("Are Ann Lee and Cy Fox of the same nationality?", ANN)
    assert found.abstained and found.form == "found"


def test_the_same_of_what_no_list_knows_is_not_guessed() -> None:
    assert ask("Are Hill and Dale in the same province?", HILL, DALE).abstained


def test_two_missing_sides_are_an_abstention() -> None:
    assert ask("Who is older, Cy Fox or Di Elm?", HILL).abstained


def test_clauses_round_an_and_are_no_sides() -> None:
    question = "Does the report say that prices fell in the north and that the mill shut its gates?"
    report = passage("r", "Report", "Prices fell in the north last spring, the report says.")
    found = read(question, retrieval(question, report), Reading(min_confidence=0.0))
    assert found.text == "yes"
    assert found.citations[0].passage_id == "r"
