"""Archives of files: what is in them is read and accounted for, within limits."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from graphrag.errors import DocumentError
from graphrag.settings import Chunking
from indexing.readers.bundle import MOST_FILES
from indexing.readers.formats import read
from indexing.readers.one import read_one


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return buffer.getvalue()


FILES = {
    "docs/rules.md": b"# Rules\n\nNo open fire.",
    "docs/staff.csv": b"name,city\nMira Holt,Velm\nTom Hale,Orlen\n",
    "more.jsonl": b'{"id": "a", "text": "One."}\n{"id": "b", "text": null}\n',
    "picture.png": b"\x89PNG",
    "__MACOSX/docs/._rules.md": b"x",
    "inner.zip": packed({"a.txt": b"Text."}),
    "broken.pdf": b"no PDF",
}


def test_each_file_is_a_document_or_told():
    found = read(Path("a.zip"), packed(FILES))
    assert [(d.id, d.title) for d in found.documents] == [
        ("docs/rules.md", "Rules"),
        ("docs/staff.csv", "staff"),
        ("more.jsonl#a", "more"),
    ]
    lost = dict(found.lost)
    assert lost.keys() == {
        "file more.jsonl, line 2",
        "file picture.png",
        "file __MACOSX/docs/._rules.md",
        "file inner.zip",
        "file broken.pdf",
    }
    assert lost["file picture.png"] == "it is of no known format"
    assert lost["file inner.zip"] == "an archive in an archive is not opened"


def test_passages_tell_in_which_file_of_the_archive_they_are(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(packed(FILES))
    reading = read_one(path, "box/a.zip", Chunking())
    assert [p.id for p in reading.passages] == [
        "box/a.zip#docs/rules.md",
        "box/a.zip#docs/staff.csv#0",
        "box/a.zip#docs/staff.csv#1",
        "box/a.zip#more.jsonl#a",
    ]
    assert {p.document_id for p in reading.passages} == {"box/a.zip"}
    assert len(reading.lost) == 5 and not reading.failed


def test_an_archive_in_a_mail_is_opened():
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.example", "Rules"
    mail.set_content("See inside.")
    raw = packed({"rules.md": b"# Rules\n\nNo open fire."})
    mail.add_attachment(raw, maintype="application", subtype="zip", filename="rules.zip")
    documents = read(Path("a.eml"), mail.as_bytes()).documents
    assert [document.text for document in documents][1:] == ["No open fire."]


def test_two_files_of_one_name_are_two(recwarn):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("a.txt", "One.")
        file.writestr("a.txt", "Two.")
    documents = read(Path("a.zip"), buffer.getvalue()).documents
    assert [d.text for d in documents] == ["One.", "Two."]
    assert len({d.id for d in documents}) == 2


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (packed({"a.txt": bytes(50_000_000)}), "unpacks to"),
        (packed({f"{n}.txt": b"" for n in range(MOST_FILES + 1)}), "files"),
        (b"PK\x03\x04 no archive", "cannot be read as an archive"),
        (packed(FILES)[:200], "cannot be read as an archive"),
    ],
)
def test_what_is_too_much_or_none_is_refused_in_words(raw, reason):
    with pytest.raises(DocumentError, match=reason):
        read(Path("a.zip"), raw)


def test_paths_that_lead_outside_only_name_a_document():
    (document,) = read(Path("a.zip"), packed({"/etc/a.txt": b"Text."})).documents
    assert document.id == "etc/a.txt"
