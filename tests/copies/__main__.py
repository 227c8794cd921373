"""How often a page and its print count once, and two versions as two: over folders of documents.

    python -m tests.copies FOLDER...

Each document is made a page (HTML with navigation) and a print (PDF with running heads, page
numbers, words parted at the ends of lines), and changed in one place in a dozen ways. Among
themselves the documents are different ones.
"""

from __future__ import annotations

import html
import random
import sys
from collections import Counter
from pathlib import Path
from textwrap import wrap

import click

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.copies import FEWEST, near_copies
from indexing.readers.formats import KINDS, read
from tests.copies.changes import changes_of
from tests.indexing.readers.pages import pdf

WIDTH, LINES = 80, 45  # of a page in print
TAGS = {"heading": "h2", "title": "h1", "item": "li", "code": "pre", "quote": "blockquote"}


def main() -> None:
    """Print the counts."""
    documents = [d for folder in sys.argv[1:] for d in _documents(Path(folder))]
    texts = {str(number): document.text for number, document in enumerate(documents)}
    click.echo(f"{len(texts)} documents, near copies among themselves: {len(near_copies(texts))}")
    chance, made, once, versions, merged = random.Random(1), 0, Counter[str](), Counter[str](), 0
    for document in documents:
        pair = {"page": _text(Path("a.html"), _page(document))}
        pair["print"] = _text(Path("a.pdf"), _print(document, chance))
        made += 1
        for way, text in pair.items():
            once[way] += bool(near_copies({"a": document.text, "b": text}))
        once["page and print"] += bool(near_copies(pair))
        for kind, changed in changes_of(document.text, chance).items():
            versions[kind] += 1
            if near_copies({"a": document.text, "b": changed}):
                merged += 1
                click.echo(f"taken for one: {document.title!r} with {kind}")
    for way, count in once.items():
        click.echo(f"{way}: {count} of {made} count once")
    click.echo(f"versions: {merged} of {sum(versions.values())} count once ({dict(versions)})")


def _documents(folder: Path) -> list[Document]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in KINDS:
            try:
                inside = read(path, path.read_bytes()).documents
            except DocumentError:
                continue
            found += [d for d in inside[:1] if len(inside) == 1 and len(d.text.split()) > FEWEST]
    return found


def _text(path: Path, raw: bytes) -> str:
    return "\n".join(document.text for document in read(path, raw).documents)


def _page(document: Document) -> bytes:
    rows = [f"<title>{html.escape(document.title)}</title><nav><a href='/'>Home</a></nav><main>"]
    for block in document.blocks:
        tag = TAGS.get(block.kind, "p")
        rows.append(f"<{tag}>{html.escape(document.text[block.start : block.end])}</{tag}>")
    return "\n".join(rows).encode()


def _print(document: Document, chance: random.Random) -> bytes:
    lines: list[str] = []
    for block in document.blocks:
        said = [wrap(part, WIDTH) for part in document.text[block.start : block.end].split("\n")]
        mark = "• " if block.kind == "item" else ""
        lines += [mark + line for part in said for line in _parted(part, chance)] + [""]
    pages = [lines[start : start + LINES] for start in range(0, len(lines), LINES)]
    return pdf(
        *(
            [
                (72, 770, "Handbook of the Delta Works"),
                *((72, 740 - 14 * row, _plain(line)) for row, line in enumerate(page) if line),
                (300, 30, f"Page {number} of {len(pages)}"),
            ]
            for number, page in enumerate(pages, 1)
        ),
        title=_plain(document.title),
        size=10,
    )


def _parted(lines: list[str], chance: random.Random) -> list[str]:
    """Half of the long words at the head of a line begin on the line before."""
    for row in range(1, len(lines)):
        word = lines[row].partition(" ")[0]
        if len(word) > 8 and word.isalpha() and word.islower() and chance.random() < 0.5:
            lines[row - 1] += f" {word[:4]}-"
            lines[row] = lines[row][4:]
    return lines


def _plain(text: str) -> str:
    """What a PDF written by hand can say."""
    said = text.encode("cp1252", "replace").decode("cp1252")
    return said.translate(str.maketrans({"\\": "/", "(": "[", ")": "]"}))


if __name__ == "__main__":
    main()
