"""How every command refuses: one sentence, exit code 2, nothing changed."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.graphrag.cli.shell import QUESTION, Shell


@pytest.mark.parametrize("command", ["search", "ask", "explain"])
@pytest.mark.parametrize("question", ["", "   ", "?!", "a" * 10_000])
def test_unusable_questions_are_refused(
    shell: Shell, sample_index: Path, command: str, question: str
) -> None:
    assert "question" in shell.refusal(command, question, "--index", sample_index)


@pytest.mark.parametrize("k", ["0", "-1"])
def test_k_must_be_positive(shell: Shell, sample_index: Path, k: str) -> None:
    assert "number of passages" in shell.refusal(
        "search", QUESTION, "--index", sample_index, "--k", k
    )


@pytest.mark.parametrize("command", ["search", "ask", "explain"])
def test_a_directory_that_is_no_index_is_refused(
    shell: Shell, tmp_path: Path, command: str
) -> None:
    assert "holds no index" in shell.refusal(command, QUESTION, "--index", tmp_path)
    for other in ("stats", "verify", "ui"):
        assert "holds no index" in shell.refusal(other, "--index", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_sources_that_cannot_be_indexed_are_refused(shell: Shell, tmp_path: Path) -> None:
    index = tmp_path / "index"
    empty = tmp_path / "empty"
    empty.mkdir()
    broken = tmp_path / "c.jsonl"
    broken.write_text('{oops\n{"id": "a", "title": "A"}\n')
    for source, words in (
        (tmp_path / "none", "none"),
        (empty, "empty"),
        (broken, "line 1"),
    ):
        assert words in shell.refusal("index", source, "--index", index)
    code, _, _ = shell("stats", "--index", index)
    assert code == 2


def test_hostile_control_files_are_refused(
    shell: Shell, sample_index: Path, tmp_path: Path
) -> None:
    deep, settings = tmp_path / "q.jsonl", tmp_path / "s.toml"
    deep.write_text("[" * 100_000)
    settings.write_text("x = " + "[" * 100_000)
    assert "line 1 is not JSON" in shell.refusal(
        "search", "--questions", deep, "--index", sample_index
    )
    deep.write_text('{"id": ' + "9" * 5_000 + ', "question": "Who?"}')
    assert "line 1 is not JSON" in shell.refusal(
        "search", "--questions", deep, "--index", sample_index
    )
    assert "nested too deeply" in shell.refusal(
        "search", QUESTION, "--index", sample_index, "--settings", settings
    )


def test_another_embedder_is_refused(shell: Shell, sample_index: Path) -> None:
    line = shell.refusal(
        "search", QUESTION, "--index", sample_index, "--set", "embedding.precision=fp32"
    )
    assert "built with the encoder" in line


def test_settings_are_checked(shell: Shell, tmp_path: Path) -> None:
    assert "did you mean 'tokens'" in shell.refusal("settings", "--set", "chunking.tokns=3")
    assert "cannot read" in shell.refusal("settings", "--settings", tmp_path / "none.toml")
    assert "rules" in shell.refusal("index", tmp_path, "--extractor", "magic")


def test_one_question_or_a_file_of_them(shell: Shell, tmp_path: Path) -> None:
    for arguments in (("search",), ("ask", "x", "--questions", "y"), ("nonsense",)):
        code, _, err = shell(*arguments)
        assert code == 2
        assert "Error: " in err


def test_a_taken_port_is_refused(shell: Shell, sample_index: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert "cannot be used" in shell.refusal("ui", "--index", sample_index, "--port", port)
