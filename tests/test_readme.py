"""The README's snippets run as they stand, in a folder with the sample beside an index of it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from graphrag.cli import main
from graphrag.cli.entry import COMMANDS
from graphrag.settings import load_settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, sample_index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sample").symlink_to(ROOT / "sample")
    shutil.copytree(sample_index, tmp_path / "my-index")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_python_snippets_run_one_after_the_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    namespace: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), namespace)
    printed = capsys.readouterr().out
    assert "graph [" in printed
    assert "evidence_paths" in README and "'sentence'" in printed


def test_commands_run_as_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    commands = [line for line in lines if line.startswith("graphrag ")]
    assert len(commands) >= 8
    for line in commands:
        assert main(shlex.split(line)[1:]) == 0, capsys.readouterr().err
    questions = (folder / "sample" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    for name in ("results.jsonl", "answers.jsonl"):
        assert len((folder / name).read_text(encoding="utf-8").splitlines()) == len(questions)


def test_every_command_is_in_the_table() -> None:
    rows = [line for line in README.splitlines() if line.startswith("| `")]
    named = set(re.findall(r"`(\w+)", " ".join(row.split("|")[1] for row in rows)))
    assert set(COMMANDS) <= named


def test_files_and_folders_named_are_there() -> None:
    named = set(re.findall(r"`((?:graphrag|indexing|app|eval|docs)/[\w./]*)`", README))
    named |= {link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link}
    assert len(named) > 15
    assert not [name for name in named if not (ROOT / name).exists()]


PARTS = ("graphrag", "indexing", "app", "eval", "tests", "scripts", "benchmarks")
PLACE = re.compile(r"`((?:graphrag|indexing|app|eval|docs|tests|scripts|benchmarks)/[\w./]*[\w/])`")
PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "eval/README.md"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_other_pages_name_is_there(page: Path) -> None:
    """Whole paths, and files by their bare names."""
    text = page.read_text(encoding="utf-8")
    files = {path.name for part in PARTS for path in (ROOT / part).rglob("*.py")}
    lost = [name for name in PLACE.findall(text) if not (ROOT / name).exists()]
    lost += [name for name in re.findall(r"`(\w+\.py)`", text) if name not in files]
    assert not lost


def test_the_targets_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE))
    assert len(named) > 8
    for target in named:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_settings_named_exist() -> None:
    pairs = re.findall(r"--set ([\w.]+=[\w.]+)", README)
    assert len(pairs) >= 3
    load_settings(None, [pair for pair in pairs if not pair.startswith("section.")])
