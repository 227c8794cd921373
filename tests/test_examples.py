"""The examples in the docstrings of the public names run, over a tiny index, as they stand."""

from __future__ import annotations

import doctest
import json
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import graphrag
import graphrag.interop
from graphrag.index import open_index
from indexing.build import build_index

CORPUS = Path(__file__).parent / "golden" / "corpus.jsonl"
PUBLIC = {
    **{name: f"graphrag.{name}" for name in graphrag.__all__ if name != "GraphRAGError"},
    "build_index": "indexing.build_index",
    "explain": "graphrag.explain.explain",
    "warm_up": "graphrag.warm.warm_up",
    **{name: f"graphrag.interop.{name}" for name in graphrag.interop.__all__},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `documents` of twelve files, and `my-index` made of them with the real encoder."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "documents").mkdir()
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = f"# {row['title']}\n\n{row['text']}\n"
        (folder / "documents" / f"{row['id']}.md").write_text(text, encoding="utf-8")
    build_index(folder / "documents", folder / "my-index")
    return folder


@pytest.fixture
def doctest_namespace(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """What the examples take for granted: the folder they run in, `graphrag`, and an open index."""
    monkeypatch.chdir(folder)
    with open_index("my-index") as index:
        yield {"graphrag": graphrag, "index": index}


@pytest.mark.parametrize("name", PUBLIC)
def test_the_examples_of(name: str, doctest_namespace: dict[str, object]):
    module, _, attribute = PUBLIC[name].rpartition(".")
    thing = getattr(import_module(module), attribute)
    found = doctest.DocTestFinder(recurse=False).find(thing, name, globs=doctest_namespace)
    examples = [test for test in found if test.examples]
    assert examples, f"the docstring of {name} has no example"
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    failures = sum(runner.run(test).failed for test in examples)
    assert not failures, f"see the output above; the folder was {os.getcwd()}"
