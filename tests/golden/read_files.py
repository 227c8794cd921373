"""What every reader makes of a fixed file of its format: each block, with the headings above it.

The files in `files/` are invented, and hold what their formats have: lists in lists, tables with
cells over several, notes, quotations, code, fields, running heads, links that lead elsewhere. PDFs
and Office files are made here. `python -m tests.golden.read_files` writes `read.txt` anew; read its
difference before you commit it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdf

from graphrag.settings import Chunking
from indexing.passages import cut
from indexing.readers.formats import read
from tests.indexing.readers.pages import lines, pdf

HERE = Path(__file__).parent
FILES = HERE / "files"
EXPECTED = HERE / "read.txt"
SMALL = Chunking(tokens=30, overlap=8)


def sources() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file."""
    for path in sorted(FILES.iterdir()):
        yield path.name, path.read_bytes()
    yield "chart.pdf", chart()
    yield "report.docx", report()
    yield "talk.pptx", talk()
    yield "stock.xlsx", stock()


def record() -> str:
    """Everything that is compared, a block a line."""
    return "\n".join(line for name, raw in sources() for line in told(name, raw)) + "\n"


def told(name: str, raw: bytes) -> Iterator[str]:
    """What is read of one file, and where its passages begin and end where they are small."""
    found = read(Path(name), raw)
    for document in found.documents:
        about = (document.id, document.title, document.author, document.date)
        yield f"== {name} {' | '.join(about)} {dict(document.fields)}".rstrip()
        for block in document.blocks:
            text = document.text[block.start : block.end].replace("\n", "⏎")
            place = f" p{block.page}" * bool(block.page) + f" [{block.name}]" * bool(block.name)
            path = " < ".join(reversed(block.path))
            yield f"{block.kind}{block.level or ''}{place} ({path}): {text}"
        yield "passages " + " ".join(f"{p.start}-{p.end}" for p in cut(document, SMALL))
    for line, why in found.lost:
        yield f"lost {line}: {why}"


def chart() -> bytes:
    """Three pages with a running head and numbers, a heading, two columns and a table."""
    head = "Charts of the Harbour Board"
    rows = [("Boat", "Crew", "Built"), ("Tern", "4", "1899"), ("Gull", "6", "1904")]
    prose = [
        "The chart shows the harbour of Velm and the deep water to the",
        "north of the pier, where the ketches lie at anchor in win-",
        "ter. It was drawn by Otto Brand for the board in 1888, and",
    ]
    after = "goes on over the page. Nothing was changed since."
    table = [
        (72 + 120 * n, 600 - 14 * m, cell)
        for m, row in enumerate(rows)
        for n, cell in enumerate(row)
    ]
    left = lines(
        "On the left side of the", "page stands what is read", "before the right side.", top=500
    )
    right = lines(
        "On the right side of the",
        "page stands what is read",
        "after the left side.",
        left=330,
        top=500,
    )
    bodies = [
        lines(*prose, top=680),
        [
            *lines(after, top=720),
            (72, 690, "The Harbour"),
            *lines("1. the pier", "2. the mill", top=660),
            *table,
        ],
        [(72, 720, "The Mill"), *left, *right],
    ]
    pages = [
        [(72, 760, head), (300, 30, f"Page {n} of 3"), *body] for n, body in enumerate(bodies, 1)
    ]
    made = pypdf.PdfWriter(io.BytesIO(pdf(*pages, title="The Chart of Velm")))
    outer = made.add_outline_item("The Harbour", 1)
    made.add_outline_item("The Mill", 2, parent=outer)
    kept = io.BytesIO()
    made.write(kept)
    return kept.getvalue()


def report() -> bytes:
    """A Word document of headings, lists, a table with a merged cell, and a quotation."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "The Report", "Mira Stone"
    made.add_heading("The Report", 0)
    made.add_heading("Of oil", 1)
    made.add_paragraph("The lamp burns ten barrels in a year.\nIt burnt nine before.")
    for style in ("List Bullet", "List Bullet 2", "List Number", "List Number"):
        made.add_paragraph(f"as {style}", style=style)
    made.add_paragraph("The lamp was never out.", style="Quote")
    made.add_heading("Of boats", 2)
    table = made.add_table(3, 3)
    for row, texts in zip(
        table.rows,
        [("Boat", "Crew", "Built"), ("Tern", "4", "1899"), ("Gull", "none", "")],
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[2].cells[1].merge(table.rows[2].cells[2])
    made.sections[0].header.paragraphs[0].text = "Harbour Board"
    return saved(made)


def talk() -> bytes:
    """Two slides, one with notes and a table."""
    made = pptx.Presentation()
    for title, said in (("The Winch", "lifts boats"), ("The Crane", "lifts stone")):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = said
    slide.notes_slide.notes_text_frame.text = "Speak slowly."
    table = slide.shapes.add_table(3, 2, 0, 0, 100, 100).table
    for number, text in enumerate(("Year", "Tons", "1901", "12", "1902", "14")):
        table.cell(number // 2, number % 2).text = text
    return saved(made)


def stock() -> bytes:
    """A workbook of two sheets, one with columns named over two rows."""
    made = openpyxl.Workbook()
    first = made.active
    first.title = "Stock"
    for row in (("name", "built", "sold"), ("Tern", 1899, True), ("Gull", 1904.5, None)):
        first.append(row)
    other = made.create_sheet("Prices")
    for row in (("Goods", 1901, None), (None, "low", "high"), ("oil", 4, 6), ("salt", 1, 2)):
        other.append(row)
    other.merge_cells("B1:C1")
    return saved(made)


def saved(made: object) -> bytes:
    """What a library would write to a file."""
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


if __name__ == "__main__":
    EXPECTED.write_text(record(), encoding="utf-8")
