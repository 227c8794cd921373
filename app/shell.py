"""What all pages share: the head of a page, and the index beside it."""

from __future__ import annotations

import streamlit as st

from app import markup
from graphrag.storage.stats import Stats


def heading(title: str, below: str) -> None:
    """The head of a page."""
    st.html(markup.filled("heading", title=title, below=below))


def beside(stats: Stats, name: str) -> None:
    """What the index holds, in the sidebar; more of it stands on the page of documents."""
    counts = {
        "Documents": stats.documents,
        "Passages": stats.passages,
        "Things": stats.entities,
        "Facts": stats.facts,
    }
    with st.sidebar:
        st.html('<p class="gr-kicker">Index</p>' + markup.line(name, "gr-name"))
        st.html(markup.stats_table({name: f"{count:,}" for name, count in counts.items()}))
        if stats.failures:
            st.html(markup.failure_list(stats.failures))
