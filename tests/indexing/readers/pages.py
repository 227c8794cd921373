"""PDFs written by hand: runs of text at places on pages."""

Placed = tuple[float, float, str]  # from the left, from the bottom, text


def pdf(*pages: list[Placed], title: str = "", size: int = 12) -> bytes:
    """A PDF of Helvetica; `title` is what its metadata say."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        stream = b"".join(
            b"BT /F1 %d Tf %g %g Td (%s) Tj ET\n" % (size, x, y, text.encode("cp1252"))
            for x, y, text in page
        )
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    objects.append(b"<< /Title (%s) >>" % title.encode("cp1252"))
    return assembled(*objects, trailer=b"/Root 1 0 R /Info %d 0 R" % len(objects))


def assembled(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    end = b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(body))
    return body + xref + end


def lines(*texts: str, left: float = 72, top: float = 700, leading: float = 14) -> list[Placed]:
    """Lines below each other."""
    return [(left, top - leading * number, text) for number, text in enumerate(texts)]
