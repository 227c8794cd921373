"""The plainest kind of YAML above a page."""

import pytest

from indexing.readers.front_matter import split_front
from tests.indexing.readers.one_document import only


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


def test_front_matter_tells_what_is_no_matter_of_a_site():
    front = (
        "---\nstatus: Final\nupdated: April 20, 2018\nlayout: post\nweight: 10\ndraft: false\n"
        "image: /a/b.png\nsidebar-position: 3\nversion: 2.1\n---\n"
        "# Rules\n\nNo fire.\n\n# More\n\nNone."
    )
    document = only("a.md", front)
    assert document.title == "Rules"  # as without the fields above it
    assert document.text.startswith("status: Final\n\nupdated: April 20, 2018\n\nversion")


def test_a_heading_between_two_rules_is_none():
    document = only("a.md", "---\nOnce upon a time\n---\nBody.")
    assert (document.title, document.text) == ("Once upon a time", "Body.")
