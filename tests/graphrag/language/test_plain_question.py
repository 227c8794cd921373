"""Questions as people type them, what is asked first."""

from __future__ import annotations

import pytest

from graphrag.language.plain_question import in_plain_words


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Could you tell me which gate opens first, please?", "Which gate opens first?"),
        ("Hi, can you please tell me when the pool opens?", "When the pool opens?"),
        ("I'd like to know who keeps the keys.", "Who keeps the keys?"),
        ("Do you know whether the pool is heated?", "Is the pool heated?"),
        ("I was wondering if dogs are let in on Sundays", "Are dogs let in on Sundays?"),
        ("Please tell me the address of the depot.", "What is the address of the depot?"),
        ("Find me the address of the depot.", "What is the address of the depot?"),
        ("Give me the vessels that have a kiosk.", "List the vessels that have a kiosk."),
        ("Find the four risks the report names.", "List the four risks the report names."),
        ("Where is the depot? Thanks!", "Where is the depot?"),
        ("bike hire price", "What is the bike hire price?"),
        ("date of the vote on the mill", "What is the date of the vote on the mill?"),
    ],
)
def test_courtesy_asks_nothing(typed: str, read: str) -> None:
    assert in_plain_words(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "The mate of the Aurelia: where did she train?",
            "Where did the mate of the Aurelia train?",
        ),
        (
            "The firm that won the tender: who is its foreman on site?",
            "Who is the foreman of the firm that won the tender on site?",
        ),
        ("Mara Quill: in which year was her first book printed?",
         "In which year was Mara Quill’s first book printed?"),
        ("clean feed – what's that?", "What is clean feed?"),
        (
            "Our treasurer was away in March. Which town was she in?",
            "Which town was our treasurer in? Our treasurer was away in March.",
        ),
        (
            "I leave in May. How much do I get back?",
            "How much do I get back? I leave in May.",
        ),
        (
            "The auditor once worked for the mill. For how many years?",
            "For how many years was it that the auditor once worked for the mill?",
        ),
        (
            "We would like to fly kites at the beach. Is that allowed?",
            "May we fly kites at the beach?",
        ),
        ("A rower feels dizzy: what to do?", "What to do if a rower feels dizzy?"),
        ("My card is lost. What should I do?", "What should I do if my card is lost?"),
        ("If I leave in May, do I get it back?", "Do I get it back if I leave in May?"),
    ],
)  # fmt: skip
def test_what_is_asked_stands_first(typed: str, read: str) -> None:
    assert in_plain_words(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "Who wrote Dr. No?",
        "When did Mr. Hale arrive in St. Ives?",
        "Which film came first, Alien: Covenant or Prometheus?",
        "Tell me about the fire.",
        "Give me a summary of the report.",
        "Do you know any plumbers?",
        "What is the fee? When is it due?",
        "opening hours of the pool",
        "bike hire",
        "Our treasurer was away. The mill burned.",
        "",
    ],
)
def test_other_questions_stay_as_they_are(typed: str) -> None:
    assert in_plain_words(typed) == typed


def test_what_is_very_long_is_left_alone() -> None:
    typed = "If I go, " * 20_000
    assert in_plain_words(typed) is typed
