"""Mails and boxes of mails."""

import tracemalloc
from email.message import EmailMessage
from pathlib import Path

import pytest

from graphrag.errors import DocumentError
from indexing.readers.formats import read


def letter(**headers):
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    return message


HEADERS = {
    "From": "Olga Berg <olga@x.example>",
    "To": "Ivo Brandt <ivo@x.example>",
    "Date": "Thu, 04 Mar 2021 10:00:00 +0100",
    "Subject": "Größe der Kessel",
}


def test_a_mail():
    message = letter(**HEADERS)
    message.set_content("The limit is 65 litres.\n\n> What is the limit?\n> And for\n> tank 3?\n")
    message.add_alternative("<p>The limit is <b>65</b> litres.</p>", subtype="html")
    message.add_attachment(b"name,site\nTomas,Porto\n", "text", "csv", filename="staff.csv")
    message.add_attachment(b"\x89PNG", "image", "png", filename="map.png")
    mail, table = read(Path("a.eml"), message.as_bytes()).documents
    assert (mail.title, mail.author, mail.date) == (
        *("Größe der Kessel", HEADERS["From"], "2021-03-04"),
    )
    assert [(b.kind, mail.text[b.start : b.end]) for b in mail.blocks] == [
        ("field", f"From: {HEADERS['From']}"),
        ("field", f"To: {HEADERS['To']}"),
        ("field", "Date: Thu, 04 Mar 2021 10:00"),
        ("paragraph", "The limit is 65 litres."),
        ("quote", "What is the limit?"),
        ("quote", "And for tank 3?"),
        ("field", "Attachment: staff.csv"),
        ("field", "Attachment: map.png"),
    ]
    assert (table.id, table.title, table.text) == ("2", "staff", "name: Tomas; site: Porto.")


def test_a_mail_of_html_in_an_old_encoding():
    message = letter(**HEADERS)
    message.set_content("<p>Иван Петров</p><div>Казань</div>", subtype="html", charset="koi8-r")
    (mail,) = read(Path("a.eml"), message.as_bytes()).documents
    assert mail.text.endswith("Иван Петров\n\nКазань")


def test_of_the_parts_without_a_name_only_text_is_read():
    message = letter(**HEADERS)
    message.set_content("See below.")
    message.add_attachment(b"# Tanks\n\nTank 3 holds 65 litres.\n", "text", "markdown")
    message.add_attachment(b"pixels of a map", "image", "png")
    (mail,) = read(Path("a.eml"), message.as_bytes()).documents
    assert mail.text.endswith("Tank 3 holds 65 litres.") and "pixels" not in mail.text


def test_a_mail_in_a_mail():
    inner = letter(Subject="Inner", From="Eva")
    inner.set_content("Inner text.")
    message = letter(**HEADERS)
    message.set_content("See below.")
    message.add_attachment(inner)
    outer, within = read(Path("a.eml"), message.as_bytes()).documents
    assert outer.text.endswith("See below.")
    assert (within.title, within.text) == ("Inner", "From: Eva\n\nInner text.")


def test_a_box():
    first, second = letter(Subject="One", From="a"), letter(Subject="Two", From="b")
    first.set_content("Of one.\n>From Oslo it came.\n>>From Velm too.")  # as a box writes "From "
    second.set_content("Of two.")
    raw = b"".join(
        b"From x@x.example Thu Mar  4 10:00:00 2021\n" + message.as_bytes() + b"\n"
        for message in (first, second)
    )
    found = read(Path("a.mbox"), raw).documents
    assert [(d.id, d.title, d.text) for d in found] == [
        ("1", "One", "From: a\n\nOf one.\n\nFrom Oslo it came.\n\nFrom Velm too."),
        ("2", "Two", "From: b\n\nOf two."),
    ]


def test_a_long_list_of_names_takes_little_memory_and_loses_none():
    """The library's own tree of such a field takes some hundred megabytes."""
    names = ", ".join(f"=?utf-8?q?S=C3=B8ren_{n}?= <s{n}@x.example>" for n in range(2_000))
    raw = f"From: a@x.example\nTo: {names}\nSubject: Ferry\n\nIt leaves at nine.\n".encode()
    tracemalloc.start()
    (document,) = read(Path("a.eml"), raw).documents
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "Søren 0 <s0@x.example>" in document.fields["to"]
    assert document.fields["to"].endswith("Søren 1999 <s1999@x.example>")
    assert peak < 50e6


def test_an_attachment_that_cannot_be_read_is_told():
    message = letter(**HEADERS)
    message.set_content("The plans are attached.")
    message.add_attachment(b"PK\x03\x04", "application", "acad", filename="plans.dwg")
    message.add_attachment(b"%PDF-1.4 broken", "application", "pdf", filename="map.pdf")
    found = read(Path("a.eml"), message.as_bytes())
    assert len(found.documents) == 1
    assert [where for where, _ in found.lost] == ["attachment plans.dwg", "attachment map.pdf"]
    assert found.lost[0][1] == "it is of no known format"


@pytest.mark.parametrize(
    ("encoding", "subject"),
    [
        ("utf-8", "Übung für Zoë"),
        ("cp1252", "Übung für Zoë"),
        ("koi8-r", "Новое расписание поездов"),
        ("cp932", "新しい予定表"),
    ],
)
def test_bare_bytes_of_a_header_are_read_as_what_they_look_like(encoding, subject):
    head = b"From: Ida Moe <ida@velm.example>\nSubject: " + subject.encode(encoding)
    (mail,) = read(Path("a.eml"), head + b"\n\nText of the mail.\n").documents
    assert mail.title == subject


def test_greetings_and_signatures_head_nothing():
    said = "The ferry to Velm leaves at nine from the old pier, and the fare is two crowns."
    raw = (
        f"From: Ida Moe\nSubject: Ferry\n\nHi Oda\n\n{said}\n\nIda\n\n> {said}\n\nFARES\n\n{said}\n"
    )
    (mail,) = read(Path("a.eml"), raw.encode()).documents
    assert [b.kind for b in mail.blocks] == [
        *("field", "paragraph", "paragraph", "paragraph", "quote", "heading", "paragraph"),
    ]


@pytest.mark.parametrize("above", ["\n", "eml\n", "\n\n", "```\nmail:\n".replace(":", "")])
def test_a_line_above_the_header_costs_nothing(above):
    source = f"{above}Subject: The boiler\nFrom: Olga Berg\n\nIt holds 65 litres.\n"
    (document,) = read(Path("a.eml"), source.encode()).documents
    assert (document.title, document.author) == ("The boiler", "Olga Berg")
    assert document.text.endswith("It holds 65 litres.")


def test_a_text_that_names_no_field_of_a_mail_is_none():
    with pytest.raises(DocumentError, match="no header"):
        read(Path("a.eml"), b"Dear all,\nthe boiler is dry.\n\nSubject: none\n")
