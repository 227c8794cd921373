"""Questions within questions, and what is left to ask around their answers."""

from __future__ import annotations

import pytest

from graphrag.reading.asking.inner_question import inner_questions


@pytest.mark.parametrize(
    ("question", "inner", "rest"),
    [
        # what follows the noun is a clause on what it does
        ("Who was the first student of the school that owns the field?",
         "Which school owns the field?", "Who was the first student of X?"),
        ("What number has the person who keeps the relay going?",
         "Who keeps the relay going?", "What number has X?"),
        ("The ferry that was sold: what did it cost?",
         "Which ferry was sold?", "X: what did it cost?"),
        # on what is done to it
        ("Who found the watch that the clerk lost?",
         "Which watch is it that the clerk lost?", "Who found X?"),
        ("What is named after the bird her aunt never saw?",
         "Which bird is it that her aunt never saw?", "What is named after X?"),
        ("Who led the country Orme lies in, which is small?", None, ""),  # no verb told
        ("Who led the country Orme was built in?",
         "Which country is it that Orme was built in?", "Who led X?"),
        # on where it is, on whose it is
        ("Who led the country where the village of Orme is?",
         "Which country is it where the village of Orme is?", "Who led X?"),
        ("What became of the drill in which a hose burst?",
         "Which drill is it in which a hose burst?", "What became of X?"),
        ("How old is the man whose cat ran off?", "Who is it whose cat ran off?", "How old is X?"),
        # a participle
        ("Who wrote the book named after Orme?",
         "Which book was named after Orme?", "Who wrote X?"),
        ("Under which code were the letters of the woman speaking in Orme kept?",
         "Who was speaking in Orme?", "Under which code were the letters of X kept?"),
        ("When was the clock built in Orme painted?", None, ""),  # the question's own verb
        ("Who pays for the heating in the mill?", None, ""),  # no participle of a person
        ("The clerk wanted to stop: who went on?", None, ""),
        ("Who owns the book that the clerk looked through?",
         "Which book is it that the clerk looked through?", "Who owns X?"),
        ("What number has the clerk assigned to the mill?",
         "Which clerk was assigned to the mill?", "What number has X?"),
        ("Did Ada work for the firm that made what Tom sold?",  # a yes is asked for, no "what"
         "Which firm made what Tom sold?", "Did Ada work for X?"),
        ("Where do the Nets play in Orme?", None, ""),
        # a name behind it
        ("Where was the mother of the director of the film Ada Lane born?",
         "Who is the director of the film Ada Lane?", "Where was the mother of X born?"),
        ("Where was the director of House of the Heron born?",
         "Who is the director of House of the Heron?", "Where was X born?"),
        ("What employs the release captain of 4.2?",
         "Who is the release captain of 4.2?", "What employs X?"),
        ("Which party is the vice chair of the Orme Committee from?",
         "Who is the vice chair of the Orme Committee?", "Which party is X from?"),
        ("How wide is the river of Orme?", None, ""),
        ("How long was the meeting of 2 May 1990?", None, ""),
        ("Where did a member of Orme Abbey die?", None, ""),
        # somebody's
        ("In what year did Ada Lane's husband die?",
         "Who is Ada Lane's husband?", "In what year did X die?"),
        ("What is brewed in Jan van Os's city of birth?",
         "What is Jan van Os's city of birth?", "What is brewed in X?"),
        ("Where did the choir leader's son go?",
         "Who is the choir leader's son?", "Where did X go?"),
        ("When was Ada Lane's big blue door painted?", None, ""),
        # a verb of the question before the clause
        ("What extension does the person have who mended the doors?",
         "Who mended the doors?", "What extension does X have?"),
        ("Who leases the aircraft painted that is named Orme?",
         "Which aircraft is named Orme?", "Who leases X painted?"),
    ],
)  # fmt: skip
def test_a_question_within_another(question: str, inner: str | None, rest: str) -> None:
    found = inner_questions(question)
    assert (found[0].question if found else None) == inner
    if found:
        assert found[0].rest("X") == rest


@pytest.mark.parametrize(
    "question",
    [
        "Who was the person who bought the ferry?",  # the whole is the inner one
        "Who is the manager of the release?",
        "What's the capital of Peru?",
        "Who was Ada Lane's husband?",
        "Who was the mother of Ada Lane, Queen of Orme?",
        "Tom Hale works for a firm that is based in which town?",  # what is asked stands in it
        "How long is the pier?",
        "What does the ship that",
        "the",
        "",
    ],
)
def test_none_within(question: str) -> None:
    assert inner_questions(question) == ()


def test_the_innermost_comes_first() -> None:
    found = inner_questions("Who led the country where the director of Orme Abbey was born?")
    assert [inner.question for inner in found] == [
        "Who is the director of Orme Abbey?",
        "Which country is it where the director of Orme Abbey was born?",
    ]


@pytest.mark.parametrize(
    ("question", "inner", "rest"),
    [
        ("How much did the firm that welded the jacket quote for the job?",
         "Which firm welded the jacket?", "How much did X quote for the job?"),
        ("How much had the firm that welded the jacket quoted for the job?",
         "Which firm welded the jacket?", "How much had X quoted for the job?"),
        ("When was the country that made the film taken by the king?",
         "Which country made the film?", "When was X taken by the king?"),
        ("Where was the director that filmed The Glass Heron born?",
         "Which director filmed The Glass Heron?", "Where was X born?"),
        ("When did the state where the mound is located become free?",
         "Which state is it where the mound is located?", "When did X become free?"),
        ("Where does the river start in the state where the mound is located?",
         "Which state is it where the mound is located?", "Where does the river start in X?"),
        ("How many votes did the clerk who climbed on the roof receive?",
         "Which clerk climbed on the roof?", "How many votes did X receive?"),
        ("What is the country where Baure is located named after?",
         "Which country is it where Baure is located?", "What is X named after?"),
    ],
)  # fmt: skip
def test_the_verb_of_the_question_does_not_belong_to_the_clause(
    question: str, inner: str, rest: str
) -> None:
    found = inner_questions(question)[0]
    assert (found.question, found.rest("X")) == (inner, rest)


def test_a_name_behind_a_noun_needs_no_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "graphrag.reading.asking.described.clause_ends", lambda _: pytest.fail("parsed")
    )
    found = inner_questions("Where was the mother of the director of Brand born?")
    assert found[0].question == "Who is the director of Brand?"
