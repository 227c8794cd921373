"""What kind of thing a noun names, and what a name's last word betrays."""

import pytest

from graphrag.language.kinds import kind_of_name_end, kind_of_noun


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
