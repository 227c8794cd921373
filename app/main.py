"""The pages that `graphrag ui` serves: which there are, and what stands beside each."""

from __future__ import annotations

import streamlit as st

from app import shell
from app.desk import desk
from app.markup import refusal
from app.views import ask, compare, documents, evaluate, explore, settings
from graphrag.errors import GraphRAGError


def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="Ask your documents", page_icon="🧭", layout="wide")
    pages = {
        "ask": st.Page(ask.page, title="Ask", url_path="ask", default=True),
        "documents": st.Page(documents.page, title="Documents", url_path="documents"),
        "explore": st.Page(explore.page, title="Explore", url_path="explore"),
        "compare": st.Page(compare.page, title="Compare", url_path="compare"),
        "evaluate": st.Page(evaluate.page, title="Evaluate", url_path="evaluate"),
        "settings": st.Page(settings.page, title="Settings", url_path="settings"),
    }
    st.session_state["pages"] = pages
    page = st.navigation(list(pages.values()), expanded=True)
    try:
        stats = desk().stats()
    except GraphRAGError as error:
        shell.heading("Ask your documents", "The index cannot be opened.")
        st.html(refusal(error))
        return
    shell.beside(stats, desk().directory.name)
    page.run()


main()
