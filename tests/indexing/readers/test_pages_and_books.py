"""Marks of footnotes, readings of ideographs, contents of e-books, and AsciiDoc's own means."""

import io
import zipfile

import pytest

from tests.indexing.readers.one_document import blocks, only


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>Built in 1340.<sup><a href='#n1'>1</a></sup>", "Built in 1340."),
        ("<p>Built in 1340<a href='#n1'><sup>[12]</sup></a>.", "Built in 1340."),
        ("<p>By Ida. <a href='#r1'>↩</a>", "By Ida."),
        ("<p>x<sup>2</sup> and H<sub>2</sub>O", "x2 and H2O"),
        ("<p>See <a href='#part'>part 2</a>.", "See part 2."),
        ("<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>にある。", "東京にある。"),
        ("<p>Text<a role='doc-noteref' href='n.html'>3</a>.", "Text."),
    ],
)
def test_marks_of_footnotes_and_readings_are_no_text(source, shown):
    assert blocks("a.html", source) == [("paragraph", shown)]


def book(*pages: str, metadata: str = "") -> bytes:
    items = "".join(
        f'<item id="p{n}" href="p{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(pages))
    )
    refs = "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    parts = f"<manifest>{items}</manifest><spine>{refs}</spine>"
    package = f"<package><metadata>{metadata}</metadata>{parts}</package>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("a.opf", package)
        for number, page in enumerate(pages):
            file.writestr(f"p{number}.xhtml", f"<html><body>{page}</body></html>")
    return buffer.getvalue()


def test_the_contents_of_a_book_and_the_marks_in_it_are_no_text():
    links = "".join(f"<p><a href='p{n}.xhtml'>{n} Of docks</a></p>" for n in (1, 2, 3))
    chapter = "<h2>1 Of docks</h2><p>Built early.<a epub:type='noteref' href='#n'>1</a></p>"
    note = "<aside epub:type='footnote' id='n'><p>By Ida Moe.</p></aside>"
    raw = book(f"<h1>Contents</h1>{links}", chapter + note)
    assert only("a.epub", raw).title == "1 Of docks"
    assert blocks("a.epub", raw) == [("paragraph", "Built early."), ("paragraph", "By Ida Moe.")]


def test_what_a_book_says_of_itself_among_remarks():
    said = "<!-- to do --><title>Of docks</title><?made by hand?><creator>Ida Moe</creator>"
    document = only("a.epub", book("<p>Docks are wet.</p>", metadata=said))
    assert (document.title, document.author) == ("Of docks", "Ida Moe")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (":port: Velm\n\nThe port of {port} has {no} crane.",
         [("paragraph", "The port of Velm has {no} crane.")]),
        ("Berth:: A place.\nQuay::\n  A wall.",
         [("item", "Berth: A place."), ("item", "Quay: A wall.")]),
        ("[quote, Ida Moe, Docks]\n____\nAll docks are wet.\n____\n",
         [("paragraph", "All docks are wet."), ("paragraph", "— Ida Moe, Docks")]),
        ("[quote,Ida Moe]\nAll docks are wet.\n\nNext.",
         [("paragraph", "All docks are wet."), ("paragraph", "— Ida Moe"), ("paragraph", "Next.")]),
        ("image:https://x.example/b.svg[Latest Release, link={uri}] of the https://v.example[docks^]"
         ", or link:a.html[map,window=_blank].",
         [("paragraph", "Latest Release of the docks, or map.")]),
        ("|===\n|Port 2+|Depth |Load\n\n|Velm |4 |5 |10\n|Orlen |6 |7 |11\n|===\n",
         [("row", "Port: Velm; Depth: 4; 5; Load: 10."),
          ("row", "Port: Orlen; Depth: 6; 7; Load: 11.")]),
    ],
)  # fmt: skip
def test_asciidoc(source, found):
    assert blocks("a.adoc", source) == found
