"""What can be done with an answer that is shown: take it along, judge it, find it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from app.ask.exports import as_graphml, as_html, as_json, as_markdown
from app.ask.history import Past, forget, past_questions, rename
from app.ask.judgements import VERDICTS, eval_set, feedback_on, judged, keep_feedback
from app.ask.picture import picture
from app.ask.raster import raster
from app.markup import label, line
from graphrag.datatypes import Answer
from graphrag.evidence.answer_evidence import AnswerEvidence
from graphrag.language.plain import plain


def show_tools(folder: Path, answer: Answer, evidence: AnswerEvidence) -> None:
    """Two buttons in a row under the answer."""
    with st.container(horizontal=True, key="tools"):
        with st.popover("Take it along", icon=":material/download:"):
            _downloads(answer, evidence)
        with st.popover("Judge it", icon=":material/rate_review:"):
            _judge(folder, answer)


def _downloads(answer: Answer, evidence: AnswerEvidence) -> None:
    graph = partial(as_graphml, evidence.branches, dict(evidence.numbers))
    files: list[tuple[str, str, str, Callable[[], str | bytes]]] = [
        ("Markdown", "answer.md", "text/markdown", partial(as_markdown, answer, evidence)),
        ("HTML", "answer.html", "text/html", partial(as_html, answer, evidence)),
        ("JSON", "answer.json", "application/json", partial(as_json, answer, evidence)),
    ]
    if evidence.branches:
        files.append(("Graph as SVG", "evidence.svg", "image/svg+xml",
                      partial(picture, answer, evidence)))  # fmt: skip
        files.append(("Graph as PNG", "evidence.png", "image/png",
                      partial(raster, answer, evidence)))  # fmt: skip
        files.append(("Graph as GraphML", "evidence.graphml", "application/xml", graph))
    for name, file, mime, make in files:
        st.download_button(name, make, file, mime, on_click="ignore", width="stretch")


def _judge(folder: Path, answer: Answer) -> None:
    question = answer.retrieval.question
    before = feedback_on(folder, question) or {}
    with st.form("feedback", border=False):
        chosen = st.radio(
            "The answer is",
            VERDICTS,
            index=VERDICTS.index(before["verdict"]) if before.get("verdict") in VERDICTS else None,
            horizontal=True,
        )
        right = st.text_input("What would be right", value=before.get("right", ""), max_chars=500)
        note = st.text_area("A note", value=before.get("note", ""), max_chars=2_000)
        if st.form_submit_button("Keep", type="primary") and chosen:
            keep_feedback(folder, judged(answer, chosen, right, note))
            st.html(line("Kept beside the index.", "gr-hint", role="status"))
    made = eval_set(folder)
    if made:
        st.download_button(
            "All verdicts as a question set", made, "questions.jsonl", "application/jsonl",
            on_click="ignore", width="stretch",
        )  # fmt: skip


def show_past(folder: Path, choose: Callable[[str], None]) -> None:
    """The questions asked before, in the sidebar."""
    past = past_questions(folder)
    if not past:
        return
    with st.sidebar:
        st.html('<h2 class="gr-kicker">Asked before</h2>')
        with st.container(gap="xsmall", key="questions-past"):
            for number, one in enumerate(past[:12]):
                st.button(
                    label(one.name),
                    key=f"past-{number}",
                    on_click=choose,
                    args=(one.question,),
                    type="tertiary",
                    width="stretch",
                )
        with st.popover("Tidy up", width="stretch"):
            _tidy(folder, past)


def _tidy(folder: Path, past: list[Past]) -> None:
    """Rename or forget one of them."""
    one = st.selectbox(
        "Question", past, format_func=lambda one: plain(one.name), key="tidied", index=0
    )
    if one is None:
        return
    name = st.text_input("Its name", value=one.name, key=f"name-{one.question}", max_chars=200)
    st.button("Rename", on_click=lambda: rename(folder, one.question, name), width="stretch")
    st.button("Forget", on_click=forget, args=(folder, one.question), width="stretch")
