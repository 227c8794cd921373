"""The index behind the page: opened once a generation, asked, counted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from graphrag.answering import ask_stream
from graphrag.cli.opening import open_for
from graphrag.datatypes import Answer
from graphrag.index import Index
from graphrag.storage.catalog import Catalog
from graphrag.storage.stats import Stats, read_stats

INDEX_VARIABLE = "GRAPHRAG_INDEX"  # set by `graphrag ui --index DIR`
SETTINGS_VARIABLE = "GRAPHRAG_SETTINGS"  # set by `graphrag ui`: {"toml": file, "pairs": […]}
SAMPLE = Path(__file__).parent.parent / "sample"


def index_directory() -> Path:
    """The index this process serves."""
    return Path(os.environ.get(INDEX_VARIABLE, "index"))


def current_index() -> Index:
    """The index at its latest generation; opened again only when that has changed.

    Raises:
        GraphRAGError: it cannot be opened.
    """
    directory = index_directory()
    with Catalog(directory) as catalog:
        generation = catalog.generation
    return _opened(str(directory.resolve()), generation)


@st.cache_resource(show_spinner="Opening the index", max_entries=1)
def _opened(directory: str, generation: int) -> Index:
    chosen = json.loads(os.environ.get(SETTINGS_VARIABLE, "{}"))
    toml = chosen.get("toml")
    return open_for(Path(directory), Path(toml) if toml else None, tuple(chosen.get("pairs", ())))


@st.cache_resource(show_spinner=False, max_entries=1)
def stats_of(directory: str, generation: int) -> Stats:
    """Counts of an index at a generation."""
    return read_stats(directory)


def answer_to(index: Index, question: str, show: Callable[[str], object]) -> Answer:
    """The answer; kept for this visitor until the question or the index changes.

    Args:
        show: is given what a language model has written so far, each time there is more.

    Raises:
        GraphRAGError: the question cannot be asked.
    """
    key = (str(index.directory), index.generation, question)
    kept: tuple[object, Answer] | None = st.session_state.get("answered")
    if kept is not None and kept[0] == key:
        return kept[1]
    written = ""
    for piece in ask_stream(index, question):
        if isinstance(piece, Answer):
            st.session_state["answered"] = (key, piece)
            return piece
        written += piece
        show(written)
    raise AssertionError("unreachable: the answer comes last")


def sample_questions(index: Index, count: int = 6) -> list[str]:
    """Questions of the sample corpus, if this index holds it; every kind, short ones first."""
    documents = {
        p.relative_to(SAMPLE / "documents").as_posix() for p in (SAMPLE / "documents").rglob("*.*")
    }
    file = SAMPLE / "questions.jsonl"
    if not documents or not file.is_file() or not documents <= set(index.document_ids):
        return []
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [row["question"] for row in rows[:: max(1, len(rows) // count)]][:count]
