"""What every reader makes of the same small tables, written as each format writes them.

A grid has up to six rows and five columns of words, numbers and nothing, drawn by its number.
`grids.txt` holds each grid and what is read of it. `python -m tests.golden.read_grids` writes it
anew; read its difference before committing.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl

from tests.golden.read_files import HERE
from tests.golden.read_varied import Pick, picks, read_of

EXPECTED = HERE / "grids.txt"
GRIDS = 48
WORDS = ("Boat", "Crew", "Year", "built in oak", "Tern", "Gull", "the long pier", "Velm", "red")
NUMBERS = ("1901", "12", "4.5", "3 %", "1,200", "2", "6 m", "-")
Grid = list[list[str]]


def record() -> str:
    """Everything that is compared."""
    lines: list[str] = []
    for number in range(GRIDS):
        drawn = grid(picks(f"grid {number}"))
        lines.append(f"== {number}: " + " / ".join(" | ".join(row) for row in drawn))
        for name, write in WRITTEN.items():
            found = read_of(name, write(drawn))[1:]
            lines.append(f"{name}: " + " // ".join(found).replace(" (): ", ": "))
    return "\n".join(lines) + "\n"


def grid(pick: Pick) -> Grid:
    """Rows of cells: names in the first, most often, and numbers further right and below."""
    rows, columns = 1 + pick("rows", 6), 1 + pick("columns", 5)
    named, open_ones = pick("named", 4) > 0, pick("open", 3) == 0

    def cell(row: int, column: int) -> str:
        of = f"{row} {column}"
        if pick(f"empty {of}", 8) == 0 or (open_ones and row == 0 and column % 2 == 0 and column):
            return ""
        if (row == 0 and named) or (row == 1 and open_ones) or column == 0:
            return WORDS[pick(f"word {of}", len(WORDS))]
        some = NUMBERS if pick(f"kind {of}", 3) else WORDS
        return some[pick(f"some {of}", len(some))]

    return [[cell(row, column) for column in range(columns)] for row in range(rows)]


def html(rows: Grid) -> bytes:
    """Heads in the first row; an empty cell of it belongs to the one before."""
    return _html(rows, spans=False)


def html_over(rows: Grid) -> bytes:
    """The same where an empty cell is part of the one before or above it."""
    return _html(rows, spans=True)


def _html(rows: Grid, *, spans: bool) -> bytes:
    said = ""
    for number, row in enumerate(rows):
        cells: list[list[str | int]] = []
        for text in row:
            if spans and not text and cells:
                cells[-1][1] = int(cells[-1][1]) + 1
            else:
                cells.append([text, 1])
        tag = "th" if number == 0 else "td"
        said += "<tr>" + "".join(
            f'<{tag} colspan="{wide}" rowspan="{1 + (spans and n == number == 1)}">{text}'
            for n, (text, wide) in enumerate(cells)
        )  # fmt: skip
    return f"<p>Before it stands a sentence.</p><table>{said}</table>".encode()


def aligned(rows: Grid) -> bytes:
    """Cells below each other in a plain text."""
    wide = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width + 1) for cell, width in zip(row, wide, strict=True)).rstrip()
        for row in rows
    ).encode()


def barred(rows: Grid) -> bytes:
    """Between bars, with a rule below the first row."""
    drawn = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([drawn[0], "|" + "---|" * len(rows[0]), *drawn[1:]]).encode()


def plain_bars(rows: Grid) -> bytes:
    """Between bars, with no rule."""
    return "\n".join("| " + " | ".join(row) + " |" for row in rows).encode()


def separated(mark: str) -> Callable[[Grid], bytes]:
    """Cells apart by a mark."""
    return lambda rows: "\n".join(mark.join(row) for row in rows).encode()


def adoc(rows: Grid) -> bytes:
    """A blank line below the first row."""
    drawn = ["".join(f"|{cell} " for cell in row) for row in rows]
    return "\n".join(["|===", drawn[0], "", *drawn[1:], "|==="]).encode()


def adoc_cells(rows: Grid) -> bytes:
    """A cell a line."""
    columns = f'[cols="{len(rows[0])}*"]'
    return "\n".join(
        [columns, "|===", *(f"|{cell}" for row in rows for cell in row), "|==="]
    ).encode()


def latex(rows: Grid) -> bytes:
    """Rules above and below the first row."""
    drawn = [" & ".join(row).replace("%", r"\%") + r" \\" for row in rows]
    body = "\n".join([r"\hline", drawn[0], r"\hline", *drawn[1:]])
    return (
        rf"\begin{{document}}\begin{{tabular}}{{{'l' * len(rows[0])}}}" "\n"
        rf"{body}" "\n" r"\end{tabular}\end{document}"
    ).encode()  # fmt: skip


def ruled(rows: Grid) -> bytes:
    """A grid of reStructuredText; the first row heads it."""
    wide = [max(len(row[n]) for row in rows) + 2 for n in range(len(rows[0]))]
    rule = "+" + "+".join("-" * width for width in wide) + "+"
    lines = [rule]
    for number, row in enumerate(rows):
        cells = (f" {cell} ".ljust(width) for cell, width in zip(row, wide, strict=True))
        below = rule.replace("-", "=") if number == 0 and len(rows) > 1 else rule
        lines += ["|" + "|".join(cells) + "|", below]
    return "\n".join(lines).encode()


def workbook(rows: Grid) -> bytes:
    """A sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        values = [int(cell) if cell.isdecimal() else cell or None for cell in row]
        made.active.append(values)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


WRITTEN: dict[str, Callable[[Grid], bytes]] = {
    "a.html": html,
    "over.html": html_over,
    "aligned.txt": aligned,
    "barred.txt": barred,
    "bars.txt": plain_bars,
    "a.csv": separated(";"),
    "a.tsv": separated("\t"),
    "a.md": barred,
    "a.adoc": adoc,
    "cells.adoc": adoc_cells,
    "a.tex": latex,
    "a.rst": ruled,
    "a.xlsx": workbook,
}


if __name__ == "__main__":
    EXPECTED.write_text(record(), encoding="utf-8")
