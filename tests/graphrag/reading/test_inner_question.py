"""Questions within questions, and what is left to ask around their answers."""

from __future__ import annotations

import pytest

from graphrag.reading.inner_question import inner_question
from graphrag.retrieval.linking.asked_words import roots


@pytest.mark.parametrize(
    ("question", "inner", "rest"),
    [
        ("Who was the first student of the school that owns the field?",
         "Which school owns the field?", "Who was the first student of X?"),
        ("What number has the person who keeps the relay going?",
         "Who keeps the relay going?", "What number has X?"),
        ("What extension does the person have who mended the doors?",
         "Who mended the doors?", "What extension does X have?"),
        ("The ferry that was sold: what did it cost?",
         "Which ferry was sold?", "X: what did it cost?"),
        ("In what year did Ada Lane's husband die?",
         "Who is Ada Lane's husband?", "In what year did X die?"),
        ("Where was the mother of the director of the film that won in Oslo born?",
         "Which film won in Oslo born?", "Where was the mother of the director of X born?"),
    ],
)  # fmt: skip
def test_a_question_within_another(question: str, inner: str, rest: str) -> None:
    found = inner_question(question)
    assert found is not None and found.question == inner
    assert found.rest("X", roots("keeps relay going mended doors sold won Oslo field")) == rest


@pytest.mark.parametrize(
    "question",
    [
        "Who was the person who bought the ferry?",  # the whole is the inner one
        "Who is the manager of the release?",
        "Who was Ada Lane's husband?",
        "What became of the watch that the clerk lost?",  # of what the clerk did
        "In which year in which two fires happened was it built?",
        "How long is the pier?",
        "What does the ship that",
    ],
)
def test_none_within(question: str) -> None:
    assert inner_question(question) is None


def test_the_last_words_of_a_clause_may_belong_to_the_question_around_it() -> None:
    found = inner_question("How much had the firm that welded the jacket quoted for the job?")
    assert found is not None
    said = roots("The jacket was welded by Hartigan.")
    assert found.rest("Hartigan", said) == "How much had Hartigan quoted for the job?"
    whole = roots("Hartigan welded the jacket and quoted 40 for the job.")
    assert found.rest("Hartigan", whole) == "How much had Hartigan?"
    assert found.rest("Hartigan", frozenset()) == "How much had Hartigan?"  # nothing tells
