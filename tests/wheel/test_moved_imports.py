"""How setup.py writes module names anew for the wheel."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def moved(source: str) -> str:
    spec = importlib.util.spec_from_file_location("build_of_the_wheel", ROOT / "setup.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written: bytes = module.moved_inside(source.encode("utf-8"))
    ast.parse(written)
    return written.decode("utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from indexing import build_index", "from graphrag.indexing import build_index"),
        ("from eval.runner import run", "from graphrag.eval.runner import run"),
        ("import indexing.build as b, os", "import graphrag.indexing.build as b, os"),
        ("def f():\n    from  app.markup import safe", None),
        ('x = "é"; from app import markup', 'x = "é"; from graphrag.app import markup'),
        ('find_spec("app.main")', 'find_spec("graphrag.app.main")'),
        ("TABLE = {'eval': ('eval.cli:cli', 1)}", "TABLE = {'eval': ('graphrag.eval.cli:cli', 1)}"),
        ("from indexing.a import b; from eval.c import d", None),
        ("from indexing.a import (\n    b,\n    c,\n)", None),
    ],
)
def test_names_of_modules_move(before: str, after: str | None) -> None:
    spaces = before.replace("from  app", "from  graphrag.app")
    expected = spaces.replace("from indexing", "from graphrag.indexing")
    expected = expected.replace("from eval", "from graphrag.eval")
    assert moved(before) == (after or expected)


@pytest.mark.parametrize(
    "source",
    [
        "from graphrag.indexing import x",
        "from evaluation import x",
        "from .indexing import x",
        "import os, app_of_others",
        'word = "eval"',
        'file = "eval.json"',
        'said = "see eval.cli for more"',
        '"""`python -m eval.fake_llm` runs it."""',
        "# from indexing import nothing",
    ],
)
def test_all_else_stays(source: str) -> None:
    assert moved(source) == source


@pytest.mark.parametrize(
    "source", ["import indexing.build", "import eval", "from \\\n  app import x", 'f"app.main"']
)
def test_forms_that_cannot_move_stop_the_build(source: str) -> None:
    with pytest.raises(ValueError, match="line 1: write"):
        moved(source)
