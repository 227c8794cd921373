"""Hostile and odd files that are text: plain, Markdown, HTML, tables, JSON and mark-up."""

from __future__ import annotations

import json
from collections.abc import Iterator

ENGLISH = "Ada Lane met Boris Volkov in Riga in 1911. She taught there for years. "
LETTERS = {
    "koi8-r": "Иван Петров родился в Казани. ",
    "cp1251": "Иван Петров родился в Казани. ",
    "iso8859-2": "Šimon Novák met Łukasz Żak in Łódź. ",
    "shift_jis": "田中一郎は東京で生まれた。",
    "euc_jp": "田中一郎は東京で生まれた。",
    "gb18030": "王小明出生在北京。",
    "big5": "王小明出生在北京。",
    "iso8859-7": "Η Άννα γεννήθηκε στην Αθήνα. ",
    "mac-roman": "José and Zoë met in Málaga. ",
    "cp1252": "José and Zoë met in Málaga. ",
    "utf-16": "Zoë met Łukasz. ",
    "utf-16-le": "Zoe met Lukas. ",
    "utf-32": "Zoë met Łukasz. ",
    "utf-7": "Zoë met Łukasz. ",
}
RUNS = ("&#", "![", ":(", '",', "'(", ")(", "'s", "_", "A.", "http://", "\u0301a", "👩\u200d", "(")
CHARSETS = (
    *("punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape", "rot13", "zlib"),
    *("base64", "hex", "utf-7", "mbcs", "nonsense", "x" * 5000),
)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {y} "{f"&{x};" * 10}">' for x, y in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def texts() -> Iterator[tuple[str, bytes]]:
    """Name and content of every file."""
    yield from _plain()
    yield from _marked()
    yield from _pages()
    yield from _tables()
    yield from _json()
    yield from _programs()


def _plain() -> Iterator[tuple[str, bytes]]:
    for coding, words in LETTERS.items():
        yield f"coding {coding}.txt", (words + ENGLISH * 3).encode(coding, "replace")
    for number, run in enumerate(RUNS):
        yield f"run {number}.txt", (run * 10_000)[:10_000].encode()
    yield from {
        "empty.txt": b"",
        "blank.txt": b" \n\t\n" * 500,
        "nul.txt": b"Ada\0Lane " * 400,
        "all bytes.txt": bytes(range(256)) * 200,
        "one line.txt": ENGLISH.encode() * 3_000,
        "one word.txt": b"a" * 300_000,
        "capitals.txt": b"Ada " * 20_000,
        "line ends.txt": b"\n" * 1_000_000,
        "surrogates.txt": "\ud800 and \udfff".encode("utf-8", "surrogatepass") * 100,
        "marks.txt": ("a" + "\u0301" * 50_000).encode(),
        "right to left.txt": ("\u202e" + ENGLISH).encode() * 50,
        "copy one.txt": b"The same words in two files.",
        "copy two.txt": b"The same  words\nin two files.",
        "title.txt": b"T" * 60_000 + b"\n\nText.",
        "good.txt": ENGLISH.encode(),
    }.items()


def _marked() -> Iterator[tuple[str, bytes]]:
    for name, unit in {
        "quotes": ">",
        "lists": "- ",
        "brackets": "[",
        "pictures": "![a](",
        "stars": "*",
        "ticks": "`",
        "definitions": "[a]: b\n",
        "footnotes": "[^1]: a\n",
        "hashes": "#",
        "pipes": "|a",
        "tags": "<b>",
        "entities": "&amp;",
    }.items():
        yield f"many {name}.md", (unit * 8_000).encode()
    yield "front.md", b"---\n" + b"a: [" * 20_000 + b"\n---\nText of it."
    yield "fence.md", b"```\n" + b"List<String> " * 5_000
    yield (
        "include.rst",
        b".. include:: /etc/passwd\n\nText.\n\n.. raw:: html\n   :file: /etc/passwd\n",
    )
    yield "deep.rst", b"".join(b" " * n + b"* a\n\n" for n in range(400))
    yield "include.adoc", b"include::/etc/passwd[]\n\n= Title\n\nText.\n"
    yield "self.tex", b"\\documentclass{article}\\begin{document}\\input{self}Text.\\end{document}"
    yield "loop.tex", b"\\def\\a{\\a\\a}\\begin{document}\\a Text." + b"{" * 50_000


def _pages() -> Iterator[tuple[str, bytes]]:
    for number, charset in enumerate(CHARSETS):
        yield f"charset {number}.html", f"<meta charset='{charset}'><p>Text {number}.".encode()
    for name, unit in {
        "divs": "<div>",
        "tables": "<table><tr><td>",
        "spans": "<span a=b>",
        "ends": "</p>",
        "entities": "&#1;",
        "comments": "<!--",
        "scripts": "<script>",
        "lists": "<ul><li>",
        "selects": "<select><option>",
        "frames": "<svg><math>",
    }.items():
        yield f"many {name}.html", (unit * 50_000).encode()
    yield "attribute.html", b"<p title='" + b"a" * 1_000_000 + b"'>Text.</p>"
    yield "hidden.html", b"<div style='display:none'>secret</div><p>Text.</p>"
    yield "laughs.html", (BOMB + "<p>&j;</p>").encode()
    yield "no end.html", b"<html><body><p>Text <b>of it"
    yield "laughs.xml", (BOMB + "<l>&j;</l>").encode()
    yield "outside.xml", (OUTSIDE + "<l>&x;</l>").encode()
    yield "deep.xml", b"<a>" * 100_000
    yield "attributes.xml", b"<a " + b" ".join(b"b%d='c'" % n for n in range(50_000)) + b"/>"


def _tables() -> Iterator[tuple[str, bytes]]:
    yield "title.csv", b'name,note\n"' + ENGLISH.encode() * 850 + b'",x\n'
    yield "columns.csv", b",".join(b"c%d" % n for n in range(5_000)) + b"\n" + b"x," * 5_000
    yield "rows.csv", b"name,city\n" + b"".join(b"n%d,Riga\n" % n for n in range(1_000))
    yield "quote.csv", b'name,city\n"' + b"never closed, " * 5_000
    yield "quotes.csv", b'"' * 200_000
    yield "nul.csv", b"name,city\nA\0da,Ri\0ga\n"
    yield "header.csv", b"name,city\n"
    yield "tabs.tsv", b"name\tcity\nAda\tRiga\n"
    yield "sep.csv", b"sep=;\nname;city\nOlga Berg;Turku\n"
    yield "commas.csv", b"," * 500_000


def _json() -> Iterator[tuple[str, bytes]]:
    good = json.dumps({"id": "a", "title": "A", "text": "Text."}).encode()
    yield "deep.jsonl", b"[" * 100_000 + b"\n" + good
    yield "digits.jsonl", b'{"id": ' + b"9" * 5_000 + b', "text": "x"}\n' + good
    yield "null.jsonl", good + b'\n{"id": "b", "text": null}\n{"title": null}\n'
    yield "nan.jsonl", b'{"id": "n", "text": "x", "score": NaN}\n'
    yield "twice.jsonl", good + b"\n" + good.replace(b"Text", b"Another text")
    yield "escapes.jsonl", b'{"id": "s", "title": "\\ud800", "text": "\\udfff \\u0000 x"}\n'
    yield "keys.jsonl", b'{"id": "k", "text": "x"' + b', "a": 1' * 50_000 + b"}\n"
    yield (
        "long.jsonl",
        json.dumps({"id": "l", "title": "L " * 5_000, "text": ENGLISH * 2_000}).encode(),
    )
    yield "deep.json", b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    yield "array.json", json.dumps([{"a": ENGLISH}] * 500).encode()
    yield "string.json", b'"' + b"a" * 100_000 + b'"'
    yield "cut.json", b'{"a": "b'
    cell = {
        "cell_type": "code",
        "source": ["x = 1\n"],
        "outputs": [{"data": {"image/png": "A" * 10**6}}],
    }
    yield "picture.ipynb", json.dumps({"cells": [cell], "nbformat": 4, "metadata": {}}).encode()
    yield "cells.ipynb", json.dumps({"cells": [{}] * 1_000, "nbformat": 4}).encode()
    yield "none.ipynb", b"{}"


def _programs() -> Iterator[tuple[str, bytes]]:
    part = b"--b\nContent-Type: text/plain\n\nText.\n"
    yield "parts.eml", b"Content-Type: multipart/mixed; boundary=b\n\n" + part * 5_000 + b"--b--"
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(500)
    )
    yield "nested.eml", nested + b"\nText."
    yield "header.eml", b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nText."
    yield "charset.eml", b"Content-Type: text/plain; charset=punycode\n\nText of the mail."
    yield (
        "plain.eml",
        b"From: Ada Lane <a@b.example>\nDate: Mon, 3 May 2021 10:00:00 +0000\n\nText.",
    )
    yield "many.mbox", b"From a@b Mon May  3 10:00:00 2021\nSubject: s\n\nText.\n\n" * 500
    yield "braces.rtf", b"{\\rtf1 " + b"{" * 100_000 + b"Text."
    yield "binary.rtf", b"{\\rtf1 \\bin999999999 Text.}"
    yield "program.exe", b"MZ" + bytes(2_000)
    yield "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(500)
    yield "NOSUFFIX", b"Text without a suffix."
    yield ".hidden.txt", b"Hidden."
