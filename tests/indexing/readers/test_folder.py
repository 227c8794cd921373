"""A folder of all formats, good and bad: each file is read or has a reason."""

import json
import os
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from graphrag.errors import SourceError
from graphrag.settings import Chunking
from graphrag.storage.catalog import Catalog
from indexing import build_index
from indexing.readers import read_source
from indexing.readers.processes import ReaderPool
from tests.fakes import HashEmbedder
from tests.indexing.readers.pages import assembled


def read(path, section=None):
    return read_source(path, section or Chunking(), Path("/nowhere"), lambda done, total: None)


def pdf(*lines, encrypted=False):
    """A one-page PDF by hand; `encrypted` adds a security handler with a password we lack."""
    text = b" T* ".join(b"(" + line.encode("latin-1") + b") Tj" for line in lines)
    stream = b"BT /F1 12 Tf 14 TL 72 720 Td " + text + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    trailer = b"/Root 1 0 R"
    if encrypted:
        key = b"<" + b"ab" * 32 + b">"
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O " + key + b" /U " + key + b" >>"
        )
        trailer += b" /Encrypt 6 0 R /ID [<00> <00>]"
    return assembled(*objects, trailer=trailer)


def docx(path, *paragraphs, extra=b""):
    """A Word document of plain paragraphs."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    xml = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        if extra:
            archive.writestr("word/media/image.bin", extra)


@pytest.fixture
def good(tmp_path):
    root = tmp_path / "docs"
    (root / "deep").mkdir(parents=True)
    (root / "a.md").write_text("# Ada Lane\n\nAda Lane wrote *The Long Tide*.\n")
    (root / "deep/b.txt").write_text("Port Ems\n\nPort Ems is a town on\nthe Grey Sea.\n")
    (root / "c.html").write_text("<title>Velm</title><p>Velm is a capital.</p><script>x</script>")
    (root / "d.pdf").write_bytes(
        pdf("Jon Rook", "Jon Rook was a director of many films from", "Velm.")
    )
    docx(root / "e.docx", "Mira Stone", "Mira Stone taught in Velm.")
    (root / "f.csv").write_text('name,born,city\nTom Hale,1901,"Port Ems"\n,1902,\n')
    (root / "g.jsonl").write_text(
        json.dumps({"id": "x", "title": "Nim", "text": "Nim is a cat."})
        + "\n"
        + json.dumps({"text": "No title here."})
    )
    (root / "h_plain.txt").write_text("One long first line that goes on and ends here.\nMore.")
    (root / ".hidden.txt").write_text("secret")
    (root / "picture.png").write_bytes(b"\x89PNG")
    return root


PDF_TEXT = "Jon Rook\n\nJon Rook was a director of many films from Velm."


def test_every_format(good):
    source = read(good)
    assert source.kind == "folder" and source.failures == ()
    found = {p.id: (p.title, p.text) for p in source.passages}
    assert found == {
        "a.md#0": ("Ada Lane", "Ada Lane wrote The Long Tide."),
        "c.html#0": ("Velm", "Velm is a capital."),
        "d.pdf#0": ("Jon Rook", PDF_TEXT),
        "deep/b.txt#0": ("Port Ems", "Port Ems\n\nPort Ems is a town on the Grey Sea."),
        "e.docx#0": ("Mira Stone", "Mira Stone\n\nMira Stone taught in Velm."),
        "f.csv#0": ("Tom Hale", "name: Tom Hale; born: 1901; city: Port Ems."),
        "f.csv#1": ("f", "born: 1902."),
        "g.jsonl#2": ("g", "No title here."),
        "g.jsonl#x": ("Nim", "Nim is a cat."),
        "h_plain.txt#0": ("h plain", "One long first line that goes on and ends here.\n\nMore."),
    }
    assert all(row.status == "ok" for row in source.documents)


def test_one_document_is_a_source_too(good):
    assert [p.id for p in read(good / "a.md").passages] == ["a.md#0"]


def test_bad_files_are_listed_and_the_rest_goes_on(good):
    (good / "empty.txt").write_text("")
    (good / "blank.md").write_text(" \n\n")
    (good / "rubbish.txt").write_bytes(bytes(range(256)) * 40)
    (good / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of the kind")
    (good / "locked.pdf").write_bytes(pdf("Secret", encrypted=True))
    (good / "scan.pdf").write_bytes(pdf(""))
    (good / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    docx(good / "bomb.docx", "x", extra=b"\0" * (30 << 20))
    (good / "questions.jsonl").write_text('{"question": "who?"}')
    (good / "broken.jsonl").write_text('{"text": "x"}\nnope')
    (good / "twice.jsonl").write_text('{"id": 1, "text": "x"}\n{"id": 1, "text": "y"}')
    (good / "large.txt").write_bytes(b"word " * 300_000)
    (good / "out.txt").symlink_to("/etc/hostname")
    (good / "gone.txt").symlink_to("absent")
    os.mkfifo(good / "pipe.txt")
    source = read(good, Chunking(max_file_mb=1))
    reasons = {failure.document: failure.reason for failure in source.failures}
    expected = {
        "empty.txt": "no text",
        "blank.md": "no text",
        "scan.pdf": "no text layer",
        "rubbish.txt": "not text",
        "broken.pdf": "cannot be read as a PDF",
        "locked.pdf": "is encrypted",
        "broken.docx": "cannot be read as a Word document",
        "bomb.docx": "unpacks to 30 MB",
        "questions.jsonl": 'line 1 needs a field "text"',
        "broken.jsonl, line 2": "line 2 is not JSON",
        "twice.jsonl, line 2": "the id of an earlier line",
        "large.txt": "it has 1 MB; chunking.max_file_mb allows 1",
    }
    assert set(reasons) == set(expected)
    for name, reason in expected.items():
        assert reason in reasons[name], name
    status = {row.id: row.status for row in source.documents}
    assert sum(value == "ok" for value in status.values()) == 9
    assert status["twice.jsonl"] == "copy"  # of broken.jsonl, in its one good line
    assert {name for name, value in status.items() if value == "empty"} == {
        "empty.txt",
        "blank.md",
    }
    assert {name for name, value in status.items() if value == "failed"} == {
        name for name in expected if ", line" not in name
    } - {"empty.txt", "blank.md"}
    passed = {a.path: a.reason for a in source.accounts if a.status == "skipped"}
    assert passed == {
        ".hidden.txt": "hidden",
        "gone.txt": "link that leads nowhere",
        "out.txt": "link out of the folder",
        "picture.png": "kind .png",
        "pipe.txt": "not a plain file",
    }


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Zoë in Łódź.".encode("utf-16"), "Zoë in Łódź."),
        ("Zoe in Lodz.".encode("utf-16-le"), "Zoe in Lodz."),
        ("Zoë".encode("latin-1") + b" met Tom.", "Zoë met Tom."),
        ("\ufeffZoë.".encode(), "Zoë."),
        (b"a\0b c d e f g h i j k l.", "a b c d e f g h i j k l."),
        (b"One.\r\n\r\nTwo.\rThree.", "One.\n\nTwo.\n\nThree."),
    ],
    ids=["utf-16", "utf-16 unmarked", "windows", "mark", "nul", "line ends"],
)
def test_encodings(tmp_path, raw, text):
    (tmp_path / "a.txt").write_bytes(raw)
    (passage,) = read(tmp_path).passages
    assert passage.text == text


def test_passages_locate_themselves_in_a_long_document(tmp_path):
    text = "\n\n".join(f"Paragraph {n} tells of Ada Lane and the sea. " * 9 for n in range(30))
    (tmp_path / "long.txt").write_text(text)
    passages = read(tmp_path).passages
    assert len(passages) > 10
    by_start = sorted(passages, key=lambda p: p.start)
    assert all(a.end <= b.start for a, b in pairwise(by_start))
    assert {p.title for p in passages} == {"long"}


def test_names_with_odd_characters(tmp_path):
    for name in ("a..b.txt", "a b#c.txt", "ü.txt", "quote'\".txt", "new\nline.txt"):
        (tmp_path / name).write_text(f"Text of {name}.")
    source = read(tmp_path)
    assert len(source.passages) == 5 and not source.failures
    assert "new\nline.txt#0" in {p.id for p in source.passages}


def test_undecodable_names(tmp_path):
    raw = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        with open(raw, "w") as file:
            file.write("Text of it.")
    except OSError:
        pytest.skip("this file system allows Unicode names only")
    assert [p.id for p in read(tmp_path).passages] == ["\ufffd.txt#0"]


@pytest.mark.parametrize("names", [[], ["a.png", "b.exe"], [".hidden.txt"]])
def test_a_folder_with_no_readable_file(tmp_path, names):
    for name in names:
        (tmp_path / name).write_text("x")
    with pytest.raises(SourceError, match=r"holds no file of the kinds .*\.csv"):
        read(tmp_path)


def test_a_folder_of_which_nothing_can_be_read(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"no")
    with pytest.raises(SourceError, match="none of the 1 files.*a.pdf: it cannot be read as a PDF"):
        read(tmp_path)


def test_an_index_inside_the_folder_is_not_read(good):
    index = good / "index"
    build_index(good, index, embedder=HashEmbedder())
    (index / "stray.txt").write_text("Not a document.")
    assert not build_index(good, index, embedder=HashEmbedder()).changed


def test_unchanged_files_are_not_parsed_again(good, tmp_path, monkeypatch):
    index = tmp_path / "index"
    first = build_index(good, index, embedder=HashEmbedder())
    parsed = []
    whole = ReaderPool.read

    def read(pool, jobs):
        parsed.extend(job.name for job in jobs)
        return whole(pool, jobs)

    monkeypatch.setattr(ReaderPool, "read", read)
    assert not build_index(good, index, embedder=HashEmbedder()).changed
    assert parsed == []
    (good / "a.md").write_text("# Ada Lane\n\nAda Lane wrote nothing.\n")
    (good / "d.pdf").unlink()
    report = build_index(good, index, prune=True, embedder=HashEmbedder())
    assert parsed == ["a.md"]
    assert (report.updated, report.removed, report.added) == (1, 1, 0)
    assert report.documents == first.documents - 1
    with Catalog(index) as catalog:
        assert "d.pdf" not in {row.id for row in catalog.documents()}
