"""Word documents, presentations and workbooks, made by the libraries people make them with."""

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from graphrag.errors import DocumentError
from indexing.readers.formats import read
from indexing.readers.zipped import archive

STAFF = (
    ("Name", "Role", "Site"),
    ("Priya Raman", "Head of the quality laboratory", "Lisbon"),
    ("Tomas Eklund", "Buyer of resin and pigments", "Porto"),
    ("Ivo Brandt", "Auditor of both production lines", "Ghent"),
)
ROWS = [f"Name: {name}; Role: {role}; Site: {site}." for name, role, site in STAFF[1:]]


def said(name, made):
    """Title and (kind, text, path) of the blocks of a file that an object saves."""
    buffer = BytesIO()
    made.save(buffer)
    (document,) = read(Path(name), buffer.getvalue()).documents
    blocks = [(b.kind, document.text[b.start : b.end], b.path) for b in document.blocks]
    return document.title, blocks


def fill(table):
    for row, texts in zip(table.rows, STAFF, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def test_a_word_document():
    made = docx.Document()
    made.core_properties.title = "Site directory"
    made.sections[0].header.paragraphs[0].text = "CONFIDENTIAL"
    made.add_heading("Staff", 1)
    made.add_paragraph("Who works where.")
    made.add_paragraph("One", style="List Bullet")
    made.add_paragraph("Two", style="List Number")
    made.add_heading("By site", 2)
    fill(made.add_table(4, 3))
    title, blocks = said("a.docx", made)
    assert title == "Site directory"
    staff, site = ("Staff",), ("Staff", "By site")
    assert blocks == [
        ("heading", "Staff", staff),
        ("paragraph", "Who works where.", staff),
        ("item", "One", staff),
        ("item", "1. Two", staff),
        ("heading", "By site", site),
        *(("row", text, site) for text in ROWS),
    ]


BOX = (
    "<w:p {0}><w:r><mc:AlternateContent "
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p>'
    "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r>"
    "<w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    "</w:r></w:p>"
)
MOVED = (
    "<w:p {0}><w:moveFrom><w:r><w:t>Leiden</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>Delft</w:t>"
    "</w:r></w:moveTo><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
)


def test_text_boxes_stand_once_and_moved_text_where_it_went():
    made = docx.Document()
    for xml in (BOX, MOVED):
        made.element.body.insert(0, parse_xml(xml.format(nsdecls("w"))))
    _, blocks = said("a.docx", made)
    assert [text for _, text, _ in blocks] == ["Delft", "In a box"]


LEVELS = """<w:abstractNum {} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2)"/>
</w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>"""


def test_the_lists_of_a_word_document_count_as_they_are_shown():
    made = docx.Document()
    numbering = made.part.numbering_part.element
    spaces = nsdecls("w")
    numbering.insert(0, parse_xml(LEVELS.format(spaces)))
    for name, start in ((701, ""), (702, '<w:startOverride w:val="1"/>')):
        override = f'<w:lvlOverride w:ilvl="0">{start}</w:lvlOverride>' if start else ""
        numbering.append(
            parse_xml(
                f'<w:num {spaces} w:numId="{name}"><w:abstractNumId w:val="77"/>{override}</w:num>'
            )
        )
    for text, name, depth in (
        *(("four", 701, 0), ("deep", 701, 1), ("deeper", 701, 2), ("deep", 701, 1)),
        *(("five", 701, 0), ("anew", 702, 0), ("on", 702, 0), ("none", 0, 0)),
    ):
        properties = made.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = depth, name
    made.add_paragraph("styled", style="List Number 2")
    buffer = BytesIO()
    made.save(buffer)
    (document,) = read(Path("a.docx"), buffer.getvalue()).documents
    assert [document.text[b.start : b.end] for b in document.blocks] == [
        *("4. four", "4.i) deep", "deeper", "4.ii) deep", "5. five", "1. anew", "2. on", "none"),
        "1. styled",
    ]


def test_a_presentation():
    made = pptx.Presentation()
    made.core_properties.title = "PowerPoint Presentation"
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Safety of boilers"
    slide.placeholders[1].text = "Check the valve\nCall Priya Raman"
    slide.notes_slide.notes_text_frame.text = "Say it twice."
    other = made.slides.add_slide(made.slide_layouts[5])
    other.shapes.title.text = "Staff"
    fill(other.shapes.add_table(4, 3, 0, 0, 100, 100).table)
    title, blocks = said("deck.pptx", made)
    assert title == "Safety of boilers"
    assert [(kind, text) for kind, text, _ in blocks] == [
        ("item", "Check the valve"),
        ("item", "Call Priya Raman"),
        ("note", "Say it twice."),
        ("heading", "Staff"),
        *(("row", text) for text in ROWS),
    ]
    assert blocks[-1][2] == ("Staff",)


def test_names_of_columns_that_an_empty_row_parts_from_their_rows():
    made = openpyxl.Workbook()
    for row in (
        [None, "Ropes", "Tar", "Sails"],
        ["In tons"],
        [],
        *(["Port Ems", 12, 7, 3], ["Velm", 30, 4, 5]),
        [],
        ["Orlov", 9, 2, 1],
    ):
        made.active.append(row)
    buffer = BytesIO()
    made.save(buffer)
    (document,) = read(Path("book.xlsx"), buffer.getvalue()).documents
    rows = [document.text[b.start : b.end] for b in document.blocks if b.kind == "row"]
    assert rows[-3:] == [
        "Port Ems; Ropes: 12; Tar: 7; Sails: 3.",
        "Velm; Ropes: 30; Tar: 4; Sails: 5.",
        "Orlov; Ropes: 9; Tar: 2; Sails: 1.",
    ]


def test_a_workbook():
    made = openpyxl.Workbook()
    made.active.title = "Staff"
    made.active.append(["Staff list 2020"])
    made.active.append([])
    for row in STAFF:
        made.active.append(row)
    hidden = made.create_sheet("Secret")
    hidden.append(["x", "y"])
    hidden.sheet_state = "hidden"
    prices = made.create_sheet("Prices")
    prices.append(["id", "article", "price"])
    prices.append([1, "Resin", 12.5])
    prices.append([2, "Pigment", 0.1 + 0.2])
    buffer = BytesIO()
    made.save(buffer)
    (document,) = read(Path("book.xlsx"), buffer.getvalue()).documents
    rows = [(b.name, document.text[b.start : b.end]) for b in document.blocks if b.kind == "row"]
    assert rows == [
        *zip((row[0] for row in STAFF[1:]), ROWS, strict=True),
        ("Resin", "id: 1; article: Resin; price: 12.5."),
        ("Pigment", "id: 2; article: Pigment; price: 0.3."),
    ]
    assert "Staff list 2020" in document.text and "Secret" not in document.text
    assert document.blocks[-1].path == ("Prices",)


@pytest.mark.parametrize("ending", ["docx", "pptx", "xlsx", "odt", "epub"])
@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0old"])
def test_what_is_none_says_so(ending, raw):
    with pytest.raises(DocumentError, match="cannot be read as|older than"):
        read(Path(f"a.{ending}"), raw)


def test_a_mistake_of_the_caller_is_not_called_a_damaged_archive():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("a.xml", "<a/>")
    with pytest.raises(KeyError), archive(buffer.getvalue(), "a book"):
        {}["no such key"]
    with pytest.raises(RuntimeError), archive(buffer.getvalue(), "a book"):
        raise RuntimeError


@pytest.mark.parametrize("part", [b"<a>", b"no XML"])
def test_a_damaged_part_of_a_sound_archive(part):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("a.xml", part)
    whole = buffer.getvalue()
    with (
        pytest.raises(DocumentError, match="cannot be read as a book"),
        archive(whole, "a book") as parts,
    ):
        parts.xml("a.xml")
    flipped = whole.replace(part, part[::-1])  # the checksum is that of the old bytes
    with (
        pytest.raises(DocumentError, match="cannot be read as a book"),
        archive(flipped, "a book") as parts,
    ):
        parts.read("a.xml")


SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize("space", [SPACE, STRICT])
def test_footnotes_and_the_strict_form(space):
    def part(name, inner):
        return f'<w:{name} xmlns:w="{space}">{inner}</w:{name}>'

    said = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    notes = '<w:footnote w:type="separator">{}</w:footnote><w:footnote>{}</w:footnote>'
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        body = f"<w:body>{said.format('Designed by Lena Fors.')}</w:body>"
        archive.writestr("word/document.xml", part("document", body))
        inner = notes.format(said.format("---"), said.format("She later taught."))
        archive.writestr("word/footnotes.xml", part("footnotes", inner))
    (document,) = read(Path("a.docx"), buffer.getvalue()).documents
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        ("paragraph", "Designed by Lena Fors."),
        ("note", "She later taught."),
    ]


def test_a_large_first_letter_belongs_to_its_word():
    made = docx.Document()
    letter = made.add_paragraph("B")
    frame = f'<w:framePr {nsdecls("w")} w:dropCap="drop" w:lines="3"/>'
    letter._p.get_or_add_pPr().append(parse_xml(frame))
    made.add_paragraph("erths were let in May.")
    made.add_paragraph("Later ones were not.")
    _, blocks = said("a.docx", made)
    assert [text for _, text, _ in blocks] == ["Berths were let in May.", "Later ones were not."]
