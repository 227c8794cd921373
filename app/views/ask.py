"""The page that asks: a question, its answer and the evidence for it.

The address is the truth: `?q=` names the question that is shown, so every question has its own
address and page title, and Back leads to the one before.
"""

from __future__ import annotations

import streamlit as st

from app.ask.answer import show_answer
from app.ask.asking import answer_to
from app.ask.history import remember
from app.ask.pieces import being_written
from app.ask.tools import show_past, show_tools
from app.desk import desk
from app.markup import label, line, refusal
from app.shell import heading
from graphrag.errors import GraphRAGError

TITLE = "Ask your documents"


def page() -> None:
    """Draw the page."""
    question = st.query_params.get("q", "").strip()
    st.set_page_config(page_title=f"{question[:80]} · {TITLE}" if question else TITLE)
    heading(TITLE, "Answers with their evidence, hop by hop.")
    if st.session_state.get("addressed") != question:
        st.session_state["question"] = st.session_state["addressed"] = question
    with st.form("ask", border=False):
        field, button = st.columns([6, 1], vertical_alignment="bottom")
        field.text_input(
            "Your question",
            key="question",
            label_visibility="collapsed",
            placeholder="Ask a question about your documents",
        )
        sent = button.form_submit_button("Ask", type="primary", width="stretch", on_click=_typed)
    try:
        if question or sent:
            _answer(question)
        else:
            _offer()
    except GraphRAGError as error:
        st.html(refusal(error))
    show_past(desk().folder, go_to)


def _typed() -> None:
    go_to(st.session_state["question"])


def go_to(question: str) -> None:
    """Make this question the one that is shown."""
    if question.strip():
        st.query_params["q"] = question.strip()
    else:
        st.query_params.clear()


def _answer(question: str) -> None:
    place = st.empty()
    with st.spinner("Looking for evidence"):
        index = desk().index()
        found = answer_to(index, question, lambda text: place.html(being_written(text)))
    place.empty()
    folder = desk().folder
    if st.session_state.get("remembered") != question:
        st.session_state["remembered"] = question
        remember(folder, question, found[0].text)
    show_answer(*found, tools=lambda: show_tools(folder, *found))


def _offer() -> None:
    """Questions to try, made of this index."""
    questions = desk().examples()
    if not questions:
        st.html(line("Ask about anything that your documents say.", "gr-hint"))
        return
    st.html('<p class="gr-kicker">For example, from this index</p>')
    with st.container(gap="xsmall", key="questions-start"):
        for number, question in enumerate(questions):
            st.button(
                label(question),
                key=f"start-{number}",
                on_click=go_to,
                args=(question,),
                width="stretch",
            )
