"""The part of Explore that corrects: merge two things, split off a name, take the last one back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import streamlit as st

from app.desk import desk
from app.documents.job import start_job
from app.markup import line, refusal
from graphrag.errors import GraphRAGError
from graphrag.evidence.entities import EntityCard
from graphrag.index import Index
from graphrag.language.plain import plain
from indexing.correcting import merge_of, split_of
from indexing.corrections import Correction, read


def show_corrections(index: Index, card: EntityCard | None) -> None:
    """What can be corrected about a thing, and what has been."""
    said = read(desk().directory)
    if card is None and not said:
        return
    st.html('<h2 class="gr-section">Corrections</h2>')
    if card is not None:
        with st.container(horizontal=True, key="corrections"):
            with st.popover("Merge", icon=":material/merge:"):
                _merge(index, card)
            with st.popover("Split off a name", icon=":material/call_split:"):
                _split(index, card)
    if not said:
        return
    st.html(line(f"{len(said)} in force, kept when documents are indexed again. The last: "
                 f"{said[-1]}.", "gr-hint"))  # fmt: skip
    if st.button("Undo the last", key="undo", icon=":material/undo:"):
        _start(lambda: None)


def merge_two(index: Index, name: str, other: str) -> None:
    """Begin to make two things one."""
    _start(lambda: merge_of(index, name, other))


def _merge(index: Index, card: EntityCard) -> None:
    with st.form("merge", border=False):
        other = st.text_input("Also this thing", placeholder="The name of the other one")
        if st.form_submit_button("Merge into this one", type="primary"):
            merge_two(index, card.name, other.strip())


def _split(index: Index, card: EntityCard) -> None:
    names = list(dict.fromkeys((*card.aliases, *(w for w in card.name.split() if len(w) > 2))))
    with st.form("split", border=False):
        other = st.selectbox("A name of something else", names, format_func=plain)
        if st.form_submit_button("Split it off", type="primary") and other:
            _start(lambda: split_of(index, card.name, other))


def _start(made: Callable[[], Correction | None]) -> None:
    """Begin the job; None takes the last one back."""
    try:
        correction = made()
        start_job(desk(), asdict(correction) if correction else {"do": "undo"})
    except (GraphRAGError, OSError) as error:
        st.html(refusal(error))
        return
    st.rerun()
