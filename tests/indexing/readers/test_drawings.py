"""Charts and diagrams of Office documents, hidden text, and the titles of OpenDocument slides."""

import io
import zipfile

import docx
import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from tests.indexing.readers.one_document import blocks, only


def saved(made: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_a_chart_is_told_by_its_title_and_a_row_for_each_category():
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "Tonnage"
    data = CategoryChartData()
    data.categories = ["Velm", "Orlen"]
    data.add_series("tons 2019", (10, 11))
    data.add_series("tons 2020", (20, None))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 9, 9, data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Tons of cargo"
    assert blocks("a.pptx", saved(made)) == [
        ("caption", "Tons of cargo"),
        ("row", "Velm; tons 2019: 10; tons 2020: 20."),
        ("row", "Orlen; tons 2019: 11."),
    ]


def test_a_diagram_in_a_word_document_is_told_point_by_point():
    word, drawing = "w='w' xmlns:d='d' xmlns:r='r'", "d='d' xmlns:a='a'"
    said = "".join(f"<d:pt><d:t><a:p><a:r><a:t>{t}</a:t></a:r></a:p></d:t></d:pt>" for t in "XY")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, text in {
            "word/document.xml": f"<w:document xmlns:{word}><w:body><w:p><w:r><w:t>Steps</w:t>"
            "<w:drawing><d:relIds r:dm='r1'/></w:drawing></w:r></w:p></w:body></w:document>",
            "word/_rels/document.xml.rels": "<R><Relationship Id='r1' Target='diagrams/d1.xml'/>"
            "</R>",
            "word/diagrams/d1.xml": f"<d:dataModel xmlns:{drawing}><d:ptLst>{said}</d:ptLst>"
            "</d:dataModel>",
        }.items():
            file.writestr(name, text)
    assert blocks("a.docx", buffer.getvalue()) == [
        ("paragraph", "Steps"),
        ("item", "X"),
        ("item", "Y"),
    ]


def test_hidden_words_of_a_word_document_are_not_shown():
    made = docx.Document()
    paragraph = made.add_paragraph("Seen ")
    paragraph.add_run("unseen ").font.hidden = True
    paragraph.add_run("shown").font.hidden = False
    assert blocks("a.docx", saved(made)) == [("paragraph", "Seen shown")]


def slide(title: str, said: str, note: str = "") -> str:
    notes = f"<p:notes><d:frame><d:text-box><t:p>{note}</t:p></d:text-box></d:frame></p:notes>"
    return (
        f"<d:page><d:frame p:class='title'><d:text-box><t:p>{title}</t:p></d:text-box></d:frame>"
        f"<d:frame><d:text-box><t:p>{said}</t:p></d:text-box></d:frame>{notes if note else ''}"
        "</d:page>"
    )


def test_slides_of_opendocument_have_titles_and_notes_and_pictures_captions():
    picture = "<d:frame><d:image/><s:title>Map</s:title><s:desc>Map of Velm</s:desc></d:frame>"
    pages = slide("The plan", "Lift", "Say hello") + slide("The cost", f"900 crowns{picture}")
    spaces = " ".join(f"xmlns:{name}='{name}'" for name in "odtps")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        body = f"<o:body><o:presentation>{pages}</o:presentation></o:body>"
        file.writestr("content.xml", f"<o:document-content {spaces}>{body}</o:document-content>")
    document = only("a.odp", buffer.getvalue())
    assert document.title == "The plan"
    assert blocks("a.odp", buffer.getvalue()) == [
        ("paragraph", "Lift"),
        ("note", "Say hello"),
        ("heading", "The cost"),
        ("paragraph", "900 crowns"),
        ("caption", "Map. Map of Velm"),
    ]
    assert document.blocks[-1].path == ("The cost",) and document.blocks[-1].page == 2
