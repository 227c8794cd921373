"""The part of Settings that changes them: a preset, or one setting of how questions are answered.

What is chosen acts at once, for everybody who asks this server, until it stops. Which servers are
asked, and with which key, is said where it is started, never here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from app.desk import desk
from app.markup import label, line, refusal, sentence
from graphrag.errors import GraphRAGError
from graphrag.settings import Settings, describe
from graphrag.settings.presets import PRESETS

ASKED = ("reading", "reranking", "walk", "weighting", "linking", "asking")  # sections
NONE = "none"
WHAT = {
    NONE: "No preset: what was given at the start holds.",
    "economy": "The model reads the answer: one call a question.",
    "balanced": "The model picks facts and passages and reads: three calls a question.",
    "catrag": "The model picks facts, scores edges and reads: up to seven calls a question.",
    "thorough": "All of it, the question taken apart first, and up to four steps of asking on.",
}


def show_choices(settings: Settings) -> None:
    """The choices, and what they changed."""
    st.html('<h2 class="gr-section">Change</h2>')
    _preset(settings)
    _one(settings)
    if desk().chosen:
        given = " ".join(f"--set {pair}" for pair in desk().chosen)
        said = f"In force until the server stops; to keep it: graphrag ui {given}"
        st.html(line(said, "gr-hint", role="status"))
        if st.button("Back to what was given at the start", icon=":material/undo:"):
            _choose(())


def _preset(settings: Settings) -> None:
    if not settings.llm.model:
        said = (
            "Presets say how much a language model does. Name one when starting: graphrag ui "
            "--set llm.model=NAME --set llm.base_url=ADDRESS, with its key in a variable."
        )
        st.html(line(said, "gr-hint"))
        return
    before = next((pair for pair in desk().chosen if pair.startswith("preset=")), "preset=none")
    names = [NONE, *PRESETS]
    chosen = st.radio(
        "Preset",
        names,
        index=names.index(before.partition("=")[2]),
        captions=[WHAT[name] for name in names],
    )
    if "extraction" in PRESETS.get(chosen, {}):
        said = (
            "It also has the model read the documents. That acts when they are indexed: bring them "
            "up to date on the page Documents, which says first what it costs."
        )
        st.html(line(said, "gr-hint"))
    if st.button("Use this preset", type="primary"):
        _choose([] if chosen == NONE else [f"preset={chosen}"], instead_of="preset")


def _one(settings: Settings) -> None:
    asked = (row for row in describe(settings) if row[0].partition(".")[0] in ASKED)
    rows = {row[0]: row for row in sorted(asked, key=_section)}
    name = st.selectbox("A setting of how questions are answered", list(rows))
    _, value, said, choices = rows[name]
    help_ = sentence(said)
    with st.form("one-setting", border=False):
        if isinstance(value, bool):
            new = st.selectbox(label(help_), ["true", "false"], index=int(not value))
        elif choices and not isinstance(value, tuple):
            new = st.selectbox(label(help_), choices, index=choices.index(str(value)))
        else:
            written = ",".join(value) if isinstance(value, tuple) else str(value)
            of = f" Of: {', '.join(choices)}." if choices else ""
            new = st.text_input(label(help_ + of), value=written, max_chars=200)
        if st.form_submit_button("Use it"):
            _choose([f"{name}={new}"], instead_of=name)


def _section(row: tuple[str, Any, str, tuple[str, ...]]) -> int:
    return ASKED.index(row[0].partition(".")[0])


def _choose(pairs: Iterable[str], instead_of: str = "") -> None:
    kept = [pair for pair in desk().chosen if pair.partition("=")[0] != instead_of]
    chosen = (*kept, *pairs) if instead_of else ()
    try:
        with st.spinner("Opening the index with it"):
            desk().choose(tuple(chosen))
    except GraphRAGError as error:
        st.html(refusal(error))
        return
    st.rerun()
