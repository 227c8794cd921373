"""Rich text: headings by their level, items with their numbers, footnotes, what is hidden."""

import json

from tests.indexing.readers.one_document import blocks, only


def rich(body: str, head: str = "\\ansi\\ansicpg1251") -> str:
    return f"{{\\rtf1{head} {body}}}"


def test_headings_items_and_notes():
    source = rich(
        "\\pard\\outlinelevel0 Rules\\par\\pard\\outlinelevel1 Of ropes\\par\\pard Keep them dry."
        "{\\footnote {\\super 1} By Ida.}\\par{\\listtext 2.\\tab}Lift once\\par"
        "{\\pntext\\'b7\\tab}Wait\\par"
    )
    assert blocks("a.rtf", source) == [
        ("heading", "Of ropes"),
        ("paragraph", "Keep them dry."),
        ("item", "2. Lift once"),
        ("item", "Wait"),
        ("note", "1 By Ida."),
    ]
    assert only("a.rtf", source).title == "Rules"
    assert only("a.rtf", source).blocks[1].path == ("Of ropes",)


def test_what_is_hidden_or_deleted_is_not_text():
    assert blocks("a.rtf", rich("Seen {\\v unseen }and {\\deleted gone }here.\\par")) == [
        ("paragraph", "Seen and here.")
    ]
    group = "{\\rtlch\\fcs1 \\af4 \n\\v\\f4 unseen }"  # behind other words of its group
    assert blocks("a.rtf", rich(f"Seen {group}here {{\\f4 \\v0 as well}}.\\par")) == [
        ("paragraph", "Seen here as well.")
    ]
    group = "{\\rtlch\\fcs1 \\af4 \n\\v\\f4 unseen }"  # behind other words of its group
    assert blocks("a.rtf", rich(f"Seen {group}here {{\\f4 \\v0 as well}}.\\par")) == [
        ("paragraph", "Seen here as well.")
    ]


def test_bytes_beyond_ascii_are_of_the_page_that_the_head_names():
    raw = (
        b"{\\rtf1\\ansi\\ansicpg1251 "
        + "Иван".encode("cp1251")
        + b".{\\footnote \\'c4\\'e0.}\\par}"
    )
    assert blocks("a.rtf", raw) == [("paragraph", "Иван."), ("note", "Да.")]


def test_the_day_on_which_it_was_made():
    assert (
        only("a.rtf", rich("{\\info{\\creatim\\yr2021\\mo5\\dy4\\hr9}}Text.")).date == "2021-05-04"
    )


def test_a_note_that_nothing_ends_takes_nothing_with_it():
    assert "Text of it" in only("a.rtf", "{\\rtf1\\ansi Text of it {\\footnote no end").text


def output(**data: object) -> dict[str, object]:
    return {"cell_type": "code", "source": "", "outputs": [data]}


def test_what_a_notebook_shows_of_its_results():
    table = "<table><tr><th>Port<th>Tons<tr><td>Velm<td>10</table>"
    cells = [
        output(output_type="stream", text=["\x1b[31mred\x1b[0m ", "done"]),
        output(output_type="error", ename="ValueError", evalue="no dock", traceback=["…"]),
        output(data={"text/html": table, "text/plain": "   Port"}),
        output(data={"text/markdown": "**Sum** 5", "text/plain": "<Markdown>"}),
        output(data={"text/html": "<b>1</b>", "text/plain": "1"}),
    ]
    assert blocks("a.ipynb", json.dumps({"cells": cells, "nbformat": 4})) == [
        ("code", "red done"),
        ("code", "ValueError: no dock"),
        ("row", "Port: Velm; Tons: 10."),
        ("paragraph", "Sum 5"),
        ("code", "1"),
    ]
