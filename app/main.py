"""The page that `graphrag ui` serves: a question, its answer, and the evidence for it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app.markup import being_written, line
from app.question_page import show_answer
from app.service import answer_to, current_index, sample_questions, stats_of
from app.sidebar import question_buttons, show_sidebar
from graphrag.errors import GraphRAGError
from graphrag.index import Index

HERO = (
    '<div class="gr-hero"><h1>Ask your documents</h1>'
    "<p>Answers with their evidence, hop by hop.</p></div>"
)


def main() -> None:
    """Draw the page."""
    st.set_page_config(page_title="Ask your documents", page_icon="🧭", layout="wide")
    st.html(f"<style>{(Path(__file__).parent / 'style.css').read_text(encoding='utf-8')}</style>")
    st.html(HERO)
    try:
        index = current_index()
        questions = sample_questions(index)
        stats = stats_of(str(index.directory), index.generation)
        if "question" not in st.session_state:
            st.session_state["question"] = st.query_params.get("q", "")
        asked = bool(st.session_state["question"])
        show_sidebar(stats, index.directory.name, questions if asked else [])
        ask_and_show(index, questions)
    except GraphRAGError as error:
        st.html(line(sentence(str(error)), "gr-card gr-error", role="alert"))


def ask_and_show(index: Index, questions: list[str]) -> None:
    """The question field and, once it holds a question, the answer.

    Raises:
        GraphRAGError: the question cannot be asked.
    """
    with st.form("ask", border=False):
        field, button = st.columns([6, 1], vertical_alignment="bottom")
        field.text_input(
            "Your question",
            key="question",
            label_visibility="collapsed",
            placeholder="Ask a question about your documents",
        )
        sent = button.form_submit_button("Ask", type="primary", width="stretch")
    question: str = st.session_state["question"]
    if question or sent:
        place = st.empty()
        with st.spinner("Looking for evidence"):
            answer = answer_to(index, question, lambda text: place.html(being_written(text)))
        place.empty()
        st.query_params["q"] = question  # so that the address leads back here
        show_answer(answer)
    elif questions:
        st.html('<p class="gr-kicker">For example</p>')
        question_buttons(questions, "start", "secondary")


def sentence(message: str) -> str:
    """An error's message as a sentence: a capital and a full stop."""
    closed = message if message.endswith((".", "!", "?")) else f"{message}."
    return closed[:1].upper() + closed[1:]


main()
