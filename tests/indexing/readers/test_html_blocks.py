"""What each element of a page becomes: kind, text and level of its block."""

from pathlib import Path

import pytest

from indexing.readers.formats import read


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (
            "<ol start=5><li>a<li>b<ol><li>c</ol><li>d</ol><ul><li>e<ul><li>f</ul></ul>g",
            [
                *(("item", "5. a", 1), ("item", "6. b", 1), ("item", "1. c", 2)),
                *(("item", "7. d", 1), ("item", "e", 1), ("item", "f", 2), ("paragraph", "g", 0)),
            ],
        ),
        ("<ol start=x><li>a</ol><li>b", [("item", "1. a", 1), ("item", "b", 0)]),
        (
            "<dl><dt>a<dt>b<dd>c<dd>d</dl><dl><dt>e<dd><p>f<p>g</dl><dl><dt>h</dl>i",
            [
                *(("item", "a; b: c", 0), ("item", "d", 0), ("item", "e: f", 0)),
                *(("item", "g", 0), ("item", "h", 0), ("paragraph", "i", 0)),
            ],
        ),
        (
            "<h1>T</h1>s<h2>A</h2><h4>B</h4>c<blockquote>d<p>e</blockquote>",
            [
                *(("paragraph", "s", 0), ("heading", "A", 2), ("heading", "B", 4)),
                *(("paragraph", "c", 0), ("quote", "d", 0), ("quote", "e", 0)),
            ],
        ),
        (
            "<table><thead><tr><td>name<td>city</thead><tbody><tr><td>Olga<td>Turku"
            "<tr><td>Ben<td>Kiel</table>",
            [
                ("row", "name: Olga; city: Turku.", 0),
                ("row", "name: Ben; city: Kiel.", 0),
            ],
        ),
        (
            "<table><tr><td>a<table><tr><th>x<th>y<tr><td>1<td>2</table><td>b</table>c",
            [
                *(("paragraph", "a", 0), ("row", "x: 1; y: 2.", 0)),
                *(("paragraph", "b", 0), ("paragraph", "c", 0)),
            ],
        ),
        ("<table><tr><td>a<tr><td>b</table>", [("paragraph", "a", 0), ("paragraph", "b", 0)]),
        ("<pre>one\n two</pre><pre><code>x\n y</code></pre>", [
            *(("paragraph", "one two", 0), ("code", "x\n y", 0)),
        ]),
        ("<pre><code>a  b</code></pre><p>c \n  d</p>", [
            *(("code", "a  b", 0), ("paragraph", "c d", 0)),
        ]),
        ("<table><caption>Crew</caption><tr><th>a<th>b<tr><td>1<td>2</table>", [
            *(("caption", "Crew", 0), ("row", "a: 1; b: 2.", 0)),
        ]),
    ],
)  # fmt: skip
def test_lists_terms_and_tables_of_pages(source, wanted):
    (document,) = read(Path("a.html"), f"<title>T</title>{source}".encode()).documents
    blocks = [(b.kind, document.text[b.start : b.end], b.level) for b in document.blocks]
    assert blocks == wanted


def test_links_to_the_page_in_other_languages_are_navigation():
    other = (
        '<li><a lang="fi" hreflang="fi" href="fi">Suomi</a><li><a lang=sv hreflang=sv>Svenska</a>'
    )
    source = f'<h1>Port Ems</h1><ul>{other}</ul><p>A <a hreflang="fi" href="x">Finnish page</a>.'
    (document,) = read(Path("a.html"), source.encode()).documents
    assert document.text.endswith("A Finnish page.")
    assert "Suomi" not in document.text and "Svenska" not in document.text


def test_what_a_row_is_called_by_ends_in_a_colon_once():
    source = "<table><tr><td>Keeper:<td>Olga Berg<td>Turku</table>"
    (document,) = read(Path("a.html"), source.encode()).documents
    assert document.text == "Keeper: Olga Berg; Turku."


def test_a_table_in_a_cell_of_a_table_with_heads_is_said_in_its_row():
    inner = "<table><tr><td>tar<td>5<tr><td>rope<td>7</table>"
    source = (
        f"<table><tr><th>Yard<th>Stock<tr><td>Velm<td>{inner}<tr><td><h4>Orlov</h4><td>none</table>"
    )
    (document,) = read(Path("a.html"), source.encode()).documents
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("row", "Yard: Velm; Stock: tar; 5. rope; 7."),
        ("row", "Yard: Orlov; Stock: none."),
    ]


NEWSLETTER = (
    "<table role=presentation><tr><td><p>Hi there</p><p>The dock opens at six</p>"
    "<td><p>Bring a rope</p></table>"
)


@pytest.mark.parametrize(
    "source",
    [
        NEWSLETTER,
        NEWSLETTER.replace("role=presentation", "").replace("<td><p>Bring", "<tr><td><p>Bring"),
        NEWSLETTER.replace("role=presentation", "").replace("rope</p>", "rope</p><table></table>"),
    ],
    ids=("called so", "one column", "a table inside"),
)
def test_paragraphs_in_a_table_that_only_arranges_them_stand_apart(source):
    (document,) = read(Path("a.html"), source.encode()).documents
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("paragraph", "Hi there"),
        ("paragraph", "The dock opens at six"),
        ("paragraph", "Bring a rope"),
    ]
