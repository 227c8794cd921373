"""Questions made of what rows and sentences of ordinary documents say."""

from __future__ import annotations

import pytest

from app.ask.asked_facts import asked_facts, is_verb
from app.ask.examples import example_questions
from graphrag import ask, open_index
from graphrag.index import Index
from graphrag.index.facts import StatedFact
from indexing.build import build_index

ROWS = "name,ring,owner,isNew\nMarlow,adopt,Quay team,TRUE\nTamber,hold,Mill team,FALSE\n"
TEXT = "# Storage\n\nMarlow was chosen to host the Velm archive. The others were not.\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("rows")
    (folder / "own").mkdir()
    (folder / "own" / "radar.csv").write_text(ROWS)
    (folder / "own" / "storage.md").write_text(TEXT)
    build_index(folder / "own", folder / "index")
    with open_index(folder / "index") as opened:
        yield opened


def test_a_cell_a_verb_and_both(index: Index) -> None:
    two, one = asked_facts(index)
    assert {(a.question, a.right) for a in one} >= {
        ("What is the ring of Marlow?", "adopt"),
        ("What is the owner of Tamber?", "Mill team"),
        ("What was chosen to host the Velm archive?", "Marlow"),
    }
    assert not [a for a in (*one, *two) if "TRUE" in a.right or "FALSE" in a.right]
    assert (two[0].question, two[0].right) == (
        "What is the ring of the thing that was chosen to host the Velm archive?",
        "adopt",
    )


@pytest.mark.parametrize(
    ("object_", "asks"),
    [("the Velm archive", True), ("18 boxes", True), ("the agreement", False), ("you all", False)],
)
def test_a_verb_asks_about_what_has_a_name_or_a_number(object_: str, asks: bool) -> None:
    fact = StatedFact("Marlow", "reviews", object_, (), 0, -1, 0, 0, "parser")
    assert is_verb(fact) == asks


def test_those_of_one_column_do_not_follow_each_other(index: Index) -> None:
    _, one = asked_facts(index)
    forms = [a.form for a in one]
    assert len(set(forms[: len(set(forms))])) == len(set(forms))


def test_what_is_offered_is_answered(index: Index) -> None:
    offered = example_questions(index)
    assert len(offered) >= 3 and len(set(offered)) == len(offered)
    for question in offered:
        assert not ask(index, question).abstained
