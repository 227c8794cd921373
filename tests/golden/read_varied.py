"""What every reader makes of the fixed files where one thing of them is changed, many times over.

Each variation drops, doubles, moves, joins, cuts, lengthens or sets in one line, one tag, one sign
or one element of a fixed file (`read_files.py`), or moves one line of a PDF. `varied.txt` holds
what this changes in what is read, so that a bound which a file meets by chance is met from both
sides. `python -m tests.golden.read_varied` writes it anew; read its difference before committing.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from difflib import unified_diff
from hashlib import sha256

from lxml import etree

from graphrag.errors import DocumentError
from tests.golden.read_files import HERE, sources, told
from tests.indexing.readers.pages import Placed, lines, pdf

EXPECTED = HERE / "varied.txt"
TIMES = 40
NEW = ("page.pdf", "logbook.odt")  # what is read of the others stands in read.txt
PARTS = ("word/document.xml", "ppt/slides/slide2.xml", "xl/worksheets/sheet2.xml", "content.xml")
PARTED = re.compile(r"<[^<>]*>|[{}\[\]\\|:;,*_`=#~+.-]+")  # tags and signs that formats live on

Pick = Callable[[str, int], int]  # what for, of how many: a number below


def record() -> str:
    """Everything that is compared: a head for each variation, and the lines it takes and gives."""
    return "\n".join(line for name, raw in files() for line in of_file(name, raw)) + "\n"


def files() -> Iterator[tuple[str, bytes]]:
    """The fixed files, but a PDF of one page, and a text document of the open format."""
    yield from ((name, raw) for name, raw in sources() if not name.endswith(".pdf"))
    yield "page.pdf", pdf(page())
    yield "logbook.odt", logbook()


def of_file(name: str, raw: bytes) -> Iterator[str]:
    """All variations of one file."""
    before = read_of(name, raw)
    if name in NEW:
        yield from before
    for number in range(TIMES):
        done, changed = varied(name, raw, picks(f"{name} {number}"))
        yield f"== {name} {number} {done}"
        difference = list(unified_diff(before, read_of(name, changed), lineterm="", n=0))[2:]
        yield from (line for line in difference if not line.startswith("@@"))


def picks(seed: str) -> Pick:
    """Numbers that depend on the seed and on what they are for alone."""
    return lambda what, below: (
        int.from_bytes(sha256(f"{seed} {what}".encode()).digest()[:6], "big") % below
    )


def read_of(name: str, raw: bytes) -> list[str]:
    """What is read, or why it is not."""
    try:
        return list(told(name, raw))
    except DocumentError as error:
        return [f"refused: {error}"]


def varied(name: str, raw: bytes, pick: Pick) -> tuple[str, bytes]:
    """What was done, and the bytes after it."""
    if name.endswith(".pdf"):
        return of_page(pick)
    if raw.startswith(b"PK"):
        return of_archive(raw, pick)
    text = raw.decode()
    by_signs = pick("kind", 4) == 0 and PARTED.search(text) is not None
    done, changed = of_signs(text, pick) if by_signs else of_lines(text, pick)
    return done, changed.encode()


def of_lines(text: str, pick: Pick) -> tuple[str, str]:
    """One line of a text changed."""
    rows = text.split("\n")
    at = pick("line", len(rows))
    row, more = rows[at], 1 + pick("more", 5)
    half = row[: len(row) // 2]
    change, new = [
        ("drop", []),
        ("double", [row, row]),
        ("join", [row + " " + "".join(rows[at + 1 : at + 2])]),
        ("part", [row, ""]),
        ("set in", [" " * more + row]),
        ("set out", [row.lstrip()]),
        ("cut", [half]),
        ("break", [half, row[len(half) :]]),
        ("lengthen", [f"{row} {' and'.join([' more of it'] * 5 * more)}"]),
        ("shout", [row.upper()]),
        ("swap", ["".join(rows[at + 1 : at + 2]), row]),
        ("end", [row + ".,:;?"[more - 1]]),
    ][pick("change", 12)]
    taken = 2 if change in ("join", "swap") else 1
    return f"{change} {at + 1} ({more})", "\n".join([*rows[:at], *new, *rows[at + taken :]])


def of_signs(text: str, pick: Pick) -> tuple[str, str]:
    """One tag or run of signs dropped, doubled or moved behind the word that follows it."""
    found = list(PARTED.finditer(text))
    one = found[pick("sign", len(found))]
    before, sign, after = text[: one.start()], one[0], text[one.end() :]
    word = re.match(r"\s*\w*", after)
    change, new = [
        ("drop", before + after),
        ("double", before + sign + sign + after),
        ("move", before + word[0] + sign + after[word.end() :]),
    ][pick("change", 3)]
    return f"{change} {sign!r} at {one.start()}", new


def of_archive(raw: bytes, pick: Pick) -> tuple[str, bytes]:
    """One element of an Office file dropped, doubled, put last, or without its attributes."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    part = next(name for name in PARTS if name in held)
    tree = etree.fromstring(held[part])
    below = [one for one in tree.iter("{*}*") if "".join(one.itertext()) and one != tree]
    one = below[pick("element", len(below))]
    change = ("drop", "double", "move", "bare")[pick("change", 4)]
    above, place = one.getparent(), one.getparent().index(one)
    if change == "drop":
        above.remove(one)
    elif change == "double":
        above.insert(place, deepcopy(one))
    elif change == "move":
        above.append(one)
    else:
        one.attrib.clear()
    held[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    return f"{change} {etree.QName(one).localname} {below.index(one)}", packed(held)


def page() -> list[Placed]:
    """A head, prose, a list, a table, and prose in two columns."""
    prose = (
        "The chart shows the harbour of Velm and the deep water to the",
        "north of the pier, where the ketches lie at anchor in win-",
        "ter. It was drawn by Otto Brand for the board in 1888, and",
        "nothing of it was changed since, as far as anybody knows it.",
    )
    rows = [("Boat", "Crew", "Built"), ("Tern", "4", "1899"), ("Gull", "6", "1904")]
    return [
        (72, 750, "The Harbour of Velm"),
        *lines(*prose, top=720),
        *lines("1. the pier", "2. the mill", "3. the weir", top=650),
        *[(72 + 120 * n, 590 - 14 * m, c) for m, row in enumerate(rows) for n, c in enumerate(row)],
        *lines("On the left side of the", "page stands what is read", "before the right.", top=520),
        *lines("On the right side of it", "stands what comes after", "left.", left=330, top=520),
    ]  # fmt: skip


def of_page(pick: Pick) -> tuple[str, bytes]:
    """One line of the page moved, or cut."""
    placed = page()
    at = pick("line", len(placed))
    x, y, text = placed[at]
    by = 1 + pick("by", 24)
    change, new = [
        ("right", (x + by, y, text)),
        ("left", (x - by, y, text)),
        ("up", (x, y + by, text)),
        ("down", (x, y - by, text)),
        ("cut", (x, y, text[:by])),
        ("end", (x, y, text + ".,:;-"[by % 5])),
    ][pick("change", 6)]
    return f"{change} {at} by {by}", pdf([*placed[:at], new, *placed[at + 1 :]])


def logbook() -> bytes:
    """A text document of the open format: headings, a list in a list, a table, a note."""
    of = {
        "office": "office", "text": "text", "table": "table",
        "dc": "http://purl.org/dc/elements/1.1/",
    }  # fmt: skip
    spaces = " ".join(
        f'xmlns:{short}="{name if "/" in name else OPEN.format(name)}"'
        for short, name in of.items()
    )
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in (("Year", "Boats"), ("1901", "12"), ("1902", "14"))
    )
    body = f"""<text:h text:outline-level="1">The Log</text:h>
<text:p>The boat<text:note><text:note-citation>1</text:note-citation><text:note-body>
<text:p>A ketch.</text:p></text:note-body></text:note> left<text:s text:c="3"/>Velm<text:tab/>at
noon<text:line-break/>with oil.</text:p>
<text:list><text:list-item><text:p>rope</text:p><text:list><text:list-item><text:p>of hemp</text:p>
</text:list-item></text:list></text:list-item><text:list-item><text:p>tar</text:p></text:list-item>
</text:list><text:h text:outline-level="2">Of years</text:h><table:table>{cells}</table:table>
<text:p>The <text:span>last</text:span> words<office:annotation><text:p>Whose?</text:p>
</office:annotation>.</text:p>"""
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    about = (
        f"<office:document-meta {spaces}><office:meta><dc:title>The Log</dc:title></office:meta>"
        "</office:document-meta>"
    )
    return packed({
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content.encode(), "meta.xml": about.encode(),
    })  # fmt: skip


OPEN = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"


def packed(files: dict[str, bytes]) -> bytes:
    """An archive of these files."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return kept.getvalue()


if __name__ == "__main__":
    EXPECTED.write_text(record(), encoding="utf-8")
