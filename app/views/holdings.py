"""The part of Documents that says what the index holds: its counts, who made it, and figures."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.bars import bars, colours_now, height
from app.desk import desk
from app.documents.figures import Figure, figures
from app.documents.listing import DocumentLine
from app.markup import filled, line
from graphrag.index import Index
from graphrag.storage.stats import Stats


def show_holdings(index: Index, lines: Sequence[DocumentLine]) -> None:
    """The counts, then the figures in two columns."""
    stats = desk().stats()
    st.html('<h2 class="gr-section">What it holds</h2>')
    st.html(filled("tile_list", tiles=tiles(stats)))
    st.html(line(made_by(stats), "gr-hint"))
    drawn = _kept(index, lines)
    for left in range(0, len(drawn), 2):
        for place, figure in zip(st.columns(2, gap="large"), drawn[left : left + 2], strict=False):
            with place:
                _draw(figure)


def tiles(stats: Stats) -> list[tuple[str, str]]:
    """Each count with its name."""
    counts = {
        "documents": stats.documents,
        "passages": stats.passages,
        "sentences": stats.sentences,
        "things": stats.entities,
        "facts": stats.facts,
    }
    return [(name, f"{count:,}") for name, count in counts.items()]


def made_by(stats: Stats) -> str:
    """The edges of its graph, what made vectors and facts, and how often that was done anew."""
    edges = ", ".join(f"{count:,} by {kind}" for kind, count in stats.edges.items() if count)
    encoder = stats.embedder + (" (English)" if "MiniLM" in stats.embedder else "")
    made = f"encoder {encoder}; facts by {stats.extractor}; generation {stats.generation}."
    return f"Edges: {edges or 'none'}; {made}"


def _kept(index: Index, lines: Sequence[DocumentLine]) -> list[Figure]:
    """Counted once a generation."""
    kept: tuple[int, list[Figure]] | None = st.session_state.get("figures")
    if kept is None or kept[0] != index.generation:
        kept = st.session_state["figures"] = (index.generation, figures(index, lines))
    return kept[1]


def _draw(figure: Figure) -> None:
    st.html(line(figure.title, "gr-kicker"))
    st.echarts_chart(
        bars(figure.counts, figure.unit, colours_now(), upright=figure.ordered),
        height=height(figure.counts, upright=figure.ordered),
        key=f"figure-{figure.key}",
        renderer="svg",
        alt=f"{figure.title}: " + ", ".join(f"{name} {n}" for name, n in figure.counts.items()),
    )
