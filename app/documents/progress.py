"""The last job of the index on a page: followed while it goes on, whoever started it."""

from __future__ import annotations

import streamlit as st

from app.desk import desk
from app.documents.job import IndexJob, job_of, let_go, start_again
from app.markup import filled


def show_progress(ended: bool = True) -> None:
    """How far the job is.

    Args:
        ended: say what became of it as well, when it has ended.
    """
    job = job_of(desk().folder)
    if job is None:
        return
    if job.is_going_on:
        _follow()
    elif job.state == "asking":
        _show(job)
        with st.container(horizontal=True, key="agree"):
            st.button("Ask the model", on_click=start_again, args=(desk(),),
                      kwargs={"agreed": True}, type="primary")  # fmt: skip
            st.button("Not now", on_click=let_go, args=(desk(),))
    elif ended or job.state in ("failed", "stopped"):
        _show(job)
        if job.state in ("failed", "stopped"):
            st.button("Try again", on_click=start_again, args=(desk(),))


@st.fragment(run_every=1.0)
def _follow() -> None:
    job = job_of(desk().folder)
    if job is None or not job.is_going_on:
        st.rerun()
    else:
        _show(job)


def _show(job: IndexJob) -> None:
    share = round(100 * job.done / job.total) if job.total else 0
    st.html(filled("job", job=job, share=share))
