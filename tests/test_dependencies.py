"""What pyproject.toml declares is what the code imports, and its floors are what is tested."""

from __future__ import annotations

import ast
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
OURS = {"graphrag", "indexing", "app", "eval", "tests", "benchmarks", "scripts"}
RUNTIME = ("graphrag", "indexing", "app", "eval")
ELSEWHERE = ("tests", "benchmarks", "scripts")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# Declared though no file of ours imports them, and why.
INDIRECT = {
    "llama-index": "the family's own name; llama-index-core, which is imported, comes with it",
}
# Imported where it is there or brought by others, and not declared, and why.
UNDECLARED = {
    "sentence-transformers": "benchmarks compare with it where somebody has installed it",
    "torch": "scripts/fit_head.py fits the span head with it; it is too large for an extra",
    "websockets": "Streamlit brings it; what speaks to Streamlit's page speaks through it",
}
LATE = ("import_module", "importorskip")
TOOLS = {"mypy", "pytest-xdist", "ruff"}  # run, never imported
RUN_WITH = ("langchain", "haystack")  # extras that code of the runtime imports


@cache
def imported(folders: tuple[str, ...]) -> frozenset[str]:
    """The distributions, by canonical name, behind every import in these folders, late ones too."""
    names = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_bytes())):
                if isinstance(node, ast.Import):
                    names |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                    names.add(node.module)
                elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(LATE):
                    names |= {str(a.value) for a in node.args[:1] if isinstance(a, ast.Constant)}
    tops = {name.split(".")[0] for name in names} - sys.stdlib_module_names - OURS
    homes = packages_distributions()
    return frozenset(canonicalize_name(home) for top in tops for home in homes.get(top, [top]))


def declared(*extras: str) -> dict[str, Requirement]:
    """The requirements of the runtime, or of the extras, by canonical name."""
    optional = PROJECT["optional-dependencies"]
    lines = [line for extra in extras for line in optional[extra]] or PROJECT["dependencies"]
    return {canonicalize_name(Requirement(line).name): Requirement(line) for line in lines}


def test_every_declared_dependency_is_imported() -> None:
    assert set(declared()) - imported(RUNTIME) == set(INDIRECT)
    assert set(declared(*RUN_WITH)) <= imported(RUNTIME)
    assert set(declared("dev", "train")) - imported(ELSEWHERE) == TOOLS


@pytest.mark.parametrize(
    ("folders", "extras"), [(RUNTIME, RUN_WITH), (ELSEWHERE, ("dev", "train", *RUN_WITH))]
)
def test_every_import_is_declared(folders: tuple[str, ...], extras: tuple[str, ...]) -> None:
    known = set(declared()) | set(declared(*extras))
    unknown = {name for name in imported(folders) - known if not name.startswith("llama-index-")}
    assert unknown == (set(UNDECLARED) if folders == ELSEWHERE else set())


def test_the_lowest_versions_tested_are_those_declared() -> None:
    text = (ROOT / "requirements" / "lowest.txt").read_text(encoding="utf-8")
    pins = [line.split(" ;")[0].strip(" \\") for line in text.splitlines() if "==" in line]
    lowest: dict[str, Version] = {}
    for pin in pins:
        name, _, version = pin.partition("==")
        lowest[name] = min(Version(version), lowest.get(name, Version(version)))
    for name, need in declared().items():
        (floor,) = (s.version for s in need.specifier if s.operator in (">=", "=="))
        assert lowest[name] == Version(floor), f"{name}: run `make lock`, or raise the floor"
