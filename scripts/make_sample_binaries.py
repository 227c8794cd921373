"""Write the sample corpus's PDF (ISO 32000-1) and Word file (ECMA-376) from the texts below.

No package is needed, nothing is compressed and no clock is read, so every run writes the same
bytes; a test checks that the committed files are current. Run
`python scripts/make_sample_binaries.py` after a change of a text.
"""

from __future__ import annotations

import io
import textwrap
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

DOCUMENTS = Path(__file__).parent.parent / "sample" / "documents"

MAILUEFTERL = (
    "Mailüfterl",
    "Mailüfterl is a computer that was built in Vienna between 1956 and 1958. Heinz Zemanek and a "
    "group of students made it at the Technische Hochschule Wien, without an official order. It "
    "was one of the first computers on the European mainland that worked with transistors only; "
    "the company Philips gave most of them.",
    "The name means a light breeze in May in the dialect of Vienna. It is a joke about Whirlwind, "
    "the large computer in Massachusetts: Zemanek said that his machine would not make a storm, "
    "but a nice Viennese spring breeze.",
    "In 1961 the machine was moved to the IBM Laboratory Vienna, where it was used for some years. "
    "Today it is kept in the Technisches Museum Wien.",
)
ULAM = (
    "Stanisław Ulam",
    "Stanisław Ulam was a Polish-American mathematician. He was born in Lwów on 13 April 1909 and "
    "studied at the polytechnic of that city, where Kazimierz Kuratowski was one of his teachers. "
    "He was among the regular guests of the Scottish Café and entered many problems in the "
    "Scottish Book.",
    "In the 1930s he moved to the United States. During the war he joined the Los Alamos "
    "Laboratory. In 1946, when he was playing solitaire during an illness, he had the idea of the "
    "Monte Carlo method, which he worked out together with John von Neumann. His autobiography, "
    "Adventures of a Mathematician, was published in 1976.",
    "Ulam died in Santa Fe, New Mexico, on 13 May 1984.",
)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


def pdf_text(text: str) -> bytes:
    """A PDF string literal in WinAnsiEncoding, which knows the letters of Western Europe."""
    raw = text.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        raw = raw.replace(special, b"\\" + special)
    return b"(" + raw + b")"


def pdf_page(title: str, paragraphs: tuple[str, ...]) -> bytes:
    """The drawing commands of one A4 page: a title and paragraphs of wrapped lines."""
    lines = [b"BT", b"/F2 18 Tf 72 760 Td", pdf_text(title) + b" Tj", b"/F1 11 Tf 15 TL 0 -15 Td"]
    for paragraph in paragraphs:
        lines.append(b"T*")
        lines += [pdf_text(line) + b" Tj T*" for line in textwrap.wrap(paragraph, 82)]
    return b"\n".join([*lines, b"ET"])


def pdf(title: str, *paragraphs: str) -> bytes:
    """A one-page PDF file with the two standard fonts Helvetica and Helvetica-Bold."""
    page = pdf_page(title, paragraphs)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
        b"<< /Title " + pdf_text(title) + b" >>",
    ]
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\n" % size
    start = b"startxref\n%d\n%%%%EOF\n" % len(out)
    return bytes(out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer + start)


def docx_parts(title: str, paragraphs: tuple[str, ...]) -> dict[str, str]:
    """The six XML parts of a Word file: a paragraph of style Title, then plain paragraphs."""
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    head = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>' + run.format(escape(title)) + "</w:p>"
    body = "".join(f"<w:p>{run.format(escape(paragraph))}</w:p>" for paragraph in paragraphs)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"{default}><w:name w:val="{name}"/>'
        f'<w:rPr><w:sz w:val="{half_points}"/></w:rPr></w:style>'
        for name, half_points, default in (("Normal", 22, ' w:default="1"'), ("Title", 40, ""))
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{CORE_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{head}{body}<w:sectPr/>'
        "</w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "</cp:coreProperties>",
    }


def docx(title: str, *paragraphs: str) -> bytes:
    """A Word file; its parts are stored uncompressed, dated 1980-01-01."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, xml in docx_parts(title, paragraphs).items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            archive.writestr(entry, (declaration + xml).encode())
    return buffer.getvalue()


def binaries() -> dict[str, bytes]:
    """Path under sample/documents -> content."""
    return {
        "machines/mailuefterl.pdf": pdf(*MAILUEFTERL),
        "people/stanislaw-ulam.docx": docx(*ULAM),
    }


def main() -> None:
    """Write both files."""
    for path, content in binaries().items():
        (DOCUMENTS / path).write_bytes(content)
        print(f"sample/documents/{path}: {len(content)} bytes")


if __name__ == "__main__":
    main()
