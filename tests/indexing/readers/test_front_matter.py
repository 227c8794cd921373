"""The plainest kind of YAML above a page."""

import pytest

from indexing.readers.front_matter import split_front


@pytest.mark.parametrize(
    ("front", "fields"),
    [
        ("title: A quay", {"title": "A quay"}),
        ("Title: \"A: quay\"\nempty:\nother: 'x'", {"title": "A: quay", "other": "x"}),
        ("tags: [sea, 'old town']", {"tags": "sea, old town"}),
        ("tags:\n- sea\n- town\ndate: 2020-01-02", {"tags": "sea, town", "date": "2020-01-02"}),
        ("about: >\n  one line\n  and more", {"about": "one line and more"}),
        ("# a remark\na: 1\n\nb: 2", {"a": "1", "b": "2"}),
        ("a: 1\na: 2", {"a": "1"}),
        ("at: 10:30", {"at": "10:30"}),
    ],
)
def test_fields_and_what_follows(front, fields):
    for end in ("---", "..."):
        assert split_front(f"---\n{front}\n{end}\nText.\n") == (fields, "Text.\n")


@pytest.mark.parametrize(
    "source",
    ["", "Text.", "a: 1\n---\nText.", "---\nOnce upon a time\n---\nText.", "---\na: 1\nText.",
     "----\na: 1\n---\nText.", "Text\n---\na: 1\n---\n"],
)  # fmt: skip
def test_what_is_none(source):
    assert split_front(source) == ({}, source)
