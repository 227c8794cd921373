"""Names of columns in several rows, and cells over several rows, in every format that has them."""

import io
import zipfile

import docx
import openpyxl
import pptx
import pytest

from indexing.readers.tables import make_table
from tests.indexing.readers.one_document import blocks, only

WANTED = [
    "Port: Velm; 2019 tons: 10; 2019 ships: 2.",
    "Port: Velm; 2019 tons: 11; 2019 ships: 3.",
]
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
CELLS = (("Port", "2019", ""), ("", "tons", "ships"), ("Velm", "10", "2"), ("", "11", "3"))


def saved(made: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def workbook() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    for row in CELLS:
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    for merged in ("A1:A2", "B1:C1", "A3:A4"):
        sheet.merge_cells(merged)
    return saved(made)


def word() -> bytes:
    made = docx.Document()
    table = made.add_table(4, 3)
    for line, row in zip(CELLS, table.rows, strict=True):
        for text, cell in zip(line, row.cells, strict=True):
            cell.text = text
    for (top, left), (bottom, right) in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((2, 0), (3, 0))):
        table.cell(top, left).merge(table.cell(bottom, right))
    return saved(made)


def slides() -> bytes:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    table = slide.shapes.add_table(4, 3, 0, 0, 9, 9).table
    for (top, left), (bottom, right) in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((2, 0), (3, 0))):
        table.cell(top, left).merge(table.cell(bottom, right))
    for top, line in enumerate(CELLS):
        for left, text in enumerate(line):
            if text:
                table.cell(top, left).text = text
    return saved(made)


def cell(text: str, **spans: int) -> str:
    said = "".join(f' t:number-{name}-spanned="{count}"' for name, count in spans.items())
    return f"<t:table-cell{said}><x:p>{text}</x:p></t:table-cell>"


def odt() -> bytes:
    covered = "<t:covered-table-cell/>"
    rows = (
        cell("Port", rows=2) + cell("2019", columns=2) + covered,
        covered + cell("tons") + cell("ships"),
        cell("Velm", rows=2) + cell("10") + cell("2"),
        covered + cell("11") + cell("3"),
    )
    table = "".join(f"<t:table-row>{row}</t:table-row>" for row in rows)
    spaces = 'xmlns:o="o" xmlns:t="t" xmlns:x="x"'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        body = f"<o:body><o:text><t:table>{table}</t:table></o:text></o:body>"
        file.writestr("content.xml", f"<o:document-content {spaces}>{body}</o:document-content>")
    return buffer.getvalue()


RST = """
+--------+---------------+
| Port   | 2019          |
|        +-------+-------+
|        | tons  | ships |
+========+=======+=======+
| Velm   | 10    | 2     |
+        +-------+-------+
|        | 11    | 3     |
+--------+-------+-------+
"""
HTML = """<table><tr><th rowspan=2>Port<th colspan=2>2019<tr><th>tons<th>ships
<tr><td rowspan=2>Velm<td>10<td>2<tr><td>11<td>3</table>"""
TEX = r"""\begin{tabular}{lrr} \toprule Port & \multicolumn{2}{c}{2019}\\ & tons & ships\\ \midrule
Velm & 10 & 2\\ Velm & 11 & 3\\ \bottomrule\end{tabular}"""


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.xlsx", workbook()),
        ("a.docx", word()),
        ("a.pptx", slides()),
        ("a.odt", odt()),
        ("a.rst", RST),
        ("a.html", HTML),
        ("a.tex", TEX),
        ("a.csv", "Port,2019,\n,tons,ships\nVelm,10,2\nVelm,11,3\n"),
        ("a.md", "|Port|2019||\n|--|--|--|\n||tons|ships|\n|Velm|10|2|\n|Velm|11|3|\n"),
    ],
)
def test_a_head_over_columns_names_each_and_a_cell_over_rows_stands_in_each(name, source):
    assert [text for kind, text in blocks(name, source) if kind == "row"] == WANTED


def test_a_first_row_with_open_cells_above_words_is_one_row_of_names():
    table = "name,role,\nMira Holt,warden,Velm\nTom Hale,clerk,Orlen\n"
    assert blocks("a.csv", table)[0] == (
        "row",
        "name: Mira Holt; role: warden; column 3: Velm.",
    )


def test_a_form_is_no_table_of_records():
    made = openpyxl.Workbook()
    for row in (["Vessel:", "Blue Hour"], ["Owner:", "Tom Hale"], ["Berth:", 4]):
        made.active.append(row)
    assert [text for _, text in blocks("form.xlsx", saved(made))] == [
        "Vessel: Blue Hour.",
        "Owner: Tom Hale.",
        "Berth: 4.",
    ]


def test_a_first_row_with_a_date_like_those_below_names_nothing():
    table = "Mira Holt,Velm,2019-01-02\nTom Hale,Orlen,2018-03-04\nIda Moe,Teel,2017-05-06\n"
    assert blocks("a.csv", table)[0] == ("row", "Mira Holt; Velm; 2019-01-02.")


def test_marks_of_a_comment_above_a_table_are_left_out():
    table = "# kept by the harbour office\nname,city\nMira Holt,Velm\nTom Hale,Orlen\n"
    assert blocks("a.csv", table)[0] == ("paragraph", "kept by the harbour office")


def test_shares_are_told_in_per_cent_where_they_are_shown_so():
    made = openpyxl.Workbook()
    for row in (["name", "share", "part"], ["Mira Holt", 0.25, 0.25], ["Tom Hale", 0.5, 0.5]):
        made.active.append(row)
    for place in ("B2", "B3"):
        made.active[place].number_format = "0.0%"
    assert blocks("a.xlsx", saved(made))[0] == ("row", "name: Mira Holt; share: 25%; part: 0.25.")


def test_a_row_of_a_merged_sheet_is_called_by_what_tells_it_apart():
    rows = [block.name for block in only("a.xlsx", workbook()).blocks]
    assert len(rows) == len(WANTED)


def test_names_of_columns_stand_in_three_rows_at_most():
    heads = [["Goods", "Sea", "", "", ""], ["", "Velm", "", "Kiel", ""], ["", *["in", "out"] * 2]]
    rows = [["oil", "4", "6", "5", "7"], ["salt", "1", "2", "1", "3"]]
    found = make_table([*heads, *rows])
    assert found.header == (
        *("Goods", "Sea Velm in", "Sea Velm out", "Sea Kiel in", "Sea Kiel out"),
    )
    assert found.rows == tuple(map(tuple, rows))
    assert make_table([heads[0], *heads[:2], heads[2], *rows]).header != found.header


ASKED = [
    ["no", "Is the crane safe?", "Is the quay dry?"],
    ["", "answer", "open answer"],
    ["a1", "yes", "mostly"],
    ["a2", "no", "never"],
    ["a3", "yes", "mostly"],
]


def sheet_of(rows: list[list[str]], title: str = "Sheet") -> bytes:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append([cell or None for cell in row])
    return saved(made)


def test_a_row_below_the_names_that_alone_has_no_first_cell_says_more_of_the_columns():
    assert blocks("a.xlsx", sheet_of(ASKED))[0] == (
        "row",
        "no: a1; Is the crane safe? answer: yes; Is the quay dry? open answer: mostly.",
    )
    record = ["", "yes", "mostly"]  # says what rows below say: an answer like theirs
    assert make_table([ASKED[0], record, *ASKED[2:]]).header == tuple(ASKED[0])
    assert make_table([*ASKED, ["", "no", "wet"]]).header == tuple(ASKED[0])  # it is not alone
    assert make_table([ASKED[0], ["", "4", ""], *ASKED[2:]]).header == tuple(ASKED[0])


def test_a_table_goes_on_after_an_empty_row_where_a_word_returns_in_its_column():
    rows = [["port", "kind", "ships"], ["Velm", "sea", "two"], ["Teel", "lake", "one"], [""] * 3]
    again, other = ["Orlen", "sea", "nine"], ["clerk", "since", "paid"]
    told = blocks("a.xlsx", sheet_of([*rows, again]))
    assert told[-1] == ("row", "port: Orlen; kind: sea; ships: nine.")
    told = blocks("a.xlsx", sheet_of([*rows, other, ["Ida", "May", "ten"], ["Tom", "June", "six"]]))
    assert told[-1] == ("row", "clerk: Tom; since: June; paid: six.")


@pytest.mark.parametrize(
    ("name", "title"),
    [("Harbour dues.xlsx", "Harbour dues"), ("Book1.xlsx", "Start here")],
)
def test_a_workbook_is_called_by_its_name_not_by_its_first_sheet(name, title):
    document = only(name, sheet_of(ASKED, "Start here"))
    assert document.title == title
    assert ("heading", "Start here") in blocks("Dues.xlsx", sheet_of(ASKED, "Start here"))


def test_the_number_of_a_slide_is_no_text_in_any_box():
    made = pptx.Presentation()
    box = made.slides.add_slide(made.slide_layouts[6]).shapes.add_textbox(0, 0, 9, 9)
    box.text_frame.text = "The quay"
    for shown in ("slidenum", "datetime1"):
        paragraph = box.text_frame.add_paragraph()._p
        field = paragraph.makeelement(f"{{{A}}}fld", {"id": "{1}", "type": shown})
        text = field.makeelement(f"{{{A}}}t", {})
        text.text = "7 May"
        field.append(text)
        paragraph.append(field)
    assert blocks("a.pptx", saved(made)) == [("paragraph", "The quay"), ("paragraph", "7 May")]


def test_a_row_of_weights_above_the_names_names_nothing():
    table = ",,weight,8.3,8.3\n,,,used,,\nport,ships,score,sea,lake\nVelm,7,2,1,0\nTeel,1,3,0,1\n"
    assert blocks("a.csv", table)[-1] == (
        "row",
        "port: Teel; ships: 1; score: 3; sea: 0; lake: 1.",
    )
    years = "city,,2019,2020\nVelm,sea,10,20\nTeel,lake,11,21\n"
    assert blocks("a.csv", years)[-1][1] == "city: Teel; column 2: lake; 2019: 11; 2020: 21."


def test_a_cell_that_ends_in_a_colon_stays_apart_from_a_named_one():
    table = "field,means\nFROM:,the sender\nTO:,whom it is for\nCC:,who else reads it\n"
    assert blocks("a.csv", table)[0] == ("row", "field: FROM:; means: the sender.")


def bold(made, text: str) -> None:
    made.add_paragraph().add_run(text).bold = True


def test_a_line_in_bold_above_text_heads_it_in_a_word_document():
    made = docx.Document()
    made.add_heading("The quay", 1)
    bold(made, "Who may lie here")
    made.add_paragraph("")
    made.add_paragraph("Boats of the guild, for a week.")
    bold(made, "Nobody else may.")  # a sentence
    made.add_paragraph("Not even in winter.")
    bold(made, "The guild of Velm")  # two lines in bold head nothing, a table is no text
    bold(made, "Founded in 1911")
    made.add_table(1, 2).rows[0].cells[0].text = "Ida"
    made.add_paragraph().add_run("half of it").bold = True
    made.paragraphs[-1].add_run(" is bold")
    made.add_paragraph("The end.")
    document = only("a.docx", saved(made))
    heads = [block.path for block in document.blocks if block.kind == "heading"]
    assert heads == [("Who may lie here",)]
    assert document.title == "The quay"


def test_a_colon_in_a_head_begins_no_second_field():
    source = "OPT: Code,Option\nC,Core axes\nP,Parking\n"
    assert blocks("a.csv", source)[0] == ("row", "OPT Code: C; Option: Core axes.")
