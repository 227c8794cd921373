"""An answer shown while it is written: pieces, then the answer read off them strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphrag
from graphrag.datatypes import Answer
from graphrag.llm_stages.streamed_reader import parse
from tests.graphrag.cli.shell import Shell
from tests.servers.replies import events, respond, send_events
from tests.servers.server import FakeServer

QUESTION = "Which poet was the father of Ada Lovelace?"
TEXT = "- Lord Byron was her father. [S1][S2]\n- He rhymed\x1b. [S99]\nAnswer: Lord Byron [S1, S2]"


def pairs_for(server: FakeServer) -> list[str]:
    return ["llm.model=tiny", f"llm.base_url={server.address}", "llm.retries=0",
            "llm.timeout=5", "reading.reader=llm"]  # fmt: skip


def stream(server: FakeServer, directory: Path) -> tuple[list[str], Answer]:
    settings = graphrag.load_settings(None, pairs_for(server))
    with graphrag.open_index(directory, settings=settings) as index:
        *pieces, answer = graphrag.ask_stream(index, QUESTION)
    return pieces, answer


def test_pieces_then_the_answer(index_copy: Path) -> None:
    with FakeServer(lambda seen: TEXT) as server:
        pieces, answer = stream(server, index_copy)
        assert len(pieces) > 1 and "".join(pieces) == TEXT.replace("\x1b", "")
        assert (answer.text, answer.reader, len(answer.citations)) == ("Lord Byron", "tiny", 2)
        assert [claim.citations for claim in answer.claims] == [(0, 1), ()]
        assert answer.model_use[0].calls == 1 and answer.timings_ms["reading"] > 0
        pieces, again = stream(server, index_copy)
        assert again.text == "Lord Byron" and len(pieces) == 1
        assert server.calls == 1


@pytest.mark.parametrize(
    "broken",
    [
        respond({}, status=500),
        send_events(events(TEXT)[:3]),  # cut without its end
        send_events(events(TEXT, finish="length")),
        "I think that it is Byron.",
        f"{TEXT}\nAnswer: Mallory",
    ],
    ids=["500", "cut", "length", "no answer line", "two answers"],
)
def test_a_failure_gives_the_answer_of_the_rules_and_a_note(
    index_copy: Path, broken: object
) -> None:
    with FakeServer(lambda seen: broken) as server:
        _, answer = stream(server, index_copy)
    with graphrag.open_index(index_copy) as plain:
        without = graphrag.ask(plain, QUESTION)
    assert (answer.text, answer.reader) == (without.text, "extractive")
    assert answer.notes[0].startswith("Reading by the language model was left out: ")


def test_without_a_model_the_answer_comes_alone(sample_index: Path) -> None:
    with graphrag.open_index(sample_index) as index:
        (answer,) = graphrag.ask_stream(index, QUESTION)
        assert answer.text == graphrag.ask(index, QUESTION).text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Answer: none", ""),
        ("Answer: None.", ""),
        ("**Answer:** Byron [S1]", "Byron"),
        ("- a [S1]\n\nanswer: Byron [S1].", "Byron"),
        ("Answer:", ""),
    ],
)
def test_forms_of_the_last_line(text: str, answer: str) -> None:
    assert parse(text, ["S1"])["answer"].rstrip(".") == answer


@pytest.mark.parametrize("text", ["", "Byron", "Answer: a\nAnswer: b", "Answer: a\nSo it is."])
def test_no_single_last_answer_is_no_answer(text: str) -> None:
    assert parse(text, ["S1"]) is None


def test_on_the_command_line(index_copy: Path, shell: Shell) -> None:
    with FakeServer(lambda seen: TEXT) as server:
        options = [word for pair in pairs_for(server) for word in ("--set", pair)]
        code, out, err = shell("ask", QUESTION, "--stream", "--index", index_copy, *options)
        assert code == 0, err
        first, rest = out.split("\n\n", 1)
        assert "Answer: Lord Byron [S1, S2]" in first
        assert rest.startswith("Lord Byron") and "Sources" in rest
        assert "leave --json out" in shell("ask", QUESTION, "--stream", "--json", *options)[2]
