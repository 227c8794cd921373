"""Where a clause of a question ends that tells which one is meant, by the parse."""

from collections.abc import Iterator

import pytest

from graphrag.language.parser import clause_ends as module
from graphrag.language.parser.clause_ends import clause_ends


def ends(question: str) -> dict[int, int]:
    return dict(clause_ends(question) or {})


def told(question: str) -> set[str]:
    return {question[start:end] for start, end in ends(question).items()}


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("What rating did the boy who beat Orme have in April?", "who beat Orme"),
        (
            "How do you reach the foreman who was looking for the lid?",
            "who was looking for the lid",
        ),
        (
            "Under which code were the letters of the man speaking on the strike kept?",
            "speaking on the strike",
        ),
        ("For how many days may the strain used in Gannet Pale be kept?", "used in Gannet Pale"),
        (
            "How full was it once the disks that the board had agreed to in July were in?",
            "that the board had agreed to in July",
        ),
        (
            "How much had the firm that rewelded the jacket quoted for the job?",
            "that rewelded the jacket",
        ),
        (
            "When did the state whose sport is jousting become part of Velm?",
            "whose sport is jousting",
        ),
    ],
)
def test_the_verb_of_the_question_is_outside(question: str, clause: str) -> None:
    assert clause in told(question)


def test_a_clause_within_a_clause_belongs_to_it() -> None:
    question = (
        "From which firm is the plane leased that is named after the bird the aunt never saw?"
    )
    assert "that is named after the bird the aunt never saw" in told(question)


@pytest.mark.parametrize(
    "question",
    [
        "How long may the service that failed on 14 May be down before it must run again?",
        'Which child did the actor who played in the series "Due South" have?',
        "After how many flights does the section the newsletter editor had to copy"
        " tell you to change propellers?",
    ],
)
def test_no_clause_ends_within_a_name_or_before_to(question: str) -> None:
    for start, end in ends(question).items():
        rest = question[end:].lstrip()
        assert not rest[:1].isupper() and rest[:1] != '"' and not rest.startswith("to "), start


def test_a_number_with_its_sign_ends_a_clause_whole() -> None:
    question = "What is the span in which the powers raised their share from 10 to 90%?"
    assert all(not question[end:].startswith("%") for end in ends(question).values())


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("graphrag.language.parser.package.PACKAGE", "no_such_package_here")
    module._parser.cache_clear()
    clause_ends.cache_clear()
    yield
    module._parser.cache_clear()
    clause_ends.cache_clear()


@pytest.mark.usefixtures("no_parser")
def test_without_the_parser_nothing_is_told() -> None:
    assert clause_ends("What rating did the boy who beat Orme have in April?") is None
