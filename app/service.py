"""The index behind the page: opened once a generation, asked, counted."""

from __future__ import annotations

import json
import os
from pathlib import Path

import streamlit as st

from graphrag.catalog import Catalog
from graphrag.datatypes import Answer
from graphrag.index import Index, open_index
from graphrag.pipeline import ask
from graphrag.stats import Stats, read_stats
from graphrag.warm import warm_up

INDEX_VARIABLE = "GRAPHRAG_INDEX"  # set by `graphrag ui --index DIR`
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
    return warm_up(open_index(directory))


@st.cache_resource(show_spinner=False, max_entries=1)
def stats_of(directory: str, generation: int) -> Stats:
    """Counts of an index at a generation."""
    return read_stats(directory)


def answer_to(index: Index, question: str) -> Answer:
    """The answer; kept for this visitor until the question or the index changes.

    Raises:
        GraphRAGError: the question cannot be asked.
    """
    key = (str(index.directory), index.generation, question)
    kept = st.session_state.get("answered")
    if kept is None or kept[0] != key:
        kept = (key, ask(index, question))
        st.session_state["answered"] = kept
    answer: Answer = kept[1]
    return answer


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
