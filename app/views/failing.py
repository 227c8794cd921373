"""The part of Evaluate that lists the questions a method failed at; each is asked with a click."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app.markup import counted, label, line
from eval.questions import Question
from eval.run import Run

MOST = 30  # questions that are listed
ALL = "every kind"
FAILED = {  # what failed: the figure, and how it is called
    "recall@5": "A passage is missing among the first five",
    "em": "The answer is another one",
}


def show_failing(run: Run, picked: object) -> None:
    """Method, kind and what failed, to be chosen; then the questions.

    Args:
        picked: what was clicked in the drawing of methods by kinds.
    """
    st.html('<h2 class="gr-section">Questions that failed</h2>')
    if not any(question.text for question in run.questions):
        said = (
            "This report was recorded without the texts of its questions. A run of graphrag eval "
            "where the server was started has them."
        )
        st.html(line(said, "gr-hint"))
        return
    bar = bar_of(run, picked)
    if bar and st.session_state.get("picked_bar") != bar:
        st.session_state["picked_bar"] = bar
        st.session_state["failing-method"], st.session_state["failing-kind"] = bar
    methods, kinds = list(run.scores), [ALL, *kinds_of(run)]
    what = [metric for metric in FAILED if any(metric in s for s in _rows(run))]
    usual = methods.index("graph") if "graph" in methods else 0
    left, middle, right = st.columns([1, 1, 2])
    method = left.selectbox("Method", methods, index=usual, key="failing-method")
    kind = middle.selectbox("Kind", kinds, key="failing-kind", format_func=kind_name)
    metric = right.selectbox("What failed", what, format_func=FAILED.__getitem__)
    _list(failed(run, method, kind, metric))


def _rows(run: Run) -> list[Mapping[str, float]]:
    return [row for scores in run.scores.values() for row in scores.values()]


def _list(questions: list[Question]) -> None:
    if not questions:
        st.html(line("None.", "gr-hint", role="status"))
        return
    said = f"{counted(len(questions), 'question')}; a click asks it of the index that is open here."
    st.html(line(said, "gr-hint", role="status"))
    with st.container(gap="xsmall", key="questions-failed"):
        for question in questions[:MOST]:
            if st.button(label(question.text), key=f"failed-{question.id}", type="tertiary"):
                st.switch_page(st.session_state["pages"]["ask"], query_params={"q": question.text})
    if len(questions) > MOST:
        st.html(line(f"The first {MOST} of them.", "gr-hint"))


def failed(run: Run, method: str, kind: str, metric: str) -> list[Question]:
    """The questions of this kind whose figure is below 1, in the order of the data."""
    scores = run.scores[method]
    return [
        question
        for question in run.questions
        if question.text
        and kind in (ALL, question.type)
        and scores.get(question.id, {}).get(metric, 1.0) < 1.0
    ]


def kinds_of(run: Run) -> list[str]:
    """Kinds of questions, as the drawing has them."""
    return list(dict.fromkeys(kind for one in run.summary.values() for kind in one.by_type))


def kind_name(kind: str) -> str:
    """A kind in words."""
    return kind.replace("_", " ") or "no kind"


def bar_of(run: Run, picked: object) -> tuple[str, str] | None:
    """The method and the kind of the bar that was clicked; None before a click."""
    selection = picked.get("selection", {}) if isinstance(picked, Mapping) else {}
    methods, kinds = list(run.summary), kinds_of(run)
    for one in selection.get("selected", ()):
        series = one.get("series_index", len(methods))
        for place in one.get("data_indices", ()):
            if series < len(methods) and place < len(kinds):
                return methods[series], kinds[place]
    return None
