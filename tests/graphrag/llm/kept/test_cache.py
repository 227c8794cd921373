"""Replies are kept once usable, found again, and never trusted when damaged."""

import json
import sqlite3
from pathlib import Path

import pytest

from graphrag.errors import LLMError
from graphrag.llm import Usage, open_llm
from graphrag.llm.kept.cache import ReplyCache, reply_key
from tests.servers.in_turn import in_turn
from tests.servers.replies import chat, respond
from tests.servers.server import Serve

SCHEMA = {"type": "object", "required": ["yes"]}


def test_a_reply_is_bought_once(serve: Serve, tmp_path: Path):
    server = serve(lambda _: chat("42", usage={"prompt_tokens": 5}))
    file = tmp_path / "folder" / "replies.sqlite"
    for run in range(3):  # three processes' worth of clients
        model = open_llm(server.section(), file)
        assert model.complete("Six times seven?").text == "42"
        assert model.usage == (Usage(from_cache=1) if run else Usage(1, 5, 0, 0))
        model.close()
    assert server.calls == 1
    assert file.stat().st_mode & 0o077 == 0


def test_structured_replies_too_whatever_the_rung(serve: Serve, tmp_path: Path):
    refusal = respond({"error": {"message": "no response_format here"}}, status=400)
    server = serve(in_turn(refusal, '{"yes": "é"}'))
    for _ in range(2):
        model = open_llm(server.section(), tmp_path / "replies")
        assert model.structured("Yes?", SCHEMA, "answer") == {"yes": "é"}
        model.close()
    assert server.calls == 2


def test_what_is_asked_decides(serve: Serve, tmp_path: Path):
    server, file = serve(lambda _: '{"yes": 1}'), tmp_path / "replies"
    open_llm(server.section(), file).complete("a")
    open_llm(server.section(), file).complete("b")
    open_llm(server.section(), file).complete("a", system="s")
    open_llm(server.section(model="large"), file).complete("a")
    open_llm(server.section(temperature=0.5), file).complete("a")
    open_llm(server.section(), file).structured("a", SCHEMA, "answer")
    assert server.calls == 6


def test_failures_are_not_kept(serve: Serve, tmp_path: Path):
    server = serve(in_turn(chat("cut", finish="length"), "whole"))
    model = open_llm(server.section(), tmp_path / "replies")
    with pytest.raises(LLMError):
        model.complete("Why?")
    assert model.complete("Why?").text == "whole"


def test_a_damaged_row_is_absent(tmp_path: Path):
    file = tmp_path / "replies"
    cache = ReplyCache.open(file)
    key = reply_key("tiny", prompt="a")
    cache.put(key, "tiny", "true", (1, 1))
    assert cache.get(key) == "true"
    cache.close()
    with sqlite3.connect(file) as database:
        database.execute("UPDATE replies SET text = 'false'")
    assert ReplyCache.open(file).get(key) is None


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path):
    file = tmp_path / "replies"
    file.write_text("something of the user's" * 100)
    with pytest.raises(LLMError, match="move it away"):
        ReplyCache.open(file)
    assert file.read_text().startswith("something of the user's")


def test_no_key_on_disk(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-991")
    server = serve(lambda _: "ok")
    model = open_llm(server.section(), tmp_path / "replies")
    model.complete(json.dumps({"a": 1}))
    model.close()
    for path in tmp_path.iterdir():
        assert b"canary" not in path.read_bytes()


def filled(path: Path) -> tuple[ReplyCache, dict[str, bytes]]:
    """Three replies of two stages, with words found nowhere else."""
    cache = ReplyCache.open(path)
    keys = {word: reply_key("tiny", prompt=word) for word in ("walrus", "ocelot", "tapir")}
    cache.put(keys["walrus"], "tiny", "the walrus " * 500, (1, 1), "extraction")
    cache.put(keys["ocelot"], "tiny", "the ocelot " * 500, (1, 1), "extraction")
    cache.put(keys["tapir"], "tiny", "the tapir " * 500, (1, 1), "answer")
    return cache, keys


def on_disk(folder: Path, word: bytes) -> bool:
    return any(word in path.read_bytes() for path in folder.iterdir())


def test_pruning_leaves_what_is_to_be_kept_and_other_stages(tmp_path: Path):
    cache, keys = filled(tmp_path / "replies")
    assert cache.prune("extraction", [keys["walrus"]]) == 1
    assert [cache.get(key) is not None for key in keys.values()] == [True, False, True]
    assert cache.drop(["extraction", "answer"]) == 2


def test_erasing_leaves_no_byte_while_others_have_the_file_open(tmp_path: Path):
    other = ReplyCache.open(tmp_path / "replies")
    cache, keys = filled(tmp_path / "replies")
    assert other.get(keys["ocelot"]) is not None
    assert on_disk(tmp_path, b"ocelot")
    cache.prune(["extraction"], [keys["walrus"]], erase=True)
    assert not on_disk(tmp_path, b"ocelot")
    assert on_disk(tmp_path, b"walrus")
    assert other.get(keys["ocelot"]) is None


def test_keys_for_pruning_come_from_the_model(serve: Serve, tmp_path: Path):
    server = serve(lambda _: '{"yes": 1}')
    model = open_llm(server.section(), tmp_path / "replies")
    model.structured("a", SCHEMA, "answer", system="s", stage="one")
    model.structured("b", SCHEMA, "answer", stage="one")
    cache = ReplyCache.open(tmp_path / "replies")
    assert cache.prune("one", [model.key_of("a", SCHEMA, "s")]) == 1
    model.structured("a", SCHEMA, "answer", system="s", stage="another name decides nothing")
    assert server.calls == 2


def test_what_cannot_be_written_in_utf_8_is_kept_all_the_same(serve: Serve, tmp_path: Path):
    body = r'{"choices": [{"message": {"content": "{\"yes\": \"\\ud800\"}"}}]}'
    server = serve(lambda _: respond(body))
    for _ in range(2):
        model = open_llm(server.section(), tmp_path / "replies")
        assert model.structured("a", SCHEMA, "answer") == {"yes": "?"}
    assert server.calls == 1
