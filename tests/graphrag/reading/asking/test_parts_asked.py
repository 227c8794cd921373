"""Several things asked at once are taken apart, each made a question of its own."""

from __future__ import annotations

import pytest

from graphrag.reading.asking.parts_asked import parts_of, stands_alone


@pytest.mark.parametrize(
    ("question", "answer", "parts"),
    [
        ("When and where was Ada Lund born?", "",
         ["When was Ada Lund born?", "Where was Ada Lund born?"]),
        ("When, where and why was the strike called?", "",
         ["When was the strike called?", "Where was the strike called?",
          "Why was the strike called?"]),
        ("How many dogs and how many cats does the shelter have?", "",
         ["How many dogs does the shelter have?", "How many cats does the shelter have?"]),
        ("how long and how do I air the chamber", "",
         ["how long do I air the chamber?", "How do I air the chamber?"]),
        ("Which rule changed after the flood, and who signed it?", "rule 7",
         ["Which rule changed after the flood?", "Who signed rule 7?"]),
        ("Which rule changed after the flood, and who signed it?", "",
         ["Which rule changed after the flood?", "Who signed the rule?"]),
        ("How many tents were bought and what did they cost?", "60",
         ["How many tents were bought?", "What did the tents cost?"]),
        ("Who reported the leak and to whom?", "Al Moss",
         ["Who reported the leak?", "To whom was it that Al Moss reported the leak?"]),
        ("Who was fined and why?", "Al Moss", ["Who was fined?", "Why was Al Moss fined?"]),
        ("Who was fined and why?", "", ["Who was fined?", "Why was someone fined?"]),
        ("When was the mill restored, and by whom?", "1998",
         ["When was the mill restored?", "By whom was the mill restored?"]),
        ("When was the mill restored and who owns it?", "1998",
         ["When was the mill restored?", "Who owns the mill?"]),
        ("Who built the mill and when did it burn down?", "Al Moss",
         ["Who built the mill?", "When did the mill burn down?"]),
        ("Who is the caretaker and what is his number?", "Al Moss",
         ["Who is the caretaker?", "What is Al Moss’s number?"]),
        ("What is the mail address of the treasurer and what is her number?", "t@velm.example",
         ["What is the mail address of the treasurer?", "What is the treasurer’s number?"]),
        ("Are bicycles carried free, and how do I book them?", "no",
         ["Are bicycles carried free?", "How do I book bicycles?"]),
        ("How many lamps were checked, by whom, and why?", "64",
         ["How many lamps were checked?", "By whom were the lamps checked?",
          "Why were the lamps checked?"]),
        ("Is the cloakroom free and when are guests let in?", "no",
         ["Is the cloakroom free?", "When are guests let in?"]),
        ("Why was the pump down? Who mended it?", "",
         ["Why was the pump down?", "Who mended the pump?"]),
        ("Which firm made the part that failed in the outage of May 2023? Who had that outage?",
         "Velm", ["Which firm made the part that failed in the outage of May 2023?",
                  "Who had the outage of May 2023?"]),
        ("What happened on 3 May and who was responsible for it?", "",
         ["What happened on 3 May?", "Who was responsible for what happened on 3 May?"]),
        ("What is the deadline for refunds and who decides about it?", "14 days",
         ["What is the deadline for refunds?", "Who decides about the deadline for refunds?"]),
    ],
)  # fmt: skip
def test_each_part_stands_alone(question: str, answer: str, parts: list[str]) -> None:
    first, *later = parts_of(question)
    assert [first, *(stands_alone(part, first, answer) for part in later)] == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who built the mill?",
        "Who was the writer of Sea Song and who died in 1907?",  # the second tells which one
        "Which school has its main campus in Velm and whose branch is in Orme?",
        "What did the man own who built the mill and who died in Velm?",
        "Which institution is forced to raise its rates, whose plans are awaited?",
        "Do we need salt and pepper?",
        "What colours are the mops, and what is each for?",
        "What does DPA mean and what is it for?",
        "Did the council approve the budget, and if so, when?",
        "",
    ],
)
def test_one_thing_stays_whole(question: str) -> None:
    assert parts_of(question) == ()
