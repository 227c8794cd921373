"""The page of documents: upload, progress, each file's status and reason, statistics, delete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from app.desk import LONG, desk
from app.documents.job import UPDATE, UPLOADS, job_of, start_job
from app.documents.listing import WAITING, DocumentLine, as_csv, document_lines, loss_of
from app.documents.progress import show_progress
from app.documents.uploads import FOLDER, MOST_BYTES, keep, uploaded
from app.markup import counted, filled, line, refusal
from app.shell import heading
from app.views.holdings import show_holdings
from graphrag.errors import GraphRAGError
from graphrag.index import Index
from graphrag.language.plain import plain

STATUSES = (WAITING, "read", "copy", "empty", "skipped", "failed")
MOST = 500  # rows that are shown


def page() -> None:
    """Draw the page."""
    st.set_page_config(page_title="Documents")
    heading("Documents", "What the index was made of, and what became of every file.")
    _upload()
    show_progress()
    try:
        index = desk().index(LONG)
        lines = document_lines(index, desk().folder)
    except GraphRAGError as error:
        st.html(refusal(error))
        return
    _table(lines)
    _update(lines)
    show_holdings(index, lines)
    _delete(index, lines)


def _upload() -> None:
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader(
            "Add documents: files, or a folder as a zip",
            accept_multiple_files=True,
            max_upload_size=MOST_BYTES // 1024**2,
        )
        sent = st.form_submit_button("Index them", type="primary")
    if not sent:
        return
    if not files:
        st.html(line("Choose at least one file.", "gr-hint", role="status"))
        return
    try:
        given = [(file.name, file.getvalue()) for file in files]
        kept = keep(desk().folder / FOLDER, given)
        if kept.known:
            said = f"{len(kept.known)} of them are here already."
            st.html(line(said, "gr-hint", role="status"))
        if kept.new:
            start_job(desk())
    except (GraphRAGError, OSError) as error:
        st.html(refusal(error))


def _table(lines: list[DocumentLine]) -> None:
    counts = Counter(one.status for one in lines)
    st.html(f'<h2 class="gr-section">Files and folders met: {len(lines):,}</h2>')
    there = [status for status in STATUSES if counts[status]]
    chosen: list[str] = []
    if len(there) > 1:  # where all fared alike, each row says so
        chosen = st.pills(
            "Status",
            there,
            selection_mode="multi",
            format_func=lambda status: f"{status} {counts[status]:,}",
            label_visibility="collapsed",
        )
    shown = [one for one in lines if not chosen or one.status in chosen]
    if shown:
        st.html(filled("document_list", lines=shown[:MOST], left=len(shown) - MOST))
        st.download_button(
            "As a table (CSV)", as_csv(shown), "documents.csv", "text/csv", on_click="ignore"
        )
    else:
        st.html(line("Nothing is known of its files; index the source again.", "gr-hint"))


def _update(lines: list[DocumentLine]) -> None:
    """Read the sources again; what failed is tried again with them."""
    job = job_of(desk().folder)
    if job is not None and (job.is_going_on or job.state == "asking"):
        return
    counts = Counter(one.status for one in lines)
    stats = desk().stats()
    tried = [
        f"{counts[WAITING]:,} uploaded that wait" if counts[WAITING] else "",
        f"{counts['failed']:,} that could not be read" if counts["failed"] else "",
        f"{counted(len(stats.passage_failures), 'passage')} that the model failed at"
        if stats.passage_failures
        else "",
    ]
    said = ", ".join(filter(None, tried))
    with st.container(horizontal=True, vertical_alignment="center", key="update"):
        if st.button("Bring it up to date", icon=":material/sync:"):
            _begin(UPDATE)
        again = f", and tries again: {said}" if said else ""
        st.html(line(f"Reads its sources for what is new, changed or gone{again}.", "gr-hint"))


def _begin(work: Mapping[str, str]) -> None:
    try:
        start_job(desk(), work)
    except (GraphRAGError, OSError) as error:
        st.html(refusal(error))
        return
    st.rerun()


def _delete(index: Index, lines: list[DocumentLine]) -> None:
    """Uploaded files can go; others lie in folders that are not ours."""
    own = [one for one in lines if one.uploaded]
    st.html('<h2 class="gr-section">Delete</h2>')
    if not own:
        said = (
            "What was uploaded here can be deleted here. Other documents lie where they were "
            "indexed from: delete the file there, then bring the index up to date."
        )
        st.html(line(said, "gr-hint"))
        return
    one = st.selectbox("An uploaded document", own, format_func=lambda one: plain(one.path))
    if one is None:
        return
    st.html(filled("loss", loss=loss_of(index, one.path), path=one.path))
    if st.button("Delete it", icon=":material/delete:"):
        if one.status == WAITING:
            (desk().folder / FOLDER / one.uploaded).unlink(missing_ok=True)
            st.rerun()
        if len(uploaded(desk().folder / FOLDER)) == 1:
            said = (
                "The last uploaded document cannot be deleted here: an empty folder is no source."
            )
            st.html(line(said, "gr-card gr-error", role="alert"))
            return
        (desk().folder / FOLDER / one.uploaded).unlink(missing_ok=True)
        _begin(UPLOADS)
