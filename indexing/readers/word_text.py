"""What a paragraph and the cells of a table say in the XML of a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexing.readers.zipped import Element, attribute, children, local

GONE = ("del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr", "sectPr")
BOX = "txbxContent"


def cells_of(row: Element) -> list[tuple[str, int, bool]]:
    """Text, columns, and whether it only goes on from the row above."""
    found = []
    for cell in below(row, "tc"):
        wide, goes_on = 1, False
        for part in (p for holder in children(cell, "tcPr") for p in holder):
            if local(part) == "gridSpan" and attribute(part, "val").isdecimal():
                wide = min(int(attribute(part, "val")), 50)
            elif local(part) == "vMerge":
                goes_on = attribute(part, "val") != "restart"
        said = (text_of(part) for part in cell.iter() if local(part) == "p")  # of tables in it, too
        found.append((in_one_line(said), wide, goes_on))
    return found


def spanned(rows: list[list[tuple[str, int, bool]]]) -> list[list[str]]:
    """A row of texts each; a merged cell stands in each row that it reaches."""
    filled: list[list[str]] = []
    for row in rows:
        line: list[str] = []
        for text, wide, goes_on in row:
            above = filled[-1][len(line)] if filled and len(line) < len(filled[-1]) else ""
            line += [above if goes_on else text, *[""] * (wide - 1)]
        filled.append(line)
    return filled


def in_one_line(paragraphs: Iterable[str]) -> str:
    """The paragraphs of a cell as one line."""
    text = ""
    for said in (" ".join(paragraph.split()) for paragraph in paragraphs):
        text += ("" if not text else " " if text[-1] in ".,:;!?" else "; ") + said if said else ""
    return text


def below(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also where a control wraps them."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from below(child, name)


def text_of(paragraph: Element) -> str:
    """The text of a paragraph as it stands after all changes; text boxes are apart."""
    said: list[str] = []
    for element in paragraph:
        name = local(element)
        if name == "t":
            said.append(element.text or "")
        elif name in ("tab", "ptab"):
            said.append("\t")
        elif name in ("br", "cr"):
            said.append("\n")
        elif name in ("noBreakHyphen", "softHyphen"):
            said.append("-" if name == "noBreakHyphen" else "")
        elif name == "r" and _is_hidden(element):
            continue
        elif name not in GONE and name not in (BOX, "p", "drawing", "pict", "AlternateContent"):
            said.append(text_of(element))
    return "".join(said)


def _is_hidden(run: Element) -> bool:
    marks = (part for holder in children(run, "rPr") for part in children(holder, "vanish"))
    return any(attribute(mark, "val") not in ("0", "false", "off") for mark in marks)
