"""What the page shows for one answer: card, evidence graph, paths, passages, details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from app import markup
from app.evidence_chart import DARK, LIGHT, SHOWN, chart_height, option
from graphrag.datatypes import Answer, EvidencePath
from graphrag.evidence.answer_paths import answer_paths


def show_answer(answer: Answer) -> None:
    """Everything about one answer, the most important first."""
    retrieval = answer.retrieval
    timings = {**retrieval.timings_ms, **answer.timings_ms}
    st.html(markup.answer_card(answer, timings.get("total", sum(timings.values()))))
    if answer.steps:
        st.html('<h2 class="gr-section">Asked step by step</h2>')
        st.html(markup.step_list(answer.steps, markup.ranks(retrieval)))
    paths = answer_paths(answer)
    if paths:
        _show_evidence(paths, markup.ranks(retrieval))
    _show_passages(answer)
    _show_details(answer, timings)


def _show_evidence(paths: Sequence[EvidencePath], rank: Mapping[str, int]) -> None:
    st.html('<h2 class="gr-section">Evidence</h2>')
    colours = DARK if st.context.theme.type == "dark" else LIGHT
    st.echarts_chart(
        option(paths, rank, colours),
        height=chart_height(paths),
        key="evidence",
        alt="Graph of the evidence: entities joined by the statements of numbered passages",
    )
    st.html(markup.path_list(paths[:SHOWN], rank))


def _show_passages(answer: Answer) -> None:
    passages = answer.retrieval.passages
    scores = [sentence.score for passage in passages for sentence in passage.sentences]
    best = max(scores, default=0.0)
    st.html(
        '<h2 class="gr-section">Passages</h2>'
        '<p class="gr-hint">The stronger the tint, the nearer the sentence is to the question; '
        "underlined sentences are cited.</p>"
    )
    for number, passage in enumerate(passages, 1):
        st.html(markup.passage_card(number, passage, answer, best))
    if not passages:
        st.text("No passage was found.")


def _show_details(answer: Answer, timings: Mapping[str, float]) -> None:
    retrieval = answer.retrieval
    st.html('<h2 class="gr-section">Behind it</h2>')
    if retrieval.seeds:
        st.html('<p class="gr-hint">The walk over the graph started at</p>')
        st.html(markup.seed_chips(retrieval.seeds))
    st.html(markup.timing_row(timings))
    uses = (*retrieval.model_use, *answer.model_use)
    if uses:
        st.html('<p class="gr-hint">The language model was asked</p>')
        st.html(markup.model_row(uses))
