"""Where clauses begin and end."""

import pytest

from graphrag.language.breaks import breaks, is_condition, is_whole, unjoined


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Ring the bell, because the door sticks.", "because the door sticks.", "Ring the bell"),
        ("Drop bags: boxes left for the night.", "boxes left for the night.", "Drop bags"),
        ("The roof leaks; a pail stands under it.", "a pail stands under it.", "The roof leaks;"),
        ("A weir is a low wall across a river.", "a low wall across a river.", ""),
        ("Shut the gate (the goat climbs).", "the goat climbs).", "Shut the gate"),
        ("Wait until the lamp is green.", "until the lamp is green.", "Wait"),
    ],
)
def test_a_clause_begins_and_ends_at_marks_and_small_words(
    sentence: str, first: str, last: str
) -> None:
    found = breaks(sentence)
    assert first in [sentence[start:] for start in found.starts]
    assert not last or last in [sentence[:end].rstrip() for end in found.ends]


def test_a_sentence_is_a_clause_of_itself() -> None:
    found = breaks("Nobody came")
    assert (found.starts, found.ends) == ((0,), (11,))


def test_no_clause_ends_behind_is() -> None:
    sentence = "The lamp is green"
    assert "The lamp is" not in [sentence[:end].rstrip() for end in breaks(sentence).ends]


@pytest.mark.parametrize(
    ("clause", "alone"),
    [
        ("that nobody came", "nobody came"),
        ("but, in the end, they rang", "in the end, they rang"),
        ("so that the bats sleep", "so that the bats sleep"),
        ("eight points on board one, and", "eight points on board one"),
        ("sand and gravel", "sand and gravel"),
    ],
)
def test_a_clause_by_itself_needs_no_joint(clause: str, alone: str) -> None:
    assert unjoined(clause) == alone


def test_a_condition_says_when_and_not_what() -> None:
    assert is_condition("If the pump whistles")
    assert not is_condition("Close the valve if the pump whistles")


@pytest.mark.parametrize(
    ("clause", "whole"),
    [
        ("boxes (two) left", True),
        ("18 %) when the shop is shut", False),
        ('a "lay day', False),
        ("“lay day", False),
        ("an incident? if you need help", False),
        ("who rings the bell?", True),
    ],
)
def test_what_opens_in_a_clause_closes_in_it(clause: str, whole: bool) -> None:
    assert is_whole(clause) is whole
