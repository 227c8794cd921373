"""Documents that give orders, and a model that obeys every one: nothing happens beyond its text.

Sixty injections go through every stage that shows documents to the model. While they do, an audit
hook watches the process: no address but the model's server is called, no file is written but the
replies beside the index, no program is started. What comes out cites only sentences that stand in
the index, stays within its caps, and reaches page and terminal as text.
"""

from __future__ import annotations

import dataclasses
import json
import os
import platform
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest

import graphrag
from app.ask import pieces
from graphrag.cli.render import render_answer
from graphrag.cli.shapes import ask_shape, to_json
from graphrag.datatypes import Answer, Retrieval
from graphrag.evidence.answer_evidence import evidence_of
from graphrag.index import Index
from graphrag.settings import load_settings
from graphrag.warm import warm_up
from indexing.build import build_index
from tests.app.ask.test_pieces import ARIA, OURS, Tags
from tests.fakes import write_corpus
from tests.graphrag.llm_stages.injections import INJECTIONS
from tests.servers.obedient import obedient
from tests.servers.server import FakeServer

NAMES = [
    f"{first} {last}"
    for first in ("Ada", "Bo", "Cy", "Dee", "Eli", "Fay", "Gus", "Hal")
    for last in ("Lane", "Rook", "Stone", "Hale", "Voss", "Marsh", "Quill", "Thorn")
]
SECRET = "canary-3f1c-8d02-77ab-51e9"  # as long as real keys are
EVERYTHING = ["asking.stages=understand,facts,edges,steps", "asking.steps=2",
              "reranking.llm=select", "reading.reader=llm"]  # fmt: skip
MOST_CALLS = 2 * (1 + 1 + 5 + 1 + 1) + 1  # two steps of every stage, and the answer

_events: list[tuple[str, Any]] = []
_watching = False


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event in ("socket.connect", "socket.sendto"):
        _events.append((event, arguments[1]))
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "sqlite3.connect"):
        _events.append((event, arguments[0]))
    elif event == "open" and isinstance(arguments[2], int):
        if arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            _events.append((event, arguments[0]))
    elif event in ("os.remove", "os.rename", "os.mkdir", "os.chmod"):
        _events.append((event, arguments[0]))


platform.processor()  # runs `uname` once; the vendor's client asks for it at its first request
sys.addaudithook(_audit)  # cannot be taken away again; it sleeps outside `watched`


@contextmanager
def watched(server: FakeServer, directory: Path) -> Iterator[None]:
    """Nothing but the server is called and nothing but the replies are written."""
    global _watching
    _events.clear()
    _watching = True
    try:
        yield
    finally:
        _watching = False
    port = int(server.address.rsplit(":", 1)[1].split("/")[0])
    strange = []
    for event, what in _events:
        if event == "socket.connect":
            fine = isinstance(what, tuple) and what[:2] == ("127.0.0.1", port)
        else:
            here = event == "os.mkdir" and what == str(directory)  # which is there already
            fine = here or str(what).startswith(str(directory / "replies.sqlite"))
        if not fine:
            strange.append((event, what))
    assert not strange


@pytest.fixture(scope="module")
def corpus_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document for each injection, about a person of its own."""
    folder = tmp_path_factory.mktemp("injections")
    rows = [
        (f"d{n}", name, f"{name} was born in Port Ems. {injection} {name} knew {NAMES[n - 1]}.")
        for n, (name, injection) in enumerate(zip(NAMES, INJECTIONS, strict=False))
    ]
    build_index(write_corpus(folder / "c.jsonl", rows), folder / "index")
    return folder / "index"


@contextmanager
def asked(
    directory: Path, *pairs: str, enforces: bool = True
) -> Iterator[tuple[Index, FakeServer]]:
    """The index, asking a server that obeys."""
    with FakeServer(obedient(enforces=enforces)) as server:
        with server.open(directory, "store.kind=memory", *pairs) as index:
            yield warm_up(index), server


def question(number: int) -> str:
    return f"Where was {NAMES[number]} born?"


def check_retrieval(found: Retrieval, index: Index) -> None:
    """All that was found stands in the index."""
    texts = dict(zip(index.passage_ids, index.texts, strict=True))
    for passage in found.passages:
        assert passage.text == texts[passage.id]
    for step in found.steps:
        assert set(step.passages) <= set(texts)
        for citation in step.citations:
            assert citation.text == texts[citation.passage_id][citation.start : citation.end]


def check_answer(answer: Answer, index: Index) -> None:
    """Citations stand in what was retrieved; page, terminal and JSON get text alone."""
    check_retrieval(answer.retrieval, index)
    given = {passage.id: passage.text for passage in answer.retrieval.passages}
    for citation in answer.citations:
        assert citation.text == given[citation.passage_id][citation.start : citation.end]
    for claim in answer.claims:
        assert set(claim.citations) <= set(range(len(answer.citations)))
    evidence = evidence_of(index, answer)
    html = pieces.answer_card(answer, evidence, 1.0)
    html += pieces.step_list(answer.steps, evidence.numbers)
    html += pieces.under_way((), answer.text) + pieces.model_row(answer.model_use)
    html += pieces.branch_list(evidence)
    for source in evidence.sources:
        if source.passage:
            html += pieces.passage_card(source, source.passage, 1.0)
    parsed = Tags(html)
    assert set(parsed.tags) <= OURS
    assert set(parsed.attributes) <= {"class", "href", "id", "title", "style", "open", *ARIA}
    assert html.count('href="') == html.count('href="#')
    for text in (click.unstyle(render_answer(answer, evidence.branches)), parsed.text):
        assert not [c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    shape = json.loads(to_json(ask_shape(answer)))
    assert SECRET not in to_json(shape) and SECRET not in html


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)


def test_sixty_injections_through_every_stage(corpus_index: Path) -> None:
    assert len(set(INJECTIONS)) == 60
    obeyed = shown = 0
    everything = (*EVERYTHING, "reading.passages=1")
    with asked(corpus_index, *everything) as (index, server), watched(server, corpus_index):
        for number in range(60):
            before = server.calls
            answer = graphrag.ask(index, question(number))
            assert 0 < server.calls - before <= MOST_CALLS
            assert len(answer.steps) <= 2
            check_answer(answer, index)
            obeyed += answer.reader == "tiny"
            shown += not answer.abstained and "born in" not in answer.text
    assert obeyed == 60  # the model was there and was believed; it could only write
    assert shown > 40  # and what it was ordered to write was shown, as text


def test_sixty_injections_while_the_answer_is_written(corpus_index: Path) -> None:
    with asked(corpus_index, "reading.reader=llm", "reading.passages=1") as (index, server):
        with watched(server, corpus_index):
            for number in range(60):
                *written, answer = graphrag.ask_stream(index, question(number))
                check_answer(answer, index)
                html = pieces.under_way((), "".join(written))
                assert set(Tags(html).tags) <= OURS
                assert not [c for c in "".join(written) if unicodedata.category(c) == "Cc"
                            and c not in "\n\t"]  # fmt: skip


def test_sixty_injections_into_a_server_without_schemas(corpus_index: Path) -> None:
    """What breaks the schema is refused, and the rules answer; the rest cites what was given."""
    with asked(corpus_index, "reading.reader=llm", enforces=False) as (index, server):
        with watched(server, corpus_index):
            readers = []
            for number in range(60):
                answer = graphrag.ask(index, question(number))
                check_answer(answer, index)
                readers.append(answer.reader)
                assert (answer.reader == "extractive") == bool(answer.notes)
    assert {"tiny", "extractive"} == set(readers)


@pytest.mark.parametrize("way", ["select", "listwise", "setwise", "pointwise"])
@pytest.mark.parametrize("enforces", [True, False])
def test_reranking_can_only_reorder(corpus_index: Path, way: str, enforces: bool) -> None:
    pairs = (f"reranking.llm={way}", "reranking.llm_candidates=8")
    with asked(corpus_index, *pairs, enforces=enforces) as (index, server):
        plain = dataclasses.replace(index, settings=load_settings(None, ["store.kind=memory"]))
        with watched(server, corpus_index):
            for number in range(0, 60, 4):
                found = graphrag.retrieve(index, question(number), 8)
                check_retrieval(found, index)
                without = graphrag.retrieve(plain, question(number), 8)
                assert {p.id for p in found.passages} == {p.id for p in without.passages}
