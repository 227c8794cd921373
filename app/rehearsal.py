"""One drawing that nobody sees, before anybody comes.

What a first drawing loads, compiles and looks up would else be the first visitor's wait.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from streamlit.testing.v1 import AppTest

NOTHING = "?"  # refused before anything is searched: the whole page is drawn, and nothing kept


def rehearse(page: Path) -> None:
    """Draw the page that asks; not while Streamlit serves, whose place it takes meanwhile."""
    logging.disable(logging.WARNING)  # Streamlit's, that nobody watches
    try:
        drawing = AppTest.from_file(str(page), default_timeout=60)
        drawing.query_params["q"] = NOTHING
        with suppress(RuntimeError):  # a machine so slow may serve without
            drawing.run()
    finally:
        logging.disable(logging.NOTSET)
