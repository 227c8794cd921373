"""What the page shows for one answer: card, drawing, branches, passages, details."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.ask import pieces
from app.ask.chart import DARK, LIGHT, SHOWN, chart_height, drawing_of, option, wide_height
from app.ask.drawn_points import Drawing, Node
from app.desk import desk
from graphrag.datatypes import Answer
from graphrag.errors import GraphRAGError
from graphrag.evidence.answer_evidence import AnswerEvidence
from graphrag.evidence.entities import entity_card

KINDS = {
    "named": "Named in the question",
    "thing": "On the way",
    "read": "What was read",
    "statement": "What a sentence says",
}


def show_answer(
    place: DeltaGenerator, answer: Answer, evidence: AnswerEvidence, tools: Callable[[], None]
) -> None:
    """Everything about one answer, the most important first.

    Args:
        place: where its card stands.
        tools: draws what can be done with it.
    """
    timings = {**answer.retrieval.timings_ms, **answer.timings_ms}
    total = timings.get("total", sum(timings.values()))
    place.html(pieces.answer_card(answer, evidence, total))
    tools()
    if answer.steps:
        st.html('<h2 class="gr-section">Asked step by step</h2>')
        st.html(pieces.step_list(answer.steps, evidence.numbers))
    if evidence.branches:
        _show_evidence(evidence, quoted=pieces.is_unsure(answer))
    _show_passages(answer, evidence)
    _show_details(answer, timings)


def _show_evidence(evidence: AnswerEvidence, *, quoted: bool) -> None:
    st.html('<h2 class="gr-section">Evidence</h2>')
    colours = DARK if st.context.theme.type == "dark" else LIGHT
    drawing = drawing_of(evidence)
    st.html(f"<style>:root {{ --gr-wide: {wide_height(drawing)}px; }}</style>")
    with st.container(key="drawing"):
        chosen = st.echarts_chart(
            option(drawing, evidence.numbers, colours),
            height=chart_height(drawing),
            key="evidence",
            on_select="rerun",
            renderer="svg",
            alt="Graph of the evidence: things joined by what sentences of numbered sources say",
        )
    st.html(pieces.legend())
    if len(evidence.branches) > SHOWN:
        st.html(f'<p class="gr-hint">{SHOWN} of {len(evidence.branches)} branches are drawn.</p>')
    _show_node(drawing, evidence, chosen)
    st.html(pieces.branch_list(evidence, quoted=quoted))


def _show_node(drawing: Drawing, evidence: AnswerEvidence, chosen: object) -> None:
    """What the clicked node says, or the statement that a clicked line belongs to; nothing before a
    click."""
    selection = chosen.get("selection", {}) if isinstance(chosen, Mapping) else {}
    for picked in selection.get("selected", ()):
        for place in picked.get("data_indices", ()):
            node = clicked(drawing, picked.get("data_type") == "edge", place)
            if node is not None:
                number = evidence.numbers.get(node.passage_id)
                source = evidence.sources[number - 1] if number else None
                st.html(pieces.node_card(KINDS[node.kind], node.label, node.detail, source))
                if node.kind != "statement":
                    _show_neighbours(node.label)


def clicked(drawing: Drawing, is_edge: bool, place: int) -> Node | None:
    """The node at that place, or of an edge the end that is a statement."""
    if not is_edge:
        return drawing.nodes[place] if place < len(drawing.nodes) else None
    ends = drawing.edges[place] if place < len(drawing.edges) else ()
    said = (node for node in drawing.nodes if node.key in ends and node.kind == "statement")
    return next(said, None)


def _show_neighbours(name: str) -> None:
    """What facts join to the thing, on demand, and the way to all that is said of it."""
    try:
        card = entity_card(desk().index(), name)
    except GraphRAGError:
        return  # a value or a phrase, no thing of the index
    with st.container(horizontal=True, key="neighbours"):
        with st.popover("Its neighbours", icon=":material/hub:"):
            st.html(pieces.neighbour_list(card.neighbours))
        if st.button("Everything about it", icon=":material/search:"):
            st.switch_page(st.session_state["pages"]["explore"], query_params={"e": card.name})


def _show_passages(answer: Answer, evidence: AnswerEvidence) -> None:
    passages = answer.retrieval.passages
    scores = [sentence.score for passage in passages for sentence in passage.sentences]
    best = max(scores, default=0.0)
    st.html(
        '<h2 class="gr-section">Passages</h2>'
        '<p class="gr-hint">The stronger the tint, the nearer the sentence is to the question; '
        "underlined sentences are cited.</p>"
    )
    for source in evidence.sources:
        if source.passage:
            st.html(pieces.passage_card(source, source.passage, best))
    if not passages:
        st.text("No passage was found.")


def _show_details(answer: Answer, timings: Mapping[str, float]) -> None:
    retrieval = answer.retrieval
    st.html('<h2 class="gr-section">Behind it</h2>')
    if retrieval.seeds:
        st.html('<p class="gr-hint">The walk over the graph started at</p>')
        st.html(pieces.seed_chips(retrieval.seeds))
    st.html('<p class="gr-hint">Stages, in the order they ran</p>' + pieces.timing_row(timings))
    uses = (*retrieval.model_use, *answer.model_use)
    if uses:
        st.html('<p class="gr-hint">The language model was asked</p>')
        st.html(pieces.model_row(uses))
