"""The turns of a conversation, as the address names them: `?after=…&after=…&q=…`.

Each `after` is a question as it was read, so an address shows the same conversation to everybody
and Back leads to the turn before. A turn is edited by going to it and asking something else there.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app.markup import filled, label
from graphrag.datatypes import ReadAs, Turn

MOST = 6  # turns that are remembered


def turns_before() -> list[str]:
    """The questions before the one that is shown, the oldest first."""
    return st.query_params.get_all("after")[-MOST:]


def go_to(question: str, after: Sequence[str] = ()) -> None:
    """Make this question the one that is shown; without `after`, a conversation begins with it."""
    asked = {"q": question.strip(), "after": list(after)[-MOST:]}
    st.query_params.from_dict({key: value for key, value in asked.items() if value})


def go_on(question: str) -> None:
    """Ask this after the question that is shown."""
    shown = st.session_state.get("read_as")
    go_to(question, [*turns_before(), shown] if shown else ())


def show_turns(turns: Sequence[Turn]) -> None:
    """The turns before with their answers; each leads back to where it was asked."""
    if not turns:
        return
    st.html('<p class="gr-kicker">Before in this conversation</p>')
    questions = [question for question, _ in turns]
    with st.container(gap="xsmall", key="questions-turns"):
        for number, (question, answer) in enumerate(turns):
            said = label(answer[:120]) if answer else "no answer"
            st.button(
                f"{label(question)} :gray[{said}]",
                key=f"turn-{number}",
                on_click=go_to,
                args=(question, questions[:number]),
                type="tertiary",
                width="stretch",
                help="Go back to this question, to read or to change it",
            )
        st.button("Begin a new conversation", key="afresh", on_click=go_to, args=("",),
                  type="tertiary", icon=":material/restart_alt:")  # fmt: skip


def show_reading(read: ReadAs) -> None:
    """How the question was read, to be changed where that is wrong."""
    if read.note:
        st.html(filled("line", text=read.note, style="gr-hint", role="status"))
    if not read.changed:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="read-as"):
        st.html(filled("read_as", question=read.question), width="content")
        st.button("Change", key="change-reading", on_click=_into_the_field, args=(read.question,),
                  type="tertiary", icon=":material/edit:")  # fmt: skip


def _into_the_field(question: str) -> None:
    st.session_state["question"] = question
