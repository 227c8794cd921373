"""The names that users import, with their signatures: a change here is a change for users."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import graphrag
import indexing
from graphrag import errors

ROOT = Path(__file__).parent.parent

BUILD_INDEX = (
    "(source: Path | str | None, directory: Path | str, settings: Settings | None = None, "
    "*, triples: Path | str | None = None, retry_failed: bool = False, batch: bool = False, "
    "add: bool = False, replace: bool = False, prune: bool = False, "
    "progress: Progress | None = None, embedder: Embedder | None = None) -> BuildReport"
)
GRAPHRAG = {
    "Answer": "(text: str, abstained: bool, confidence: float, citations: tuple[Citation, ...], "
    "retrieval: Retrieval, reader: str, note: str = '', timings_ms: Mapping[str, float] = <factory>"
    ", claims: tuple[Claim, ...] = (), notes: tuple[str, ...] = (), "
    "model_use: tuple[ModelUse, ...] = (), form: str = text, "
    "read_as: ReadAs | None = None) -> None",
    "GraphRAGError": "",
    "GraphRAGRetriever": "(index: Index, *, k: int = 5, where: Where = None, "
    "callback_manager: CallbackManager | None = None) -> None",
    "Index": "class",
    "Retrieval": "(question: str, route: str, passages: tuple[ScoredPassage, ...], "
    "seeds: tuple[Seed, ...] = (), paths: tuple[EvidencePath, ...] = (), "
    "timings_ms: Mapping[str, float] = <factory>, notes: tuple[str, ...] = (), "
    "model_use: tuple[ModelUse, ...] = (), understanding: Understanding | None = None, "
    "steps: tuple[Step, ...] = (), doubt: float = 0.0) -> None",
    "Settings": "class",
    "ask": "(index: Index, question: str, *, where: str | Sequence[str] | None = None, "
    "history: Sequence[Turn] = (), on_stage: OnStage | None = None) -> Answer",
    "ask_stream": "(index: Index, question: str, *, where: str | Sequence[str] | None = None, "
    "history: Sequence[Turn] = (), on_stage: OnStage | None = None) -> Iterator[str | Answer]",
    "build_index": BUILD_INDEX,
    "load_settings": "(toml: Path | str | None = None, overrides: Iterable[str] = (), "
    "base: Settings | None = None, preset: str | None = None) -> Settings",
    "open_index": "(directory: Path | str, *, settings: Settings | None = None, "
    "embedder: Embedder | None = None, follow: bool = False) -> Index",
    "retrieve": "(index: Index, question: str, k: int = 5, "
    "session: ModelSession | None = None, *, where: str | Sequence[str] | None = None, "
    "on_stage: OnStage | None = None) -> Retrieval",
}
INDEXING = {"BuildReport": "class", "build_index": BUILD_INDEX}
ELSEWHERE = {
    ("graphrag.explain", "explain"): "(index: Index, question: str, k: int = 5, *, "
    "where: str | Sequence[str] | None = None) "
    "-> tuple[Retrieval, tuple[EdgeFlow, ...]]",
    ("graphrag.explain", "strongest_edges"): "(index: Index, question: str, count: int = 8, "
    "session: ModelSession | None = None) -> tuple[EdgeFlow, ...]",
    ("graphrag.clock", "StageEnded"): "(stage: str, ms: float) -> None",
    ("graphrag.warm", "warm_up"): "(index: Index) -> Index",
    ("graphrag.interop", "GraphRAGQueryEngine"): "(index: Index, *, where: Where = None, "
    "callback_manager: CallbackManager | None = None) -> None",
    ("graphrag.interop", "GraphRAGPropertyGraph"): "(index: Index, *, where: Where = None) -> None",
}


def signature(thing: object) -> str:
    """As a reader of the documentation sees it."""
    return (
        str(inspect.signature(thing)).replace("'", "").replace("note: str = ,", "note: str = '',")
    )


def test_the_names_are_these_and_no_others():
    assert graphrag.__all__ == sorted(GRAPHRAG) == dir(graphrag)
    assert sorted(indexing.__all__) == sorted(INDEXING)


def test_all_of_them_come_with_a_star():
    names: dict[str, object] = {}
    exec("from graphrag import *", names)
    assert {name for name in names if not name.startswith("__")} == set(GRAPHRAG)
    assert all(names[name] is getattr(graphrag, name) for name in GRAPHRAG)


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        *((getattr(graphrag, name), told) for name, told in GRAPHRAG.items()),
        *((getattr(indexing, name), told) for name, told in INDEXING.items()),
        *((getattr(sys.modules.get(m) or __import__(m, fromlist=[n]), n), told)
          for (m, n), told in ELSEWHERE.items()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_signatures(thing: object, expected: str):
    if expected == "class":
        assert inspect.isclass(thing)
    elif expected:
        assert signature(thing) == expected


def test_an_unknown_name_is_no_attribute():
    for module in (graphrag, indexing):
        with pytest.raises(AttributeError, match="no attribute 'serch'"):
            module.serch  # noqa: B018


def test_every_error_of_ours_is_one_of_graphrag():
    ours = [thing for thing in vars(errors).values() if inspect.isclass(thing)]
    assert len(ours) > 8
    assert all(issubclass(thing, graphrag.GraphRAGError) for thing in ours)


def test_asking_for_a_name_loads_only_what_it_needs():
    """A setting is read without numpy, an index opened without spaCy, and so on."""
    for asked, absent in (("Settings", "numpy"), ("open_index", "spacy"), ("ask", "llama_index")):
        code = f"import sys, graphrag; graphrag.{asked}; sys.exit({absent!r} in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0, asked
