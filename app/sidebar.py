"""What the index holds, beside the page, and questions to try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from app import markup
from graphrag.storage.stats import Stats

# Characters that Streamlit's labels would read as formatting.
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]()#+-.!|~<>:$"})


def show_sidebar(stats: Stats, name: str, questions: Sequence[str]) -> None:
    """Counts, encoder and extractor of the index, failures, sample questions."""
    with st.sidebar:
        st.html('<p class="gr-kicker">Index</p>' + markup.line(name, "gr-name"))
        st.html(stats_table(stats))
        if stats.failures:
            st.html(markup.failure_list(stats.failures))
        if questions:
            st.html('<p class="gr-kicker">Questions to try</p>')
            question_buttons(questions, "side", "tertiary")


def question_buttons(
    questions: Sequence[str], place: str, kind: Literal["secondary", "tertiary"]
) -> None:
    """One button a question; pressing it asks."""
    with st.container(gap="xsmall", key=f"questions-{place}"):
        for number, question in enumerate(questions):
            st.button(
                question.translate(_MARKS),
                key=f"{place}-{number}",
                on_click=_choose,
                args=(question,),
                type=kind,
                width="stretch",
            )


def _choose(question: str) -> None:
    st.session_state["question"] = question


def stats_table(stats: Stats) -> str:
    """The counts as HTML."""
    counts = {
        "Documents": stats.documents,
        "Passages": stats.passages,
        "Sentences": stats.sentences,
        "Entities": stats.entities,
        "Facts": stats.facts,
        **{f"{kind.capitalize()} edges": count for kind, count in stats.edges.items()},
    }
    values = {name: f"{count:,}" for name, count in counts.items()}
    encoder = stats.embedder + (" (English)" if "MiniLM" in stats.embedder else "")
    values |= {"Encoder": encoder, "Triples": stats.extractor}
    return markup.stats_table(values | {"Generation": str(stats.generation)})
