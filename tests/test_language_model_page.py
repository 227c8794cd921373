"""The page about language models: its settings parse, what it names exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from graphrag.cli.entry import cli
from graphrag.embedding import open_embedder
from graphrag.settings import load_settings, require_model
from graphrag.settings.presets import PRESETS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "language-model.md").read_text(encoding="utf-8")
SERVERS = dict(re.findall(r"^### ([^\n]*)\n.*?^```toml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))


def test_six_servers() -> None:
    words = ("OpenAI", "Azure", "vLLM", "Ollama", "llama.cpp", "LM Studio")
    assert len(SERVERS) == 6
    assert all(any(name.startswith(word) for name in SERVERS) for word in words)


@pytest.mark.parametrize("name", SERVERS)
def test_the_settings_of_each_can_be_copied(name: str, tmp_path: Path) -> None:
    file = tmp_path / "llm.toml"
    file.write_text(SERVERS[name], encoding="utf-8")
    chosen = load_settings(file)
    require_model(chosen)
    assert chosen.reading.reader == "llm" and chosen.llm.model
    local = "127.0.0.1" in chosen.llm.base_url
    assert local == (chosen.llm.key_env == "")
    from graphrag.llm import open_llm

    open_llm(chosen.llm).close()  # the address, the limits and the key's name are usable


def test_the_encoder_on_a_server_can_be_copied(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```toml\n(\[embedding\]\n.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    file = tmp_path / "encoder.toml"
    file.write_text(block, encoding="utf-8")
    assert open_embedder(load_settings(file).embedding).name == "my-encoder"


def test_the_settings_named_exist() -> None:
    pairs = re.findall(r"`(\w+\.\w+=[\w+.]+)`", PAGE)
    assert len(pairs) >= 9
    load_settings(None, pairs)
    for section, key in re.findall(r"`(llm|reading|asking|reranking)\.(\w+)`", PAGE):
        assert hasattr(getattr(load_settings(), section), key), (section, key)


def test_the_commands_and_their_options_exist() -> None:
    (block,) = re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    for line in block.splitlines():
        words = shlex.split(line, comments=True)
        command = cli.get_command(click.Context(cli), words[1])
        assert command is not None, line
        known = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_the_table_of_costs_has_every_preset() -> None:
    table = PAGE.partition("<!-- costs -->")[2].partition("<!-- /costs -->")[0]
    rows = [row.split("|")[1].strip() for row in table.splitlines() if row.startswith("| ")]
    assert rows[2:] == list(PRESETS)


def test_files_and_folders_named_are_there() -> None:
    named = re.findall(r"`(graphrag/[\w./]*)`", PAGE)
    assert named and all((ROOT / name).exists() for name in named)
