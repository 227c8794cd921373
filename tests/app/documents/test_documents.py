"""Upload, index in the background, list, and delete: on a copy of a small index."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import time
from pathlib import Path

import pytest

from app.desk import LONG, desk
from app.documents.job import FILE, POLITE, job_of, start_job
from app.documents.listing import DocumentLine, as_csv, cell_text, document_lines, loss_of
from app.documents.uploads import FOLDER, keep
from graphrag.errors import IndexLocked
from indexing.build import build_index
from tests.app.pages import opened, words_of

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x.test")')


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    source = tmp_path / "own"
    source.mkdir()
    (source / "a.md").write_text("# Harrow Mill\n\nHarrow Mill was built by Edda Lund.\n")
    (source / "b.bin").write_bytes(b"\x00\x01")
    build_index(source, tmp_path / "index")
    monkeypatch.setenv("GRAPHRAG_INDEX", str(tmp_path / "index"))
    return desk()


def ended(folder: Path):
    for _ in range(600):
        job = job_of(folder)
        if job is not None and not job.is_going_on:
            return job
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def test_uploaded_documents_are_indexed_in_the_background_and_deleted(served) -> None:
    keep(served.folder / FOLDER, [
        ("lund.md", b"# Edda Lund\n\nEdda Lund was born in Bergen.\n"),
        ("pell.md", b"# Jonas Pell\n\nJonas Pell was born in Velm.\n"),
    ])  # fmt: skip
    start_job(served)
    with pytest.raises(IndexLocked):
        start_job(served)
    job = ended(served.folder)
    assert job.state == "done" and "2 added" in job.said
    lines = {line.path: line for line in document_lines(served.index(LONG), served.folder)}
    assert lines["a.md"].uploaded == "" and lines["b.bin"].status in ("skipped", "failed")
    assert lines["uploads/lund.md"].uploaded == "lund.md"
    loss = loss_of(served.index(LONG), "uploads/pell.md")
    assert loss.passages == 1 and "Velm" in loss.things and "Bergen" not in loss.things
    assert "uploads/pell.md" in words_of(opened("documents"))
    (served.folder / FOLDER / "pell.md").unlink()
    start_job(served)
    assert "1 removed" in ended(served.folder).said
    assert "uploads/pell.md" not in served.index(LONG).document_ids


def test_a_job_goes_on_alone_and_gives_way_to_those_who_ask(
    served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.documents.job.POLITE", POLITE)  # as it is where nobody tests
    keep(served.folder / FOLDER, [("lund.md", b"# Edda Lund\n\nShe was born in Bergen.\n")])
    start_job(served)
    until = time.monotonic() + LONG
    while not (child := json.loads((served.folder / FILE).read_text()).get("pid")):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert os.getpgid(child) == child  # Ctrl-C and the end of the server are not for it
    # Linux weighs a machine's sessions alike (man 7 sched, autogroup): nice counts within one.
    assert os.getsid(child) == os.getsid(0)
    assert os.getpriority(os.PRIO_PROCESS, child) == os.getpriority(os.PRIO_PROCESS, 0) + 10
    assert ended(served.folder).state == "done"


def test_a_failed_job_says_why(served) -> None:
    (served.folder / FOLDER).mkdir(parents=True)
    start_job(served)
    job = ended(served.folder)
    assert job.state == "failed" and job.said
    assert "It failed" in words_of(opened("documents"))


def test_progress_is_read_off_the_file_after_a_reload(tmp_path: Path) -> None:
    told = {"state": "running", "pid": os.getpid(), "stage": "embed", "done": 30, "total": 90,
            "stage_started": 100.0, "told": 110.0}  # fmt: skip
    (tmp_path / "job.json").write_text(json.dumps(told))
    job = job_of(tmp_path, now=1000.0)
    assert (job.state, job.rate, job.left) == ("running", 3.0, 20.0)
    gone = told | {"pid": 2**22 + 1}
    (tmp_path / "job.json").write_text(json.dumps(gone))
    assert job_of(tmp_path, now=1000.0).state == "stopped"


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(formula: str) -> None:
    assert cell_text(formula) == f"'{formula}"
    table = as_csv([DocumentLine(formula, "read", formula, 1, "")])
    _, row = csv.reader(io.StringIO(table, newline=""))
    assert row == [f"'{formula}", "read", f"'{formula}", "1"]


def test_the_page_says_which_language_the_encoder_reads(served) -> None:
    assert "MiniLM" in served.index(LONG).made.encoder
    assert re.search(r"encoder \S*MiniLM\S* \(English\)", words_of(opened("documents")))
