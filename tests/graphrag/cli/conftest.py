"""A retrieval and answers made by hand, for the tests of what is printed."""

from __future__ import annotations

import pytest

from graphrag.datatypes import (
    Answer,
    Citation,
    Hop,
    Retrieval,
    ScoredPassage,
    ScoredSentence,
    Seed,
)
from tests.graphrag.cli.shell import Shell

WATCH = "The Night Watch was painted by Rembrandt in 1642."
TAUGHT = "Rembrandt spent six months as a pupil of Pieter Lastman."


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


@pytest.fixture
def retrieval() -> Retrieval:
    """Two passages, two seeds and one path of two hops."""
    passages = (
        ScoredPassage(
            "p1",
            "The Night Watch",
            WATCH,
            0.75,
            {"ppr": 0.5, "dense": 0.25},
            (ScoredSentence(WATCH, 0, len(WATCH), 0.8),),
        ),
        ScoredPassage(
            "p2",
            "Rembrandt",
            f"He was Dutch. {TAUGHT}",
            0.5,
            {"ppr": 0.5},
            (
                ScoredSentence("He was Dutch.", 0, 13, 0.1),
                ScoredSentence(TAUGHT, 14, 14 + len(TAUGHT), 0.6),
            ),
        ),
    )
    path = (
        Hop("The Night Watch", "painted by", "Rembrandt", "p1", WATCH),
        Hop("Rembrandt", "pupil of", "Pieter Lastman", "p2", TAUGHT),
    )
    seeds = (Seed("The Night Watch", 0.75, "mention"), Seed("Rembrandt", 0.25, "fact"))
    question = "Who taught the painter of The Night Watch?"
    timings = {"link": 2.0, "pagerank": 5.0}
    return Retrieval(question, "graph", passages, seeds, (path,), timings)


@pytest.fixture
def answer(retrieval: Retrieval) -> Answer:
    """An answer with two citations."""
    citations = (
        Citation("p1", "The Night Watch", 0, len(WATCH), WATCH),
        Citation("p2", "Rembrandt", 14, 14 + len(TAUGHT), TAUGHT),
    )
    return Answer("Pieter Lastman", False, 0.8, citations, retrieval, "extractive", "", {"read": 3})
