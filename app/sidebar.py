"""What the index holds, beside the page, and questions to try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from app.markup import safe
from graphrag.storage.stats import Stats

# Characters that Streamlit's labels would read as formatting.
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]()#+-.!|~<>:$"})


def show_sidebar(stats: Stats, name: str, questions: Sequence[str]) -> None:
    """Counts, encoder and extractor of the index, failures, sample questions."""
    with st.sidebar:
        st.html(f'<p class="gr-kicker">Index</p><p class="gr-name">{safe(name)}</p>')
        st.html(stats_table(stats))
        if stats.failures:
            st.html(failure_list(stats))
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
    rows = [(name, f"{count:,}") for name, count in counts.items()]
    rows += [("Encoder", stats.embedder), ("Triples", stats.extractor)]
    rows.append(("Generation", str(stats.generation)))
    cells = "".join(f"<dt>{safe(name)}</dt><dd>{safe(value)}</dd>" for name, value in rows)
    return f'<dl class="gr-stats">{cells}</dl>'


def failure_list(stats: Stats) -> str:
    """Documents that could not be read, folded away."""
    rows = "".join(f"<li><b>{safe(f.document)}</b> {safe(f.reason)}</li>" for f in stats.failures)
    noun = "document" if len(stats.failures) == 1 else "documents"
    return (
        f'<details class="gr-failures"><summary>{len(stats.failures)} {noun} could not be read'
        f"</summary><ul>{rows}</ul></details>"
    )
