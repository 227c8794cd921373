"""A tiny index with a fake encoder, and questions over it whose gold carries a canary."""

from pathlib import Path

import pytest

from eval.questions import Dataset, Evidence, Question
from eval.run import make_run
from graphrag.index import open_index
from indexing.build import build_index
from indexing.documents import Document
from tests.eval import runs
from tests.fakes import ROWS, HashEmbedder, write_corpus

CANARY = "xyzzy-canary"

QUESTIONS = (
    Question(
        "q1",
        "Where was the author of The Long Tide born?",
        ("Port Ems", CANARY),
        ("p2", "p1"),
        "bridge",
        2,
        frozenset({("p2", 0), ("p1", 1)}),
        (Evidence(("The Long Tide",), "author", ("Ada Lane", CANARY)),),
    ),
    Question(
        "q2",
        "Who taught the director of The Long Tide's film?",
        ("Mira Stone", CANARY),
        ("p2", "p3"),
        "bridge",
        2,
    ),
    Question("q3", "Is Velm a capital?", ("yes", CANARY), ("p5",), "yes/no", 1),
)


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    build_index(write_corpus(folder / "corpus.jsonl"), folder / "index", embedder=HashEmbedder())
    return folder


@pytest.fixture
def tiny_index(tiny_folder):
    with open_index(tiny_folder / "index", embedder=HashEmbedder()) as index:
        yield index


@pytest.fixture
def tiny_data(tiny_folder) -> Dataset:
    passages = tuple(Document(*row) for row in ROWS)
    return Dataset("tiny", "folder", tiny_folder, passages, QUESTIONS)


@pytest.fixture(scope="session")
def run():
    """Three methods of which the first 5, 15 and 10 questions are right."""
    methods = {
        "bm25": runs.rows("bm25", 5),
        "graph": runs.rows("graph", 15),
        "graph-no-rerank": runs.rows("graph-no-rerank", 10),
    }
    said = {name: {"what": f"what {name} is", "settings": ["a.b=1"]} for name in methods}
    index = {"generation": 3, "seconds to index": 1.25}
    return make_run(runs.DATA, methods, said, index, seed=0, resamples=200)
