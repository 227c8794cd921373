"""The page of settings: in force and why; never a key."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from app.desk import desk
from app.probing import store_says
from app.views.choosing import ASKED
from app.views.settings import setting_rows
from graphrag import ask, retrieve
from graphrag.errors import GraphRAGError, SettingsError
from graphrag.settings import Settings, Store, load_settings
from tests.app.pages import button, html_of, opened, words_of
from tests.servers.server import FakeServer

QUESTION = "In which city did the author of the book Cybernetics die?"


def test_every_setting_is_listed_and_what_differs_is_marked() -> None:
    rows = {row.key: row for row in setting_rows(load_settings(None, ["walk.damping=0.7"]))}
    assert rows["walk.damping"].changed and rows["walk.damping"].value == "0.7"
    assert sum(row.changed for row in rows.values()) == 1
    assert not any(row.changed for row in setting_rows(Settings()))


def test_a_key_is_never_shown(monkeypatch: pytest.MonkeyPatch, sample_index: Path) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(sample_index))
    monkeypatch.setenv("SOME_KEY", "sk-very-secret")
    pairs = ["llm.model=tiny", "llm.key_env=SOME_KEY", "llm.base_url=http://127.0.0.1:9"]
    monkeypatch.setenv("GRAPHRAG_SETTINGS", json.dumps({"toml": None, "pairs": pairs}))
    page = opened("settings")
    assert "sk-very-secret" not in html_of(page)
    assert "the key's variable SOME_KEY is set" in words_of(page)
    assert "llm.model=tiny" in words_of(page)


def test_the_models_server_is_tested(monkeypatch: pytest.MonkeyPatch, index_copy: Path) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(index_copy))
    with FakeServer(lambda seen: "yes <b>") as server:
        chosen = json.dumps({"toml": None, "pairs": server.pairs()})
        monkeypatch.setenv("GRAPHRAG_SETTINGS", chosen)
        page = opened("settings")
        tested = button(page, "Test the model's server").click().run()
        assert "answered “yes &lt;b&gt;” after" in html_of(tested)
    assert "gr-error" in html_of(button(tested, "Test the model's server").click().run())


def test_without_servers_there_is_nothing_to_test(
    monkeypatch: pytest.MonkeyPatch, sample_index: Path
) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(sample_index))
    said = words_of(page := opened("settings"))
    assert not [one for one in page.button if "Test" in one.label]
    assert not page.radio and "Presets say how much a language model does" in said


def test_a_setting_acts_at_once_and_is_taken_back(
    monkeypatch: pytest.MonkeyPatch, index_copy: Path
) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(index_copy))
    usual = retrieve(desk().index(), QUESTION, 8)
    page = opened("settings")
    chooser = next(one for one in page.selectbox if "setting of how" in one.label)
    assert not [key for key in chooser.options if key.partition(".")[0] not in ASKED]
    page = chooser.select("reranking.ranker").run()
    page.selectbox[1].select("ppr")
    page = button(page, "Use it").click().run()
    assert desk().index().settings.reranking.ranker == "ppr"
    assert retrieve(desk().index(), QUESTION, 8).passages != usual.passages
    said = words_of(page)
    assert "to keep it: graphrag ui --set reranking.ranker=ppr" in said
    assert "Changed on this page --set reranking.ranker=ppr" in said
    button(page, "Back to what was given").click().run()
    assert desk().chosen == () and desk().index().settings.reranking.ranker != "ppr"


def test_what_cannot_be_is_refused_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, index_copy: Path
) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(index_copy))
    page = opened("settings")
    page = page.selectbox[0].select("walk.damping").run()
    page.text_input[0].input("much")
    assert "gr-error" in html_of(button(page, "Use it").click().run())
    assert desk().chosen == ()
    with pytest.raises(SettingsError):
        desk().choose(("preset=economy",))  # names no model
    assert desk().chosen == () and desk().index().settings == Settings()


def test_a_preset_acts_at_once_and_says_what_waits_for_indexing(
    monkeypatch: pytest.MonkeyPatch, index_copy: Path
) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(index_copy))
    with FakeServer(lambda seen: "Answer: Stockholm [S1]") as server:
        chosen = json.dumps({"toml": None, "pairs": server.pairs()})
        monkeypatch.setenv("GRAPHRAG_SETTINGS", chosen)
        page = opened("settings")
        page = page.radio[0].set_value("balanced").run()
        assert "That acts when they are indexed" in words_of(page)
        page = page.radio[0].set_value("economy").run()
        button(page, "Use this preset").click().run()
        assert desk().index().settings.reading.reader == "llm" and not server.seen
        ask(desk().index(), QUESTION)
        assert server.seen
        page = opened("settings")
        assert page.radio[0].value == "economy"
        button(page.radio[0].set_value("none").run(), "Use this preset").click().run()
        assert desk().chosen == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"title": "qdrant - vector search", "version": "1.15.0"}', "Qdrant 1.15.0 answers."),
        ('{"title": "other"}', "no Qdrant server"),
        ("<html>", "does not answer as a Qdrant server"),
    ],
)  # fmt: skip
def test_a_qdrant_server_is_told_from_others(body: str, said: str) -> None:
    class Says(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Says) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        try:
            heard = store_says(Store(kind="server", url=f"http://127.0.0.1:{server.server_port}"))
        except GraphRAGError as error:
            heard = str(error)
    assert said in heard


def test_an_address_that_is_no_servers_is_refused() -> None:
    with pytest.raises(GraphRAGError, match="no address"):
        store_says(Store(kind="server", url="file:///etc/passwd"))
