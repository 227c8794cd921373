"""The page of settings: in force and why; never a key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.views.settings import setting_rows
from graphrag.settings import Settings, load_settings
from tests.app.pages import html_of, opened, words_of


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
