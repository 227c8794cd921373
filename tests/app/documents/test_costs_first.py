"""Where a language model is set, indexing says what it would cost, and waits for a yes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import LONG, Desk, desk
from app.documents.job import UPDATE, IndexJob, job_of, start_job
from app.documents.listing import WAITING, document_lines
from app.documents.uploads import FOLDER, keep
from indexing.build import build_index
from tests.app.pages import button, html_of, opened, words_of
from tests.servers.ruled import by_rules, ruled
from tests.servers.server import FakeServer

TEXTS = {
    "lund.md": "# Edda Lund\n\nEdda Lund was born in Bergen. She was a painter.\n",
    "pell.md": "# Jonas Pell\n\nJonas Pell was born in Velm.\n",
}
MODEL = ("extraction.extractor=rules+llm", "llm.price_prompt=2", "llm.price_completion=8")


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer(by_rules()) as running:
        yield running


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, server: FakeServer) -> Desk:
    """An index of one file that no model has read, served with one."""
    source = tmp_path / "own"
    source.mkdir()
    (source / "mill.md").write_text("# Harrow Mill\n\nHarrow Mill was built by Edda Lund.\n")
    build_index(source, tmp_path / "index")
    chosen = {"toml": None, "pairs": server.pairs(*MODEL)}
    monkeypatch.setenv("GRAPHRAG_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("GRAPHRAG_SETTINGS", json.dumps(chosen))
    keep(desk().folder / FOLDER, [(name, text.encode()) for name, text in TEXTS.items()])
    return desk()


def ended(served: Desk) -> IndexJob:
    for _ in range(900):
        job = job_of(served.folder)
        if job is not None and not job.is_going_on:
            return job
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def waiting(served: Desk) -> list[str]:
    lines = document_lines(served.index(LONG), served.folder)
    return [one.uploaded for one in lines if one.status == WAITING]


def test_nothing_is_sent_before_a_yes(served: Desk, server: FakeServer) -> None:
    start_job(served)
    job = ended(served)
    assert job.state == "asking" and job.said == "tiny" and not server.seen
    assert dict(job.plan)["passages"] == "3, of which 3 are to be read"
    assert waiting(served) == list(TEXTS)
    page = opened("documents")
    said = words_of(page)
    assert "Nothing was sent yet" in said and "at 2 and 8 a million tokens" in said
    button(page, "Ask the model").click()
    page.run()
    job = ended(served)
    assert job.state == "done" and "2 added" in job.said, job
    assert server.seen and not waiting(served)


def test_after_a_no_what_was_uploaded_waits_and_may_go(served: Desk, server: FakeServer) -> None:
    start_job(served)
    ended(served)
    page = opened("documents")
    button(page, "Not now").click()
    page.run()
    assert job_of(served.folder) is None and not server.seen
    assert waiting(served) == list(TEXTS)
    assert "2 uploaded that wait" in words_of(page)
    button(page, "Delete it").click()
    page.run()
    assert waiting(served) == ["pell.md"] and not server.seen
    assert job_of(served.folder) is None  # nothing had to be indexed


def test_what_was_bought_already_is_not_asked_about(served: Desk, server: FakeServer) -> None:
    start_job(served, agreed=True)
    assert ended(served).state == "done"
    sent = server.calls
    (served.folder / FOLDER / "pell.md").unlink()
    start_job(served)
    assert "1 removed" in ended(served).said and server.calls == sent
    start_job(served, {"do": "merge", "name": "Edda Lund", "other": "Harrow Mill"})
    assert "things now" in ended(served).said and server.calls == sent


def test_all_sources_are_brought_up_to_date(served: Desk, tmp_path: Path) -> None:
    start_job(served, agreed=True)
    ended(served)
    (tmp_path / "own" / "mill.md").write_text("# Harrow Mill\n\nHarrow Mill stands in Velm.\n")
    (tmp_path / "own" / "new.md").write_text("# Tor Aune\n\nTor Aune was born in Oslo.\n")
    (served.folder / FOLDER / "late.md").write_text("# Una Berg\n\nUna Berg was a poet.\n")
    start_job(served, UPDATE)
    job = ended(served)
    assert job.state == "asking" and int(dict(job.plan)["calls"]) >= 3
    page = opened("documents")
    assert "Bring it up to date" not in html_of(page)
    start_job(served, UPDATE, agreed=True)
    assert ended(served).said.startswith("2 added, 1 updated, 0 removed")


def test_passages_that_the_model_failed_at_are_tried_again(
    served: Desk, server: FakeServer
) -> None:
    server.answer = lambda seen: "no JSON" if "Jonas Pell" in seen.question else ruled(seen)
    start_job(served, agreed=True)
    ended(served)
    served.index(LONG)
    assert [one.passage for one in served.stats().passage_failures] == ["uploads/pell.md#0"]
    assert "1 passage that the model failed at" in words_of(opened("documents"))
    server.answer = ruled
    start_job(served, UPDATE, agreed=True)
    assert ended(served).state == "done"
    served.index(LONG)
    assert not served.stats().passage_failures
