"""Nothing is lost: one document in every format that we can write, every word in a passage."""

import io
import json
import re
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from graphrag.settings import Chunking
from indexing.passages import count_tokens, cut
from indexing.readers.formats import read
from tests.indexing.readers.pages import lines, pdf

PEOPLE = ("Priya", "Tomas", "Ivo", "Olga", "Radu", "Anna", "Ben", "Mira")
PLACES = ("Lisbon", "Porto", "Ghent", "Turku", "Cluj", "Brno", "Kiel", "Velm")
THINGS = ("boiler", "valve", "resin", "pigment", "kiln", "gauge", "pump", "hall")
SECTIONS = tuple(
    (
        f"Of the {thing}",
        [
            f"{person} inspected {thing} number {n}{m} at {place} and wrote report r{n}{m}x."
            for m in range(6)
        ],
        [f"{thing} part p{n}{m}q" for m in range(3)],
        [(f"{person} {m}", f"{thing} {n * 10 + m}", place) for m in range(3)],
    )
    for n, (person, place, thing) in enumerate(zip(PEOPLE, PLACES, THINGS, strict=True))
)
HEADER = ("keeper", "object", "location")
WORD = re.compile(r"\w+")


def markdown() -> bytes:
    parts = ["# Inventory\n"]
    for head, prose, items, rows in SECTIONS:
        parts += [f"## {head}\n", " ".join(prose), "", *(f"- {item}" for item in items), ""]
        parts += ["| " + " | ".join(HEADER) + " |", "|--|--|--|"]
        parts += ["| " + " | ".join(row) + " |" for row in rows] + [""]
    return "\n".join(parts).encode()


def html() -> bytes:
    parts = ["<nav>Home About</nav><h1>Inventory</h1>"]
    for head, prose, items, rows in SECTIONS:
        parts += [f"<h2>{head}</h2><p>", " ".join(prose), "</p><ul>"]
        parts += [f"<li>{item}" for item in items]
        parts += ["</ul><table><tr>", *(f"<th>{name}" for name in HEADER)]
        parts += ["<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows]
        parts.append("</table>")
    return "".join(parts).encode()


def rst() -> bytes:
    parts = ["Inventory\n=========\n"]
    for head, prose, items, rows in SECTIONS:
        parts += [f"{head}\n{'-' * len(head)}\n", " ".join(prose), ""]
        parts += [*(f"- {item}" for item in items), "", ".. list-table::", "   :header-rows: 1", ""]
        for row in (HEADER, *rows):
            parts += [f"   {'*' if n == 0 else ' '} - {cell}" for n, cell in enumerate(row)]
        parts.append("")
    return "\n".join(parts).encode()


def adoc() -> bytes:
    parts = ["= Inventory\n"]
    for head, prose, items, rows in SECTIONS:
        parts += [f"== {head}\n", " ".join(prose), "", *(f"* {item}" for item in items), ""]
        parts += [
            "|===",
            "|" + " |".join(HEADER),
            "",
            *("|" + " |".join(r) for r in rows),
            "|===\n",
        ]
    return "\n".join(parts).encode()


def tex() -> bytes:
    parts = ["\\title{Inventory}\\begin{document}\\maketitle"]
    for head, prose, items, rows in SECTIONS:
        parts += [f"\\section{{{head}}}", " ".join(prose), "\\begin{itemize}"]
        parts += [f"\\item {item}" for item in items] + ["\\end{itemize}", "\\begin{tabular}{lll}"]
        parts += [" & ".join(row) + " \\\\" for row in (HEADER, *rows)] + ["\\end{tabular}\n"]
    return "\n".join([*parts, "\\end{document}"]).encode()


def word() -> bytes:
    made = docx.Document()
    made.add_heading("Inventory", 0)
    for head, prose, items, rows in SECTIONS:
        made.add_heading(head, 1)
        made.add_paragraph(" ".join(prose))
        for item in items:
            made.add_paragraph(item, style="List Bullet")
        table = made.add_table(1 + len(rows), 3)
        for row, texts in zip(table.rows, (HEADER, *rows), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    return saved(made)


def slides() -> bytes:
    made = pptx.Presentation()
    for head, prose, items, rows in SECTIONS:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = head
        slide.placeholders[1].text = "\n".join(items)
        slide.notes_slide.notes_text_frame.text = " ".join(prose)
        table = slide.shapes.add_table(1 + len(rows), 3, 0, 0, 9, 9).table
        for row, texts in zip(table.rows, (HEADER, *rows), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    return saved(made)


def sheets() -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for head, prose, items, rows in SECTIONS:
        sheet = made.create_sheet(head)
        sheet.append([*HEADER, "remark"])
        for row, item in zip(rows, items, strict=True):
            sheet.append([*row, f"{item}: {' '.join(prose)}"])
    return saved(made)


def csv() -> bytes:
    rows = [
        [*row, item]
        for _, _, items, rows in SECTIONS
        for row, item in zip(rows, items, strict=True)
    ]
    return "\n".join(",".join(row) for row in ([*HEADER, "part"], *rows)).encode()


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "Inventory", "Olga"
    message.set_content("\n\n".join(" ".join(prose) for _, prose, _, _ in SECTIONS))
    return message.as_bytes()


def text() -> bytes:
    return "\n\n".join(f"{head}\n\n{' '.join(prose)}" for head, prose, _, _ in SECTIONS).encode()


def printed() -> bytes:
    pages = []
    for number, (head, prose, items, _) in enumerate(SECTIONS, 1):
        said = lines(head, "", *prose, *(f"- {item}" for item in items))
        pages.append([(72, 760, "Inventory of all halls"), *said, (300, 30, f"Page {number} of 8")])
    return pdf(*pages)


def data() -> bytes:
    return json.dumps(
        [
            {"head": head, "said": " ".join(prose), "items": items}
            for head, prose, items, _ in SECTIONS
        ]
    ).encode()


def xml() -> bytes:
    rows = (
        f"<section><title>{head}</title><para>{' '.join(prose)}</para></section>"
        for head, prose, _, _ in SECTIONS
    )
    return f"<book>{''.join(rows)}</book>".encode()


def rtf() -> bytes:
    said = "".join(f"\\b {head}\\b0\\par {' '.join(prose)}\\par " for head, prose, _, _ in SECTIONS)
    return ("{\\rtf1\\ansi " + said + "}").encode()


def notebook() -> bytes:
    cells = [
        {"cell_type": kind, "source": source}
        for head, prose, items, _ in SECTIONS
        for kind, source in (("markdown", f"## {head}\n{' '.join(prose)}"), ("code", repr(items)))
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}).encode()


def saved(made: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


MAKERS = {
    "a.md": markdown, "a.html": html, "a.rst": rst, "a.adoc": adoc, "a.tex": tex, "a.docx": word,
    "a.pptx": slides, "a.xlsx": sheets, "a.csv": csv, "a.eml": mail, "a.txt": text,
    "a.pdf": printed, "a.json": data, "a.xml": xml, "a.rtf": rtf, "a.ipynb": notebook,
}  # fmt: skip
NOT_WRITTEN = {  # what a maker leaves out: which of heads, prose, items and rows a format has
    "a.pptx": "", "a.xlsx": "", "a.csv": "hp", "a.eml": "hir", "a.txt": "ir", "a.pdf": "r",
    "a.json": "r", "a.xml": "ir", "a.rtf": "ir", "a.ipynb": "r",
}  # fmt: skip


@pytest.mark.parametrize("name", MAKERS)
def test_every_word_is_in_a_passage(name):
    passages = [p for d in read(Path(name), MAKERS[name]()).documents for p in cut(d, Chunking())]
    left_out = NOT_WRITTEN.get(name, "")
    wanted = [
        said
        for head, prose, items, rows in SECTIONS
        for letter, texts in zip("hpir", ([head], prose, items, map(" ".join, rows)), strict=True)
        if letter not in left_out
        for said in texts
    ]
    held = set(WORD.findall(" ".join(f"{p.title} {p.section} {p.text}" for p in passages)))
    missing = {word for said in wanted for word in WORD.findall(said)} - held
    assert not missing
    assert not {"Home", "About", "of 8"} & held
    assert all(count_tokens(p.text) <= 220 and len(p.title) <= 160 for p in passages)


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.rst", "a.adoc", "a.docx", "a.tex"])
def test_rows_know_their_columns_and_sections_their_names(name):
    passages = [p for d in read(Path(name), MAKERS[name]()).documents for p in cut(d, Chunking())]
    for head, prose, _, rows in SECTIONS:
        (holder,) = (p for p in passages if rows[1][0] in p.text and "keeper: " in p.text)
        keeper, thing, place = rows[1]
        assert f"keeper: {keeper}; object: {thing}; location: {place}." in holder.text
        assert holder.section == head and holder.title == "Inventory"
        assert any(p.section == head and prose[0] in p.text for p in passages)
