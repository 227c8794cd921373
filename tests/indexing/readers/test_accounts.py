"""Every file and folder met is accounted for, and the sum is the number of files."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from graphrag.cli import main
from graphrag.storage.catalog import Catalog
from indexing import build_index
from tests.fakes import HashEmbedder

TEXT = "Ada Lane was born in Port Ems and wrote The Long Tide."


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "documents"
    (root / "minutes").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / ".git" / "config.txt").write_text("Not looked at.")
    (root / "a.md").write_text(f"# Ada\n\n{TEXT}\n")
    (root / "copy.md").write_text(f"# Ada\n\n{TEXT}\n\n\n")
    (root / "minutes" / "may.txt").write_text("The minutes of May. Jon Rook met Mira Stone.")
    (root / "blank.txt").write_text(" \n")
    (root / "broken.pdf").write_bytes(b"%PDF-1.7 no")
    (root / "deck.key").write_bytes(b"?")
    (root / "README").write_text("Without a suffix.")
    (root / "bad.jsonl").write_text(json.dumps({"text": "Tom Hale is a mayor."}) + "\n{\n")
    (root / "linked").symlink_to(root / "minutes")
    (root / "index").mkdir()
    return root


def build(root, **more):
    return build_index(root, root / "index", embedder=HashEmbedder(), **more)


def test_each_has_a_status_and_the_sum_is_the_number_of_files(folder):
    report = build(folder)
    found = {account.path: (account.status, account.reason) for account in report.accounts}
    assert found == {
        ".git/": ("skipped", "hidden"),
        "README": ("skipped", "kind unknown: no suffix"),
        "a.md": ("read", ""),
        "bad.jsonl": ("read", "1 of its lines could not be read"),
        "blank.txt": ("empty", "it holds no text"),
        "broken.pdf": ("failed", found["broken.pdf"][1]),
        "copy.md": ("copy", "a.md"),
        "deck.key": ("skipped", "kind .key"),
        "index/": ("skipped", "the index itself"),
        "linked/": ("skipped", "link to a folder"),
        "minutes/may.txt": ("read", ""),
    }
    on_disk = [p for p in folder.glob("**/*") if p.is_file() and not {"index", ".git"} & {*p.parts}]
    assert sum(not path.endswith("/") for path in found) == len(on_disk) == 8
    assert {f.document for f in report.failures} == {"blank.txt", "broken.pdf", "bad.jsonl, line 2"}
    with Catalog(folder / "index") as catalog:
        assert catalog.accounts() == report.accounts
    again = build(folder)
    assert not again.changed and again.accounts == report.accounts


def test_a_file_that_is_not_read_changes_the_account_alone(folder):
    build(folder)
    (folder / "more.key").write_bytes(b"?")
    report = build(folder)
    assert not report.changed
    assert Counter(account.reason for account in report.accounts)["kind .key"] == 2


def test_a_copy_counts_when_the_first_is_gone(folder):
    build(folder)
    (folder / "a.md").unlink()
    report = build(folder, prune=True)
    statuses = {account.path: account.status for account in report.accounts}
    assert statuses["copy.md"] == "read" and "a.md" not in statuses
    with Catalog(folder / "index") as catalog:
        assert "copy.md#0" in {passage.id for passage in catalog.content().passages}


def test_what_the_system_does_not_let_us_read_is_told():
    """As another user than the owner; root may read everything. In a folder that others reach."""
    program = (
        "import sys, os; from pathlib import Path; root = Path(sys.argv[1])\n"
        "from indexing.readers.walk import walk\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "found = walk(root, root / 'index', ('.txt',))\n"
        "print(*sorted((a.path, a.reason) for a in found.accounts))"
    )
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        root.chmod(0o755)
        (root / "mine").mkdir()
        for name in ("mine/secret.txt", "closed.txt"):
            (root / name).write_text("Not for others.")
            (root / name).chmod(0)
        (root / "mine").chmod(0)
        done = subprocess.run(
            [sys.executable, "-c", program, made],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
        )
        (root / "mine").chmod(0o700)
    assert done.stdout.strip() == "('closed.txt', 'no permission') ('mine/', 'no permission')", (
        done.stderr
    )


def test_the_commands_print_them(folder, capsys, monkeypatch):
    monkeypatch.setattr("indexing.build.open_embedder", lambda section: HashEmbedder())
    arguments = ["index", str(folder), "--index", str(folder / "index")]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "Files met: 8 = 3 read, 1 copy, 1 empty, 2 skipped, 1 failed." in said
    for line in (
        "copy.md: the text of a.md",
        "broken.pdf: it cannot be read",
        "bad.jsonl, line 2: line 2 is not JSON",
        "1 file, kind .key: deck.key",
        "1 folder, link to a folder: linked/",
    ):
        assert line in said
    assert main([*arguments, "--json"]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert shape["files"] == {
        **{"read": 3, "copy": 1, "empty": 1, "skipped": 2, "failed": 1, "all": 8},
    }
    assert main(["documents", "--index", str(folder / "index")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 11 + 1 + 1 and lines[-1].startswith("Files met: 8 = ")
    assert "copy    copy.md  (a.md)" in lines
    assert main(["documents", "--index", str(folder / "index"), "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["met"] == shape["met"] and len(listed["met"]) == 11
    assert listed["lost"] == [{"line": "bad.jsonl, line 2", "reason": listed["lost"][0]["reason"]}]
