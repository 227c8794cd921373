"""What kind of thing a noun names, and what a name's last word betrays."""

import pytest

from graphrag.language.kinds import is_person_noun, kind_of_name_end, kind_of_noun


@pytest.mark.parametrize(
    ("noun", "kind"),
    [("city", "place"), ("cities", "place"), ("City", "place"), ("university", "organisation"),
     ("universities", "organisation"), ("churches", kind_of_noun("church")),
     ("actor", "person"), ("actors", "person"), ("xyzzy", ""), ("", "")],
)  # fmt: skip
def test_kinds_of_nouns(noun: str, kind: str):
    assert kind_of_noun(noun) == kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [("University", "organisation"), ("island", "place"), ("Award", "work"), ("Lane", "")],
)
def test_kinds_of_names(word: str, kind: str):
    assert kind_of_name_end(word) == kind


@pytest.mark.parametrize(
    ("noun", "person"),
    [("technician", True), ("keepers", False), ("captain", True), ("director", True),
     ("Chair", True), ("nurse", True),
     ("letter", False), ("Restaurant", False), ("number", False), ("glove", False)],
)  # fmt: skip
def test_nouns_of_persons(noun: str, person: bool):
    assert is_person_noun(noun) is person
