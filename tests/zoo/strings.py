"""Ten thousand characters of what parsers stumble over, in every format that is read.

    python -m tests.zoo.strings [ENDING...]

Each string is put where a person's text stands in a file, read, cut and extracted. Prints a line a
format: the slowest string to read, to cut, and to take names and facts from, in seconds of CPU.
"""

from __future__ import annotations

import io
import json
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import click
import docx
import openpyxl
import pptx

from graphrag.errors import DocumentError
from graphrag.settings import Chunking, Extraction
from indexing.documents import Document
from indexing.extraction import Rules
from indexing.passages import cut
from indexing.readers.formats import KINDS, read
from tests.indexing.readers.old_sheets import sheet as old_sheet
from tests.indexing.readers.old_sheets import workbook
from tests.indexing.readers.old_slides import BODY, TITLE, Slide, ppt
from tests.indexing.readers.old_word import P, doc
from tests.indexing.readers.pages import lines, pdf
from tests.zoo.containers import page as pdf_page

LENGTH = 10_000
SECONDS = 2.0
WIDTH = 90  # characters of a line of a page
UNITS = tuple(
    r"""
&# ![ :( ", '( )( 's _ * ** __ ` `` ``` ~ [ ] [[ ]] [^ ]( ![]( <a <!-- < > </ <<a { } {{ \{ \ \\
$ $$ % %% ^ | |- || |a| a| # ## = == - -- --- + +-+ . .. ... : :: ::: ; ;; @ a@ ! ? ?! / // ( ((
((( " "" ' '' , ,, a, a; A A. a. a.b a-b 1 1. 1, 1.2. 1/ 1- 1: 12: $1 i. a) (a) © ’ “ ” « — – …
· • 。 中 、 क् 中a ß İ é é. http:// www. a@b.c :a: :a:` `a`_ |a|_ *a ** *a* **a _a_a `a <b> <b></i>
<p> </p> &a; &amp; &lt \a \a{ \a{} \begin{a} \item \def\a{\a} \verb| \( \[ ^{ _{ \frac \u1? \par
\'e9 {\b footnote:[ <<a image:: ----a ====a |=== ,=== [.a] a:: a;; :a: {a} ++a++ +a+ ^a^ ~a~ #a#
xref: link:a[ {{a}} {%a%} [1]_ [a]_ a_ a__ AB Ab aB Ab. Mr. U.S. of the and Ada AdaLane O'Neill
d'A the A- A-B a1 a1b2 1a x=1 x=" "a": [1, {"a": null, =?utf-8?q?a?= =41 =
""".split()
)
LINES = tuple(  # units that end a line (⏎) or hold a space (␣) or a tab (⇥)
    unit.translate({ord("⏎"): "\n", ord("␣"): " ", ord("⇥"): "\t"})
    for unit in r"""
a⏎ -␣⏎ -␣a⏎ >␣a⏎ >␣ 1.␣a⏎ #␣a⏎ a⏎=⏎ =␣a⏎ |a|⏎ |␣a␣|␣b␣|⏎ a␣␣b⏎ A:␣b⏎ A␣b⏎ a⏎⏎ -␣a⏎⏎ ␣␣␣-␣a⏎ ⇥a⏎
a-⏎ ===␣===⏎ +-+⏎ |␣a⏎ ..␣a⏎ ..␣a::⏎ ..␣a::␣b⏎ ..␣_a:⏎ ..␣[1]␣a⏎ ..␣|a|␣replace::␣b⏎ :a:␣b⏎
a⏎␣␣b⏎ ::⏎⏎␣␣a⏎ `a⏎`__⏎ *␣a⏎**␣a⏎ .a⏎ |===⏎ |a␣|b⏎ [[a]]⏎ ----⏎ ====⏎ \item␣a⏎ a␣&␣b␣\\⏎ \\⏎
%␣a⏎ {⏎ }⏎ Ada␣Lane␣ of␣the␣ A␣of␣the␣ in␣1950␣ 3␣May␣1950␣ 1950- 5␣km␣ Ada␣and␣Tom,␣
a,␣b␣and␣c,␣ not␣ was␣born␣in␣ He␣is␣ "Ada␣ (Ada␣ Ada␣( who␣ that␣that␣ Ada's␣ Page␣1⏎
A␣.....␣1⏎ 🇦 [a]:␣b⏎ [^1]:␣a⏎ <div>⏎ <td>a <li>a <ul><li> <b>a &nbsp; &#10; From␣a⏎ From:␣a⏎
>␣From␣a⏎ --⏎ On␣a␣wrote:⏎>␣b⏎ a,b⏎ a;b⏎ "a⏎ a⇥b⏎ {"a":␣[ term⏎:␣a⏎ ```⏎a⏎ <details><summary>
<dl><dt>a ---⏎a:␣b⏎---⏎
""".split()
)
ODD = (
    *("\n", " \n", " ", "\t", "“a ", "\x0c", "\x00", "\r", "\u2028", "\xad", "\u0301"),
    *("a\u0301", "\u202e", "\u200b", "\ufeff", "👩\u200d"),
)


def strings() -> Iterator[str]:
    """Each unit again and again, and mixtures of all."""
    for unit in (*UNITS, *LINES, *ODD):
        yield (unit * LENGTH)[:LENGTH]
    draw = Random(7)
    for _ in range(12):
        some = draw.choices((*UNITS, *LINES, *ODD), k=draw.choice((2, 3, 5, 20, 200)))
        yield "".join(draw.choices(some, k=LENGTH))[:LENGTH]


def _saved(made: object) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _plain(text: str) -> str:
    """What XML may hold of it."""
    return "".join(char for char in text if char in "\t\n" or (char >= " " and char < "\ufdd0"))


def _word(text: str) -> bytes:
    made = docx.Document()
    for line in _plain(text).split("\n"):
        made.add_paragraph(line)
    return _saved(made)


def _old_word(text: str) -> bytes:
    said = "".join(char for char in text if char <= "\uffff" and char not in "\r\x07\x0c\x13\x14")
    return doc([P(line) for line in said.split("\n")], wide=True)


def _old_sheet(text: str) -> bytes:
    lines = [line.split("\t")[:50] for line in _plain(text).split("\n")[:500]]
    return workbook({"A": old_sheet([[cell[:200] for cell in line] for line in lines])})


def _old_slides(text: str) -> bytes:
    said = "".join(char for char in text if char <= "\uffff")
    return ppt([Slide([(TITLE, said[:999]), (BODY, said.replace("\n", "\r"))])], wide=True)


def _slides(text: str) -> bytes:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.placeholders[1].text = _plain(text)
    return _saved(made)


def _sheet(text: str) -> bytes:
    made = openpyxl.Workbook()
    for line in _plain(text).split("\n"):
        made.active.append([f" {cell}" for cell in line.split("\t")[:50]])
    return _saved(made)


def _zipped(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return buffer.getvalue()


def _odt(text: str) -> bytes:
    said = "".join(f"<t:p>{escape(line)}</t:p>" for line in _plain(text).split("\n"))
    spaces = 'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    spaces += 'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = f"<o:body><o:text>{said}</o:text></o:body>"
    return _zipped({"content.xml": f"<o:document-content {spaces}>{body}</o:document-content>"})


def _book(text: str) -> bytes:
    package = (
        '<package><metadata/><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
        "</package>"
    )
    return _zipped({"a.opf": package, "a.xhtml": f"<html><body>{text}</body></html>"})


def _pdf(text: str) -> bytes:
    """Lines as a page shows them: what Latin letters can write."""
    said = text.encode("cp1252", "replace").decode("cp1252").translate({40: "[", 41: "]", 92: "/"})
    said = "".join(char for char in said if char.isprintable() or char == "\n")
    wrapped = [
        line[start : start + WIDTH]
        for line in said.split("\n")
        for start in range(0, len(line), WIDTH)
    ]
    size = 50
    pages = [lines(*wrapped[start : start + size]) for start in range(0, len(wrapped), size)]
    return pdf(*pages) if pages else pdf_page(b"q Q")


def _rtf(text: str) -> bytes:
    return b"{\\rtf1\\ansi " + text.encode("cp1252", "replace") + b"}"


def _tex(text: str) -> bytes:
    return f"\\begin{{document}}\n{text}\n\\end{{document}}".encode()


def _mail(text: str) -> bytes:
    return f"From: a@b.example\nSubject: {text[:200].splitlines()[:1]}\n\n{text}".encode()


def _notebook(text: str) -> bytes:
    cells = [{"cell_type": "markdown", "source": text}, {"cell_type": "code", "source": text}]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}).encode()


def _bare(text: str) -> bytes:
    return text.encode("utf-8", "replace")


MAKERS: dict[str, Callable[[str], bytes]] = {
    **dict.fromkeys((".txt", ".md", ".html", ".rst", ".adoc", ".org", ".csv", ".tsv"), _bare),
    **{".docx": _word, ".pptx": _slides, ".xlsx": _sheet, ".odt": _odt, ".epub": _book},
    **{".doc": _old_word, ".xls": _old_sheet, ".ppt": _old_slides},
    **{".pdf": _pdf, ".rtf": _rtf, ".tex": _tex, ".ipynb": _notebook, ".eml": _mail},
    ".mbox": lambda text: b"From a@b Mon May  3 10:00:00 2021\n" + _mail(text),
    ".json": lambda text: json.dumps({"note": text, text[:99]: [text[:999]]}).encode(),
    ".yaml": lambda text: f"a: {json.dumps(text)}\nb:\n- {json.dumps(text[:999])}\n".encode(),
    ".jsonl": lambda text: json.dumps({"id": "a", "text": text}).encode(),
    ".zip": lambda text: _zipped({"a.txt": text, "b.md": text}),
    ".xml": lambda text: f"<a><b>{escape(_plain(text))}</b></a>".encode(),
}


@cache
def _rules() -> Rules:
    return Rules(Extraction())


def times_of(ending: str, text: str) -> tuple[float, float, float]:
    """CPU seconds to read, to cut and to extract; a refusal in words counts as read."""
    path, raw = Path(f"a{ending}"), MAKERS[ending](text)
    marks = [time.process_time()]
    try:
        documents: tuple[Document, ...] = read(path, raw).documents
    except DocumentError:
        documents = ()
    marks.append(time.process_time())
    passages = [passage for document in documents for passage in cut(document, Chunking())]
    marks.append(time.process_time())
    _rules().extract(passages)
    marks.append(time.process_time())
    one, two, three = (after - before for before, after in pairwise(marks))
    return one, two, three


def main(endings: list[str]) -> int:
    """Print the slowest of each; 1 where one takes longer than it may."""
    slow = 0
    _rules().extract([])
    for ending in endings or sorted(MAKERS):
        times_of(ending, "Ada Lane was born in Riga.")
        found = [(*times_of(ending, text), text) for text in strings()]
        said = [f"{max(row[n] for row in found):5.2f} {_shown(max(found, key=lambda r: r[n])[3])}"
                for n in range(3)]  # fmt: skip
        most = max(sum(row[:3]) for row in found)
        slow += most > SECONDS
        click.echo(
            f"{ending:7} most {most:5.2f} s; read {said[0]}; cut {said[1]}; extract {said[2]}"
        )
    return 1 if slow else 0


def _shown(text: str) -> str:
    return repr(text[:12])


if __name__ == "__main__":
    assert set(MAKERS) <= set(KINDS)
    sys.exit(main(sys.argv[1:]))
