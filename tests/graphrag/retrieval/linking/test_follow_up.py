"""Questions that go on from others, on the sample: what they are read as, and when nothing fits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphrag import ask, open_index
from graphrag.index import Index
from graphrag.retrieval.linking.follow_up import read_as

KARPINSKI = ("Who designed K-202?", "Jacek Karpiński")
CYBERNETICS = ("In which city did the author of the book Cybernetics die?", "Stockholm")
OLSEN = ("Who founded Digital Equipment Corporation?", "Ken Olsen")
BOTH = ("Did Alan Turing and Alonzo Church study at Princeton?", "yes")


@pytest.fixture(scope="module")
def index(sample_index: Path) -> Iterator[Index]:
    with open_index(sample_index) as found:
        yield found


@pytest.mark.parametrize(
    ("history", "asked", "expected"),
    [
        # the last answer, where it is of the kind
        ([KARPINSKI], "Where was he born?", "Where was Jacek Karpiński born?"),
        ([KARPINSKI], "What are his machines?", "What are Jacek Karpiński’s machines?"),
        ([CYBERNETICS], "Who was born there?", "Who was born in Stockholm?"),
        ([OLSEN], "What did they do?", "What did Ken Olsen do?"),
        # else what was asked about
        ([KARPINSKI], "When was it built?", "When was K-202 built?"),
        ([OLSEN], "When was the company founded?",
         "When was Digital Equipment Corporation founded?"),
        ([CYBERNETICS], "When was he born?", "When was the author of the book Cybernetics born?"),
        ([("When was the author of Pascal born?", "")], "When was it published?",
         "When was Pascal published?"),
        # what only a work or a place has
        ([CYBERNETICS], "When was it published?", "When was Cybernetics published?"),
        ([CYBERNETICS], "Who wrote it?", "Who wrote Cybernetics?"),
        ([CYBERNETICS], "Who is its publisher?", "Who is Cybernetics’s publisher?"),
        ([CYBERNETICS], "What is its population?", "What is Stockholm’s population?"),
        ([CYBERNETICS, ("Where did Norbert Wiener die?", "Stockholm")], "When was it written?",
         "When was Cybernetics written?"),
        ([BOTH], "Where were they born?", "Where were Alan Turing and Alonzo Church born?"),
        # else a turn before
        ([KARPINSKI, ("When was Grace Hopper born?", "9 December 1906")], "Where did he die?",
         "Where did Jacek Karpiński die?"),
        ([("Where was Grace Hopper born?", "New York City")], "When did she die?",
         "When did Grace Hopper die?"),
        # the same of another
        ([("When was Jan Łukasiewicz born?", "21 December 1878")], "And Alonzo Church?",
         "When was Alonzo Church born?"),
        ([("When was the designer of K-202 born?", "")], "And Pascal?",
         "When was the designer of Pascal born?"),
        ([CYBERNETICS], "And Alan Turing?", "In which city did Alan Turing die?"),
        ([("When was Turin founded?", "")], "Where?", "Where was Turin founded?"),
        # what stands alone stays
        ([KARPINSKI], "Where was Alonzo Church born?", "Where was Alonzo Church born?"),
        ([KARPINSKI], "Did Alan Turing know his teacher?", "Did Alan Turing know his teacher?"),
        ([KARPINSKI], "Is it true that computers think?", "Is it true that computers think?"),
        ([KARPINSKI], "Are there computers?", "Are there computers?"),
        ([], "Where was she born?", "Where was she born?"),
        # "this city" and "the city" are what was spoken of, "the city where" is not
        ([CYBERNETICS], "Who governs this city?", "Who governs Stockholm?"),
        *[([CYBERNETICS], alone, alone) for alone in (
            "Which poet was born in the city where the man who built the first lathe died?",
            "Where did the author die who first wrote about lathes?",
            "Which company gave its name to a street?",
            "Which book has the author who died first, Emma or Ulysses?",
            "What are lathes? Where are they made?",
            "Datalogy was one man's word for his subject. Who was he?",
            "Where is the grave of the man whom his pupils called Nestor?",
        )],
    ],
)  # fmt: skip
def test_a_question_is_read_as_what_it_goes_on_from(index, history, asked, expected) -> None:
    read = read_as(index, asked, history)
    assert (read.question, read.note) == (expected, "")
    assert read.changed == (asked != expected)


@pytest.mark.parametrize(
    ("history", "asked", "said"),
    [
        ([("Where was Grace Hopper born?", "New York City")], "When did he die?",
         "Nothing spoken of before fits “he”"),
        ([("What is quartz made of?", "")], "Who found it?", "Nothing spoken of before fits “it”"),
        ([("Where did Norbert Wiener die?", "Stockholm")], "When was it published?",
         "Nothing spoken of before fits “it”"),
        ([BOTH], "Where was he born?", "“he” may be Alan Turing or Alonzo Church"),
    ],
)  # fmt: skip
def test_where_it_cannot_tell_it_says_so_and_asks_as_it_is(index, history, asked, said) -> None:
    read = read_as(index, asked, history)
    assert read.question == asked and read.note.startswith(said)


def test_an_answer_tells_how_its_question_was_read(index) -> None:
    answer = ask(index, "Where was he born?", history=[KARPINSKI])
    assert answer.read_as is not None
    assert answer.retrieval.question == answer.read_as.question == "Where was Jacek Karpiński born?"
    assert answer.text == "Turin"
    assert ask(index, "Where was Jacek Karpiński born?").read_as is None
