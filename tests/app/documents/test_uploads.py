"""What may enter the folder of uploads."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from app.documents import uploads
from app.documents.uploads import keep, safe_name, uploaded
from graphrag.errors import SourceError


def packed(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a.md", "a.md"),
        ("notes/a.md", "notes/a.md"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\x\\a.md", "C__x_a.md"),
        ("a\x00\u202eb.md", "ab.md"),
        ("...", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_a_name_never_leaves_the_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_zip_keeps_its_folders_and_the_same_content_is_kept_once(tmp_path: Path) -> None:
    kept = keep(tmp_path, [("x.zip", packed(a__b=b"one", c=b"two")), ("d", b"one")])
    assert kept.new == ("a/b", "c") and kept.known == ("d",)
    assert [p.read_bytes() for p in uploaded(tmp_path)] == [b"one", b"two"]
    assert keep(tmp_path, [("again", b"two")]).known == ("again",)


def test_bombs_damaged_zips_and_too_much_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = packed(zeros=b"\x00" * 30_000_000)
    for name, data in (("bomb.zip", bomb), ("broken.zip", b"PK\x03\x04 no"), ("x.zip", bomb[:99])):
        with pytest.raises(SourceError):
            keep(tmp_path, [(name, data)])
    monkeypatch.setattr(uploads, "MOST_FILES", 1)
    with pytest.raises(SourceError, match="2 files are more"):
        keep(tmp_path, [("a", b"1"), ("b", b"2")])
    monkeypatch.setattr(uploads, "MOST_BYTES", 3)
    with pytest.raises(SourceError, match="larger"):
        keep(tmp_path, [("a", b"1234")])
    assert not uploaded(tmp_path)
