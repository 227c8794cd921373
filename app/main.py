"""The pages that `graphrag ui` serves: which there are, and what stands beside each."""

from __future__ import annotations

import streamlit as st

from app import shell
from app.desk import desk
from app.markup import refusal
from app.views import ask
from graphrag.errors import GraphRAGError


def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="Ask your documents", page_icon="🧭", layout="wide")
    shell.style()
    page = st.navigation([st.Page(ask.page, title="Ask", url_path="ask", default=True)])
    try:
        stats = desk().stats()
    except GraphRAGError as error:
        shell.heading("Ask your documents", "The index cannot be opened.")
        st.html(refusal(error))
        return
    shell.beside(stats, desk().directory.name)
    page.run()


main()
