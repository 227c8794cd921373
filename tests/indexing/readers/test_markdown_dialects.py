"""What sites add to Markdown: admonitions, tabs, definitions, long notes, templates, wiki links."""

import pytest

from tests.indexing.readers.one_document import blocks, only


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('!!! warning "Keep dry"\n    The crates.\n\n    Two of them.\n\nAfter.',
         [("paragraph", "Keep dry"), ("paragraph", "The crates."), ("paragraph", "Two of them."),
          ("paragraph", "After.")]),
        ("??? note\n    - one\n    - two\n", [("item", "one"), ("item", "two")]),
        ('=== "Velm"\n\n    !!! tip\n\n        ```\n        lift\n        ```\n',
         [("paragraph", "Velm"), ("code", "lift")]),
        ("::: tip Good to know\nThe lift is out.\n:::\n",
         [("paragraph", "Good to know"), ("paragraph", "The lift is out.")]),
        ("> [!NOTE]\n> Bring the keys.\n", [("quote", "Bring the keys.")]),
        ("Velm\n: A town.\n: Founded in 1340.\n\nTeel\n\n:   A river.\n",
         [("item", "Velm: A town."), ("item", "Velm: Founded in 1340."),
          ("item", "Teel: A river.")]),
        ("Text[^a].\n\n[^a]: First.\n\n    More of it.\n\nAfter.",
         [("paragraph", "Text."), ("paragraph", "First."), ("paragraph", "More of it."),
          ("paragraph", "After.")]),
        ("{% include a.html %}\n{% if a %}\nFees. {: .note}\n{% endif %}",
         [("paragraph", "Fees.")]),
        ("See [[Harbor Plan|the plan]], [[Budget]] and [[1]](a.md).",
         [("paragraph", "See the plan, Budget and [1].")]),
        ("Order ~~forty~~ fifty.", [("paragraph", "Order forty fifty.")]),
    ],
)  # fmt: skip
def test_what_is_added_is_told_as_it_is_shown(source, found):
    assert blocks("a.md", source) == found


@pytest.mark.parametrize(
    "source",
    [
        "!!! Wow that is great\n\nNext.",
        "a ::: b",
        ": not a definition",
        "| a | b |\n|--|--|\n| 1 | 2 |\n\n: Caption of it",
        "Ratio 3\n=== \nText.",
        "The list x[[1, 2]] is long.",
    ],
)
def test_what_only_looks_like_it_stays(source):
    words = [word for word in source.replace("|", " ").split() if word.isalnum()]
    said = only("a.md", source).title + " " + only("a.md", source).text
    assert [word for word in words if word not in said] == []


def test_nothing_in_code_is_taken_for_it():
    source = "```\n!!! note\n    {% if x %}\n[[a|b]]\n: c\n```\n\nText `[[a]]`."
    assert blocks("a.md", source)[0] == ("code", "!!! note\n    {% if x %}\n[[a|b]]\n: c")


@pytest.mark.parametrize(
    ("front", "known", "told"),
    [
        ('+++\ntitle = "Dock rules"\ndate = 2021-03-04\nauthors = ["Mira Holt", "Tom Hale"]\n'
         "[extra]\nx = 1\n+++\n", ("Dock rules", "Mira Holt, Tom Hale", "2021-03-04"),
         ["date: 2021-03-04", "authors: Mira Holt, Tom Hale"]),
        ("---\ntitle: Dock rules\nauthor:\n  - name: Mira Holt\n    role: warden\n"
         "  - name: Tom Hale\ndate: 2021-03-04\n---\n",
         ("Dock rules", "Mira Holt, Tom Hale", "2021-03-04"),
         ["author: Mira Holt, Tom Hale", "date: 2021-03-04"]),
        ("---\ntitle: >\n  Rules: of\n  docks\nauthor:\n  name: Mira Holt\n  mail: m@a.b\n---\n",
         ("Rules: of docks", "Mira Holt", ""), ["author: Mira Holt"]),
    ],
)  # fmt: skip
def test_front_matter_of_other_makers(front, known, told):
    document = only("a.md", f"{front}\nNo open fire.")
    assert (document.title, document.author, document.date) == known
    assert document.text.split("\n\n") == [*told, "No open fire."]


def test_what_is_no_front_matter_of_toml_stays():
    assert "not = toml =" in only("a.md", "+++\nnot = toml =\n+++\nText.").text
