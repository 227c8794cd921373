"""The reader with a language model behind its setting, end to end over a real socket."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

import graphrag
from graphrag.errors import SettingsError
from graphrag.settings import load_settings
from tests.graphrag.cli.shell import Shell
from tests.results import results
from tests.servers.by_stage import by_stage
from tests.servers.server import Serve

QUESTION = "Which poet was the father of Ada Lovelace?"
GOOD = {
    "reasoning": [
        {"claim": "Ada's father was Byron.", "sentences": ["S1"]},
        {"claim": "He wrote poems.", "sentences": []},
    ],
    "found": True,
    "answer": "Lord Byron",
    "sentences": ["S1", "S2"],
}
ON = "reading.reader=llm"


def test_the_setting_lets_the_model_answer(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(answer=GOOD))
    with server.open(index_copy, ON) as index:
        answer = graphrag.ask(index, QUESTION)
        given = {sentence.text for p in answer.retrieval.passages for sentence in p.sentences}
        assert (answer.text, answer.reader, answer.abstained) == ("Lord Byron", "tiny", False)
        assert {citation.text for citation in answer.citations} <= given
        assert answer.timings_ms["total"] > answer.retrieval.timings_ms["total"]
        assert (use := answer.model_use[0]).calls == 1 and use.prompt_tokens > 100
        again = graphrag.ask(index, QUESTION)  # its reply was kept
    assert again.text == answer.text and again.model_use[0].from_cache == 1
    assert server.calls == 1


@pytest.mark.parametrize("broken", [500, "garbage", {**GOOD, "sentences": ["S999"]}], ids=str)
def test_its_failure_gives_the_answer_without_it_and_a_note(
    serve: Serve, index_copy: Path, broken: object
) -> None:
    server = serve(by_stage(answer=broken))
    with server.open(index_copy, ON) as index, graphrag.open_index(index_copy) as plain:
        answer, without = graphrag.ask(index, QUESTION), graphrag.ask(plain, QUESTION)
    assert (answer.text, answer.citations) == (without.text, without.citations)
    assert results(answer.retrieval) == results(without.retrieval)
    assert answer.notes[0].startswith("Reading by the language model was left out: ")
    assert not without.notes and "no language model was used" in without.note
    assert "no language model was used" not in answer.note


def test_a_server_that_is_gone_or_silent(index_copy: Path) -> None:
    pairs = ["llm.model=x", "llm.base_url=http://127.0.0.1:9/v1", "llm.retries=0", ON]
    with graphrag.open_index(index_copy, settings=load_settings(None, pairs)) as index:
        answer = graphrag.ask(index, QUESTION)
    assert answer.reader == "extractive" and "127.0.0.1" in answer.notes[0]


def test_without_a_model_the_setting_is_refused(index_copy: Path) -> None:
    with pytest.raises(SettingsError, match=r"reading.reader=llm needs a language model"):
        graphrag.open_index(index_copy, settings=load_settings(None, [ON]))
    with graphrag.open_index(index_copy) as index:
        own = replace(index, settings=load_settings(None, [ON]))
        with pytest.raises(SettingsError, match=r"llm.model"):
            graphrag.ask(own, QUESTION)


def test_no_key_is_read_until_a_stage_asks(
    serve: Serve, index_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "not usable")
    server = serve(by_stage(answer=GOOD))
    with server.open(index_copy) as index:
        assert not graphrag.ask(index, QUESTION).notes
    with server.open(index_copy, ON) as index:
        assert "unusable characters" in graphrag.ask(index, QUESTION).notes[0]
    assert not server.seen


def test_a_directory_said_to_be_read_only(
    serve: Serve, index_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(by_stage(answer=GOOD))
    with server.open(index_copy, ON) as index:
        monkeypatch.setattr(os, "access", lambda *arguments: False)
        answer = graphrag.ask(index, QUESTION)
        graphrag.ask(index, QUESTION)
    assert answer.text == "Lord Byron" and "not kept" in answer.notes[0]
    assert server.calls == 2


def test_the_command_line_shows_it(serve: Serve, index_copy: Path, shell: Shell) -> None:
    server = serve(by_stage(answer=GOOD))
    options = [x for pair in server.pairs(ON) for x in ("--set", pair)]
    code, out, err = shell("ask", QUESTION, "--index", index_copy, *options)
    words = " ".join(out.split())
    assert code == 0, err
    assert "Lord Byron" in words and "Read by the language model tiny." in words
    assert "Ada's father was Byron. [1]" in words and "He wrote poems. (not cited" in words
    assert "Language model: answer 1 call" in words
    shape = shell.json("ask", QUESTION, "--index", index_copy, *options)
    assert shape["claims"][0] == {"text": "Ada's father was Byron.", "citations": [0]}
    assert shape["model_use"][0]["from_cache"] == 1 and shape["notes"] == []
    server.answer = by_stage(answer=500)
    failing = [*options, "--set", "reading.passages=3"]
    shape = shell.json("ask", QUESTION, "--index", index_copy, *failing)
    assert "left out" in shape["notes"][0] and shape["reader"] == "extractive"
    code, out, _ = shell("ask", QUESTION, "--index", index_copy, *failing)
    assert "Reading by the language model was left out" in " ".join(out.split())
