"""Every other format that is read: its structure, its own title, its noise left out."""

import json
import zipfile
from io import BytesIO

from tests.indexing.readers.one_document import blocks, only


def zipped(**parts):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return buffer.getvalue()


RST = """\
PEP: 703
Title: Making the Lock Optional
Author: Olga Berg <olga at x.example>

The lock
========

Use ``a`` with :ref:`the guide <guide>` and :pep:`703`, see |x|.

.. |x| replace:: this

.. toctree::
   :maxdepth: 2

   one
   two

.. versionadded:: 3.13
   It came later.

.. unknown:: Head of it

   Its body.

.. code-block:: python

   def __init__(self): ...

term
  What it means.

1. first
2. second

-k, --keep n  keep n of them

===== =====
name  site
===== =====
Olga  Turku
===== =====

.. [1] A note.
"""


def test_rst():
    assert blocks("a.rst", RST) == [
        ("field", "PEP: 703"),
        ("field", "Title: Making the Lock Optional"),
        ("field", "Author: Olga Berg <olga at x.example>"),
        ("heading", "The lock"),
        ("paragraph", "Use a with the guide and PEP 703, see this."),
        ("paragraph", "3.13 It came later."),
        ("paragraph", "Head of it"),
        ("paragraph", "Its body."),
        ("code", "def __init__(self): ..."),
        ("item", "term: What it means."),
        ("item", "1. first"),
        ("item", "2. second"),
        ("item", "-k, --keep n: keep n of them"),
        ("row", "name: Olga; site: Turku."),
        ("note", "A note."),
    ]
    assert only("a.rst", ":Author: Olga Berg\n:Date: 2021-03-04\n\nT\n=\n\nText.").author == (
        "Olga Berg"
    )


def test_rst_includes_nothing(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    source = f".. include:: {tmp_path}/secret.txt\n\n.. raw:: html\n\n   <b>x</b>\n\nText."
    assert only("a.rst", source).text == "Text."


ADOC = """\
= Long Tide
Ada Lane <ada@x.example>
v1.0, 2021-03-04
:toc:

The *novel* of 1950, see <<film,the film>> and https://x.example[its page].footnote:[Sold out.]

== Filming

* one
* two
. first

Lead:: Jon Rook

----
x = *kept*
----

NOTE: Mind the gap.

|===
|Year |Prize

|1951 |Gold
|1952 |Silver
|===
"""


def test_adoc():
    document = only("a.adoc", ADOC)
    assert (document.title, document.author, document.date) == (
        *("Long Tide", "Ada Lane", "2021-03-04"),
    )
    assert blocks("a.adoc", ADOC) == [
        ("field", "Author: Ada Lane"),
        ("field", "Date: 2021-03-04"),
        ("paragraph", "The novel of 1950, see the film and its page."),
        ("note", "Sold out."),
        ("heading", "Filming"),
        ("item", "one"),
        ("item", "two"),
        ("item", "1. first"),
        ("item", "Lead: Jon Rook"),
        ("code", "x = *kept*"),
        ("paragraph", "NOTE: Mind the gap."),
        ("row", "Year: 1951; Prize: Gold."),
        ("row", "Year: 1952; Prize: Silver."),
    ]


TEX = r"""\documentclass{article} % a comment
\title{The \emph{Long} Tide}\author{Ada Lane \and Jon Rook}\date{4 March 2021}
\begin{document}\maketitle\tableofcontents
\section{Filming}\label{sec:f}
It cost 50\,\% more~--- said \textbf{Mira} \cite{x}.\footnote{Sold out.}

\begin{itemize}\item one \item[Lead] Jon\end{itemize}
\begin{tabular}{lll} Name & Role & Site \\ \hline Olga & Buyer & Turku \\ Ivo & Auditor & Ghent \\
\end{tabular}
\begin{verbatim}
\x{kept} % too
\end{verbatim}
\begin{figure}\includegraphics{a.png}\caption{A map.}\end{figure}
\end{document}"""


def test_tex():
    document = only("a.tex", TEX)
    assert (document.title, document.date) == ("The Long Tide", "2021-03-04")
    assert "Ada Lane" in document.author and "Jon Rook" in document.author
    found = blocks("a.tex", TEX)
    assert ("heading", "Filming") in found
    assert any(text.startswith("It cost 50 % more — said Mira.") for _, text in found)
    for block in (
        ("note", "Sold out."),
        ("item", "one"),
        ("item", "Lead: Jon"),
        ("row", "Name: Olga; Role: Buyer; Site: Turku."),
        ("code", r"\x{kept} % too"),
        ("caption", "A map."),
    ):
        assert block in found, block
    assert "a comment" not in document.text and "sec:f" not in document.text


NOTEBOOK = {
    "metadata": {"title": "Sales"},
    "nbformat": 4,
    "cells": [
        {"cell_type": "markdown", "source": ["# Sales\n", "\n", "Of *1950*."]},
        {
            "cell_type": "code",
            "source": "print(__all__)",
            "outputs": [
                {"output_type": "stream", "text": ["12\n"]},
                {"data": {"text/plain": "0.5", "image/png": "AAAA"}},
            ],
        },
    ],
}


def test_notebook():
    assert blocks("a.ipynb", json.dumps(NOTEBOOK)) == [
        ("paragraph", "Of 1950."),
        ("code", "print(__all__)"),
        ("code", "12"),
        ("code", "0.5"),
    ]
    assert only("a.ipynb", json.dumps(NOTEBOOK)).title == "Sales"


def test_rtf():
    source = (
        r"{\rtf1\ansi{\info{\title Boiler memo}{\author Olga Berg}}\b Heading\b0\par Zo\'eb.\par}"
    )
    document = only("a.rtf", source)
    assert (document.title, document.author) == ("Boiler memo", "Olga Berg")
    assert document.text == "Heading\n\nZoë."


ODT = """<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body>
<office:text><text:h text:outline-level="1">Staff</text:h><text:p>Who<text:s text:c="2"/>works
<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>here.</text:p>
<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Name</text:p>
</table:table-cell><table:table-cell><text:p>Site</text:p></table:table-cell></table:table-row>
</table:table-header-rows><table:table-row><table:table-cell><text:p>Olga</text:p>
</table:table-cell><table:table-cell><text:p>Turku</text:p></table:table-cell></table:table-row>
</table:table></office:text></office:body></office:document-content>"""
META = """<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Site directory</dc:title>
<dc:creator>Olga Berg</dc:creator></m>"""


def test_odt():
    raw = zipped(content_xml=ODT, meta_xml=META)
    assert blocks("a.odt", raw) == [
        ("heading", "Staff"),
        ("paragraph", "Who works here."),
        ("note", "A note."),
        ("item", "One"),
        ("row", "Name: Olga; Site: Turku."),
    ]
    assert (only("a.odt", raw).title, only("a.odt", raw).author) == ("Site directory", "Olga Berg")


def test_epub():
    package = """<package xmlns="p" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
    <dc:title>Long Tide</dc:title><dc:creator>Ada Lane</dc:creator><dc:date>1950-02-03</dc:date>
    </metadata><manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml"
    properties="nav"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/><item id="a"
    href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="n"/>
    <itemref idref="a"/><itemref idref="b"/></spine></package>"""
    container = '<c><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></c>'
    raw = zipped(
        **{
            "META-INF/container.xml": container,
            "O/p.opf": package,
            "O/nav.xhtml": "<nav><a href='a.xhtml'>One</a></nav>",
            "O/a.xhtml": "<h1>One</h1><p>The sea.</p>",
            "O/b.xhtml": "<h1>Two</h1><p>The shore.</p>",
        }
    )
    document = only("a.epub", raw)
    assert (document.title, document.author, document.date) == (
        *("Long Tide", "Ada Lane", "1950-02-03"),
    )
    assert document.text == "One\n\nThe sea.\n\nTwo\n\nThe shore."
    assert document.blocks[-1].path == ("Two",)
