"""What all pages share: the style sheet, the head of a page, the index beside it."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from app import markup
from graphrag.storage.stats import Stats

STYLE = Path(__file__).with_name("style.css")


def style() -> None:
    """Our style sheet."""
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")


def heading(title: str, below: str) -> None:
    """The head of a page."""
    st.html(markup.filled("heading", title=title, below=below))


def focus(field: str) -> None:
    """Put the cursor into the field with this label, unless the reader is elsewhere already."""
    script = (
        "<script>{const f=document.querySelector(`input[aria-label=${JSON.stringify(%s)}]`);"
        "if(f&&document.activeElement===document.body)f.focus({preventScroll:true})}</script>"
    )
    st.html(script % json.dumps(field), unsafe_allow_javascript=True)


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
