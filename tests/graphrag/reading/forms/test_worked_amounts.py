"""Amounts that are worked out of a passage, of another kind, or of another year."""

from __future__ import annotations

import pytest

from tests.graphrag.reading.build import ask, passage

NEWS = passage(
    "news", "News of the port",
    "60 new vests were ordered from Norsail for 4,800 euros.",
    "In 2024 we carried 412,000 guests, 3 % more than in 2023.",
    "The Holm line alone carried 265,000.",
    "The new boat costs 3.1 million euros, a third of which the region pays.",
    "In 2024 the cook sold 900 rolls, fewer than in 2023.",
    "Write to tickets@port.example about a refund.",
)  # fmt: skip
LAMPS = passage("lamps", "Lamps", "A lamp costs 90 euros.", "25 lamps cost 2,000 euros together.")
EACH = passage("each", "Ropes", "Ropes were bought: 20 ropes for 15 euros each.")


@pytest.mark.parametrize(
    ("question", "answer", "form"),
    [
        ("How much did one vest cost?", "80 euros", "worked-out"),
        ("How much did a vest cost?", "80 euros", "worked-out"),
        ("How many guests were carried in 2023?", "400,000", "worked-out"),
        ("How many guests did the other lines carry in 2024?", "147,000", "worked-out"),
        ("How many guests were carried in 2024?", "412,000", "span"),
        ("How much of the price of the new boat does the region pay?", "a third", "span"),
        ("What is the email address for refunds?", "tickets@port.example", "span"),
    ],
)
def test_what_is_told_without_being_stated(question: str, answer: str, form: str) -> None:
    found = ask(question, NEWS)
    assert (found.text.removesuffix(" guests"), found.form) == (answer, form)


def test_what_it_is_worked_out_of_is_cited_and_said() -> None:
    found = ask("How much did one vest cost?", NEWS)
    assert [cited.text for cited in found.citations] == [NEWS.sentences[0].text]
    assert found.citations[0].values == ("60", "4,800 euros")
    assert found.note.startswith("Worked out: 4,800 euros for 60.")
    assert len(ask("How many guests did the other lines carry in 2024?", NEWS).citations) == 2


def test_nothing_where_it_cannot_be_worked_out() -> None:
    assert ask("How many rolls did the cook sell in 2023?", NEWS).abstained


def test_a_price_that_is_told_is_not_worked_out() -> None:
    assert ask("How much does a lamp cost?", LAMPS).text == "90 euros"
    assert ask("How much does one rope cost?", EACH).form != "worked-out"
