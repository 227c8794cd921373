"""Hostile and odd files that are PDF or archives: bombs, loops, what was cut, what is not one."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from tests.indexing.readers.pages import assembled
from tests.zoo.texts import BOMB, OUTSIDE

MAIN = {  # the file in which each kind of archive keeps its text
    "docx": "word/document.xml",
    "pptx": "ppt/slides/slide1.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
    "odt": "content.xml",
    "epub": "OEBPS/a.xhtml",
}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def containers() -> Iterator[tuple[str, bytes]]:
    """Name and content of every file."""
    yield from _pdfs()
    for kind in MAIN:
        yield from _archives(kind)


def page(content: bytes, more: bytes = b"", kids: bytes = b"3 0 R", count: int = 1) -> bytes:
    """A PDF whose one page has this stream; `more` says how it is packed."""
    return assembled(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def _pdfs() -> Iterator[tuple[str, bytes]]:
    start, flate = b"BT /F1 12 Tf 50 700 Td ", b"/Filter /FlateDecode"
    said = start + b"(Ada was here.) Tj ET"
    many = zlib.compress(start + b"(Ada was here.) Tj " * 300_000 + b"ET")
    yield "good.pdf", page(said)
    yield "many.pdf", page(many, flate)
    yield "pages.pdf", page(said, kids=b"3 0 R " * 5_000, count=5_000)
    yield "zeros.pdf", page(zlib.compress(bytes(300_000_000)), flate)
    yield "runs.pdf", page(b"\x81a" * 400_000 + b"\x80", b"/Filter /RunLengthDecode")
    yield (
        "twice.pdf",
        page(
            zlib.compress(zlib.compress(bytes(100_000_000))), b"/Filter [/FlateDecode /FlateDecode]"
        ),
    )
    yield "no text.pdf", page(b"q Q")
    yield (
        "loop.pdf",
        assembled(
            b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
        ),
    )
    yield "root.pdf", assembled(b"<< /Type /Catalog /Pages 1 0 R >>")
    yield "arrays.pdf", assembled(b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 100_000)
    yield (
        "number.pdf",
        assembled(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Count " + b"9" * 100_000 + b" >>"),
    )
    yield "cut.pdf", page(said)[:300]
    yield "head.pdf", b"%PDF-1.7\n"
    yield "html.pdf", b"<html><p>Not a PDF."
    yield "startxref.pdf", b"%PDF-1.4\nstartxref\n0\n%%EOF"
    key = b"<" + b"ab" * 32 + b">"
    yield (
        "locked.pdf",
        assembled(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [] /Count 0 >>",
            b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O " + key + b" /U " + key + b" >>",
            trailer=b"/Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>]",
        ),
    )


def _packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return buffer.getvalue()


def _archives(kind: str) -> Iterator[tuple[str, bytes]]:
    main = MAIN[kind]
    whole = _packed({main: b"<a>Text.</a>"})
    yield f"cut.{kind}", whole[: len(whole) // 2]
    yield f"no archive.{kind}", b"PK\x03\x04 no archive"
    yield f"nothing in it.{kind}", _packed({})
    yield f"bomb.{kind}", _packed({main: b"<a>Text.</a>", "media/image.bin": bytes(250_000_000)})
    yield f"laughs.{kind}", _packed({main: (BOMB + "<l>&j;</l>").encode()})
    yield f"outside.{kind}", _packed({main: (OUTSIDE + "<l>&x;</l>").encode()})
    yield f"deep.{kind}", _packed({main: b"<a>" * 200_000})
    yield f"names.{kind}", _packed({"../../up.xml": b"x", "/etc/x": b"x", main: b"<a>Text.</a>"})
    if kind == "docx":
        body = b"<w:p><w:r><w:t>Ada was here.</w:t></w:r></w:p>" * 50_000
        root = b"<w:document xmlns:w='%s'><w:body>%s</w:body></w:document>"
        yield "long.docx", _packed({main: root % (WORD.encode(), body)})
