"""The page that asks one question by several methods, side by side."""

from __future__ import annotations

import streamlit as st

from app.comparing import LISTS, Ranked, methods_of, ranked_by, side_by_side
from app.desk import desk
from app.markup import filled, line, refusal
from app.shell import heading
from graphrag.errors import GraphRAGError
from graphrag.index import Index

MOST = 4  # methods side by side


def page() -> None:
    """Draw the page."""
    question = st.query_params.get("q", "").strip()
    st.set_page_config(page_title=f"{question[:80]} · Compare" if question else "Compare")
    heading("Compare", "One question by two to four methods: what each finds, and at which place.")
    if st.session_state.get("compared_at") != question:
        st.session_state["compared"] = st.session_state["compared_at"] = question
    st.text_input(
        "Your question",
        key="compared",
        on_change=_typed,
        placeholder="A question about your documents",
    )
    try:
        index = desk().index()
        methods = methods_of(index.settings)
        chosen = st.pills(
            "Methods",
            list(methods),
            selection_mode="multi",
            default=list(methods)[:MOST],
            format_func=methods.__getitem__,
        )
        if not question:
            return
        if not 2 <= len(chosen) <= MOST:
            st.html(line("Choose two to four methods.", "gr-hint", role="status"))
            return
        with st.spinner("Searching"):
            results = [_kept(index, question, method) for method in methods if method in chosen]
        rows = side_by_side(index, results)
        lists = sum(one.method in LISTS for one in results)
        compared = 0 < lists < len(results)
        st.html(filled("comparison", results=results, rows=rows, compared=compared))
    except GraphRAGError as error:
        st.html(refusal(error))


def _typed() -> None:
    st.query_params.from_dict({"q": st.session_state["compared"].strip()})


def _kept(index: Index, question: str, method: str) -> Ranked:
    """Each method is asked once a question."""
    key = (index.generation, index.settings, question, method)
    kept: dict[object, Ranked] = st.session_state.setdefault("ranked", {})
    if key not in kept:
        kept[key] = ranked_by(index, question, method)
    return kept[key]
