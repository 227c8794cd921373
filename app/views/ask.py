"""The page that asks: a question, its answer and the evidence for it.

The address is the truth: `?q=` names the question that is shown and `?after=` those before it in a
conversation, so every question has its own address and page title, and Back leads to the one
before.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app.ask.answer import show_answer
from app.ask.ask_once import answer_to
from app.ask.conversation import go_on, go_to, show_reading, show_turns, turns_before
from app.ask.history import remember
from app.ask.take_along import show_past, show_tools
from app.desk import desk
from app.markup import label, line, refusal
from app.shell import heading
from graphrag.errors import GraphRAGError
from graphrag.index import Index
from graphrag.retrieval.linking.follow_up import read_as

TITLE = "Ask your documents"


def page() -> None:
    """Draw the page."""
    question = st.query_params.get("q", "").strip()
    st.set_page_config(page_title=f"{question[:80]} · {TITLE}" if question else TITLE)
    heading(TITLE, "Answers with their evidence, hop by hop.")
    address = (*turns_before(), question)
    if st.session_state.get("addressed") != address:
        st.session_state["question"], st.session_state["addressed"] = question, address
    with st.form("ask", border=False):
        field, button = st.columns([6, 1], vertical_alignment="bottom")
        field.text_input(
            "Your question",
            key="question",
            label_visibility="collapsed",
            placeholder="Ask a question about your documents",
        )
        sent = button.form_submit_button("Ask", type="primary", width="stretch", on_click=_typed)
    st.session_state["read_as"] = ""
    try:
        if question or sent:
            _answer(question)
        else:
            _offer()
    except GraphRAGError as error:
        st.html(refusal(error))
    show_past(desk().folder, go_to)


def _typed() -> None:
    go_on(st.session_state["question"])


def _answer(question: str) -> None:
    with st.spinner("Looking for evidence"):
        index = desk().index()
        before = [(one, _said(index, one)) for one in turns_before()]
        read = read_as(index, question, before)
    folder = desk().folder
    show_turns(before)
    show_reading(read)
    place = st.empty()
    try:
        answer, evidence = answer_to(index, read.question, place.html)
    except GraphRAGError:
        place.empty()
        raise
    st.session_state["read_as"] = read.question
    if st.session_state.get("remembered") != read.question:
        st.session_state["remembered"] = read.question
        remember(folder, read.question, answer.text)
    answer = replace(answer, read_as=read if before else None)
    show_answer(place, answer, evidence, tools=lambda: show_tools(folder, answer, evidence))


def _said(index: Index, question: str) -> str:
    """What was answered in a turn before; nothing where that was a guess."""
    answer, _ = answer_to(index, question, lambda text: None)
    return "" if answer.abstained else answer.text


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
