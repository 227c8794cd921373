"""PDF: reading order, sentences over pages, running lines, tables, titles."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from graphrag.errors import DocumentError
from indexing.readers.formats import read
from tests.indexing.readers.pages import lines, pdf


def document(raw):
    (found,) = read(Path("memo_17.pdf"), raw).documents
    return found


HEAD = [(72, 760, "Annual Report of the Delta Works")]
FIRST = lines(
    "The Delta Works were founded in 1987 by Anna Kovacs, who built",
    "the first hall with her own hands. Its first director, chosen by the board, was",
)
SECOND = lines(
    "the engineer Radu Kovacs. He led the company until its sale in the",
    "year 2004.",
)


def foot(n, of):
    return [(280, 40, f"Page {n} of {of}")]


def test_a_sentence_goes_on_over_a_page_and_running_lines_are_gone():
    raw = pdf(HEAD + FIRST + foot(1, 2), HEAD + SECOND + foot(2, 2), title="Annual Report 1990")
    found = document(raw)
    assert found.title == "Annual Report 1990"
    assert found.text == (
        "The Delta Works were founded in 1987 by Anna Kovacs, who built the first hall with her "
        "own hands. Its first director, chosen by the board, was the engineer Radu Kovacs. He led "
        "the company until its sale in the year 2004."
    )
    assert found.blocks[0].page == 1


@pytest.mark.parametrize("number", [str, "– {} –".format, "{} / 3".format, "Seite {}".format])
def test_numbers_of_pages_are_no_text(number):
    pages = [
        [*lines(f"Chapter about the {word} of the sea."), (300, 30, number(n))]
        for n, word in enumerate(("colour", "depth", "salt"), 1)
    ]
    assert document(pdf(*pages)).text == "\n\n".join(
        f"Chapter about the {word} of the sea." for word in ("colour", "depth", "salt")
    )


def test_lines_that_only_look_alike_stay():
    pages = [lines(f"Tank {n} holds {n * 7} litres.", "It is old.") for n in (1, 2)]
    assert document(pdf(*pages)).text.count("Tank") == 2


LEFT = ("Ivan Petrov was born in", "Kazan in 1911. He was", "trained in Riga by Eva")
LEFT += ("Holm and worked there.",)
RIGHT = ("Olga Berg was an architect", "from Turku. She was", "trained in Kyoto by")
RIGHT += ("a master of gardens.",)


def test_columns_are_read_one_after_the_other():
    left, right = lines(*LEFT), lines(*RIGHT, left=330)
    by_line = [run for pair in zip(left, right, strict=True) for run in pair]
    found = document(pdf([(72, 740, "Two lives in the service of building"), *by_line]))
    assert found.text.endswith(f"{' '.join(LEFT)}\n\n{' '.join(RIGHT)}")


def test_a_table_without_rules_is_rows():
    rows = [
        ("Name", "Role", "Site"),
        ("Priya Raman", "Head of laboratory", "Lisbon"),
        ("Tomas Eklund", "Buyer", "Porto"),
        ("Ivo Brandt", "Auditor", "Ghent"),
    ]
    cells = [
        (x, 700 - 16 * n, text)
        for n, row in enumerate(rows)
        for x, text in zip((72, 220, 400), row, strict=True)
    ]
    found = document(pdf([(72, 740, "The staff of all sites, by name."), *cells]))
    assert [found.text[b.start : b.end] for b in found.blocks if b.kind == "row"] == [
        f"Name: {name}; Role: {role}; Site: {site}." for name, role, site in rows[1:]
    ]


def test_titles():
    assert document(pdf(lines("7", "The boiler is old."), title="Boiler memo")).title == (
        "Boiler memo"
    )
    text = lines("The boiler is old.", "It leaks.")
    for given in ("Microsoft Word - memo_17.doc", "untitled", "memo_17", "17", "C:\\x\\memo.docx"):
        assert document(pdf(text, title=given)).title == "memo 17", given
    given = "Microsoft Word - Boiler memo"
    assert document(pdf(text, title=given)).title == "Boiler memo"


def test_contents_and_hyphens():
    entries = [f"Chapter {n} .......... {n * 10}" for n in range(1, 5)]
    text = lines("Contents", *entries, "", "The exam-", "ple is well-", "known.")
    assert document(pdf(text)).text == "The example is well-known."


def test_no_text_layer():
    with pytest.raises(DocumentError, match="no text layer"):
        document(pdf([], []))


@pytest.mark.parametrize("way", ["RC4-40", "AES-128", "AES-256"])
def test_an_encrypted_one(way):
    """Without a password it is read as by any viewer; with one the reason says so."""
    made = pypdf.PdfWriter(clone_from=BytesIO(pdf(lines("The boiler was built in 1987."))))
    made.encrypt("", "owner", algorithm=way)
    open_to_all = BytesIO()
    made.write(open_to_all)
    (document,) = read(Path("a.pdf"), open_to_all.getvalue()).documents
    assert document.text == "The boiler was built in 1987."
    made.encrypt("secret", "owner", algorithm=way)
    locked = BytesIO()
    made.write(locked)
    with pytest.raises(DocumentError, match="is encrypted and opens with a password only"):
        read(Path("a.pdf"), locked.getvalue())
