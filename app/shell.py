"""What all pages share: the head of a page, and the index beside it."""

from __future__ import annotations

import streamlit as st

from app import markup
from graphrag.storage.stats import Stats


def heading(title: str, below: str) -> None:
    """The head of a page."""
    st.html(markup.filled("heading", title=title, below=below))


def beside(stats: Stats, name: str) -> None:
    """What the index holds, in the sidebar."""
    with st.sidebar:
        st.html('<p class="gr-kicker">Index</p>' + markup.line(name, "gr-name"))
        st.html(stats_table(stats))
        if stats.failures:
            st.html(markup.failure_list(stats.failures))


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
