"""Which of several question words asks, and for what."""

import pytest

from graphrag.language.keys import tokens
from graphrag.reading.asking.wanted import wanted


def asked(text: str) -> tuple[str, str, str]:
    found = wanted(text, tuple(tokens(text)))
    return found.wh, found.kind, found.noun


@pytest.mark.parametrize(
    ("text", "wh", "kind"),
    [
        ("Who led the band which Ann founded?", "who", "person"),
        ("When did the man who led it die?", "when", "date"),
        ("Where was the woman who led it born?", "where", "place"),
        ("Why did it close?", "why", "description"),
        ("How does it work?", "how", "description"),
        ("How many boats does it hold?", "how", "number"),
        ("In which city was the man who led it born?", "which", "place"),
        ("The band which Ann founded was led by whom?", "who", "person"),
        ("The man who led it was born where?", "where", "place"),
        ("What does it cost?", "what", "number"),
    ],
)
def test_the_word_that_asks(text: str, wh: str, kind: str) -> None:
    assert asked(text)[:2] == (wh, kind)


def test_the_noun_that_is_counted() -> None:
    assert asked("How many boats does it hold?")[2] == "boats"
    assert asked("How many?") == ("how", "number", "")


@pytest.mark.parametrize(
    ("text", "kind", "noun"),
    [
        ("Which film director lives there?", "person", "director"),  # the second of two nouns
        ("Which film stars her?", "work", "film"),
        ("What country code does it have?", "number", "code"),
        ("What was the film that opened it?", "work", "film"),
    ],
)
def test_the_noun_that_says_what_is_asked_for(text: str, kind: str, noun: str) -> None:
    assert asked(text)[1:] == (kind, noun)
