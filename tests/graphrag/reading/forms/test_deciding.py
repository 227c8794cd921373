"""Yes or no by amounts, exceptions, what is allowed or needed; silence where it is open."""

from __future__ import annotations

import pytest

from graphrag.reading.forms.deciding import decided
from tests.graphrag.reading.test_forms import page_of, places_of

OTHER = "The clock strikes at noon."


def said(question: str, sentence: str) -> str:
    found = decided(question, places_of(question, page_of((sentence, 0.8), (OTHER, 0.0))))
    return found.text if found else ""


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Is a leak of 5 litres reported?", "Leaks of more than 10 litres are reported.", "no"),
        ("Is a leak of 30 litres reported?", "Leaks of more than 10 litres are reported.", "yes"),
        ("Can I hand a pass back after 20 days?", "Passes are taken back within 14 days.", "no"),
        ("Can I hand a pass back after a week?", "Passes are taken back within 14 days.", "yes"),
        ("Can I keep a key for 30 days?", "Keys may be kept for 21 days.", "no"),
        ("Can I keep a key for two weeks?", "Keys may be kept for 21 days.", "yes"),
        ("Are keys kept for a month?", "Keys are kept for 14 days.", "no"),
        ("Are keys kept for a week?", "Keys are kept for 14 days.", ""),
        ("Can I enter the yard at 20:00?", "The yard may be entered from 9:00 to 18:00.", "no"),
        ("Is the yard open on Sunday?", "The yard is open Monday to Friday.", "no"),
        ("Is the yard open on Tuesday?", "The yard is open Monday to Friday.", "yes"),
        ("Is the yard open in January?", "The yard is open from April to October.", "no"),
        ("Can four guests come?", "No more than two guests can come.", "no"),
        ("Can two guests come?", "No more than two guests can come.", "yes"),
        ("Is one stamp on a card enough?", "At least two stamps are put on each card.", "no"),
        ("Are letters answered within a week?", "Letters are answered within two weeks.", ""),
        ("Are letters answered within a month?", "Letters are answered within two weeks.", "yes"),
        ("Is the hall swept every day?", "The hall is swept every two days.", "no"),
        ("Does the ferry call in winter?", "The ferry calls in summer.", "no"),
        ("May a child of 14 come alone?", "Children under 12 may not come alone.", ""),
        (
            "Is the yard open on Saturday at 17:00?",
            "The yard is open from 9:00 to 20:00 on weekdays and from 9:00 to 14:00 on Saturday.",
            "no",
        ),
    ],
)
def test_an_amount_against_a_bound(question: str, sentence: str, answer: str) -> None:
    assert said(question, sentence) == answer


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Am I allowed to fuel a boat without training?", "Only trained staff may fuel a boat.",
         "no"),
        ("May non-members fuel a boat?", "Only members may fuel a boat.", "no"),
        ("Can a guest get keys without a badge?", "Keys are given only to guests with a badge.",
         "no"),
        ("Can a sealed box be returned?", "Boxes cannot be returned unless they are sealed.",
         "yes"),
        ("Can a wet box be returned?", "Boxes cannot be returned unless they are sealed.", "no"),
        ("Is fire allowed without a bucket?", "Fire is forbidden unless a bucket stands by.", "no"),
        ("Can I bring a guide dog?", "Dogs are prohibited, except guide dogs.", "yes"),
        ("Can I bring my dog?", "Dogs are prohibited, except guide dogs.", "no"),
        ("May children swim?", "All may swim except children.", "no"),
    ],
)  # fmt: skip
def test_what_is_excepted(question: str, sentence: str, answer: str) -> None:
    assert said(question, sentence) == answer


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Do I have to sign the book?", "Guests do not have to sign the book.", "no"),
        ("Do I have to sign the book?", "Guests may sign the book.", ""),
        ("May I sign the book?", "Guests do not have to sign the book.", ""),
        ("Must guests show a badge?", "Guests need not sign, but they must show a badge.", "yes"),
        ("Did Velm win the cup?", "Velm was named for the cup but did not win.", "no"),
        ("Is a hat compulsory?", "A hat is optional.", "no"),
        ("Are bicycles free?", "Bicycles cost 2 florins.", "no"),
        ("Do relatives moor for nothing?", "Relatives moor here and do not pay.", "yes"),
        ("May I eat in the hall?", "Water is drunk in the hall; food is not allowed.", ""),
        ("Are notices sent by post?", "Notices are sent by mail.", "no"),
        ("Is the quay free for cargo boats?", "The quay is free for fishing boats.", ""),
        ("Must I wear a hat?", "Hats are optional.", "no"),
        ("Can a guest ring the bell?", "Nobody but the pilot can ring the bell.", "no"),
        ("Can the pilot ring the bell?", "Nobody but the pilot can ring the bell.", "yes"),
        ("Is the mill at Velm?", "The mill is at Orme.", ""),
        ("Was the mill sold?", "The board proposes that the mill be sold.", ""),
        ("Are dogs allowed?", "Before 2019 dogs were not allowed.", ""),
    ],
)
def test_need_leave_and_opposites(question: str, sentence: str, answer: str) -> None:
    assert said(question, sentence) == answer


def test_smaller_ones_than_the_sentence_before_says() -> None:
    told = (("Leaks of more than 10 litres are reported.", 0.3), ("Smaller leaks are noted.", 0.8))
    for question, answer in (("5 litres", "yes"), ("20 litres", "no")):
        asked = f"Is a leak of {question} noted?"
        found = decided(asked, places_of(asked, page_of(*told)))
        assert found is not None and found.text == answer


def test_a_row_decides_of_its_own_thing_only() -> None:
    row = "Boat: Brisk; Yard: Kvarn Yard; Guests: 240."
    assert said("Was the Corrie built at Kvarn Yard?", row) == ""
    assert said("Can the Brisk carry 300 guests?", row) == "no"


def test_what_both_lack_denies_nothing():
    said = ("Fireworks are allowed, without a permit, on Harbour Day until midnight.", 0.9)
    page = page_of(said)
    for question in (
        "May I let off fireworks on Harbour Day if I have no permit?",
        "Are fireworks allowed on Harbour Day without a permit?",
    ):
        found = decided(question, places_of(question, page))
        assert found is not None
        assert found.text == "yes"


def test_a_denial_is_surer_and_what_fits_better_too() -> None:
    question = "May dogs ride on the ferry?"
    sure = {}
    for said, near in (("may not", 0.9), ("may", 0.9), ("may", 0.2)):
        page = page_of((f"Dogs {said} ride on the ferry.", near), (OTHER, 0.0))
        found = decided(question, places_of(question, page))
        assert found is not None
        sure[said, near] = found.confidence
    assert sure["may not", 0.9] > sure["may", 0.9] > sure["may", 0.2] > 0


def test_one_side_decides_no_comparison() -> None:
    asked = "Did the May outage take longer to mend than the one in June?"
    assert said(asked, "In the June outage the boats could not be reached.") == ""
    told = "The May outage did not take longer to mend than the one in June."
    assert said(asked, told) == "no"
    assert said(asked, "The May outage took longer than the one in June.") == "yes"


def test_what_earlier_versions_did_holds_no_more() -> None:
    asked = "Is preloading the default?"
    assert said(asked, "Preloading was the default in earlier versions.") == ""


def test_no_charge_is_free():
    said = ("There is no charge for boats on Sundays.", 0.9)
    question = "Can boats moor for nothing on Sundays?"
    found = decided(question, places_of(question, page_of(said)))
    assert found is not None
    assert found.text == "yes"
