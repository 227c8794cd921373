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


def test_a_page_about_a_person_goes_by_the_name():
    document = only("ada-lane.md", "---\nname: Ada Lane\nrole: Treasurer\n---\nShe rows.\n")
    assert document.title == "Ada Lane"
    assert document.text == "name: Ada Lane\n\nrole: Treasurer\n\nShe rows."


def test_who_is_meant_by_an_address_is_told_by_name():
    document = only("a.md", "---\ntitle: Oars\nspeaker_slugs:\n- ada-lane\n- bo-ek\n---\nTwo.\n")
    assert document.text == "speaker: Ada Lane, Bo Ek\n\nTwo."


def test_front_matter_of_an_html_page():
    front = "---\nheading: Tickets\nlayout: base\nprice: 9 florins\n---\n"
    page = (
        "<h1>{{ page.heading }}</h1>\n{% comment %}<p>Sold out!</p>{% endcomment %}\n"
        "{% if open %}<p>Come early.</p>{% endif %}"
    )
    document = only("tickets.html", front + page)
    assert (document.title, document.text) == (
        "Tickets",
        "heading: Tickets\n\nprice: 9 florins\n\nCome early.",
    )
    assert "{{ page.heading }}" in only("tickets.html", page).title  # no template: it is text


def test_a_long_description_is_told():
    said = "The boats of the club lie in the shed. " * 20
    document = only("a.md", f"---\ntitle: Boats\ndescription: |\n  {said}\n---\nThey float.\n")
    assert said.strip() in document.text


def test_where_a_site_puts_its_contents_is_no_title():
    assert (
        only("boats.md", "![A boat](a.png)\n\n[TOC]\n\nThe boats lie in the shed.\n").title
        == "boats"
    )
