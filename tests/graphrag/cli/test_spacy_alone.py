"""spaCy is loaded without its commands by our own processes, and they can be loaded later."""

import subprocess
import sys

PROGRAM = """
import sys
from graphrag.cli.spacy_alone import without_commands
with without_commands():
    import spacy
    assert len(spacy.blank("en")("Ida Fenn met Ulm Bray.")) == 6
loaded = [name for name in sys.modules if name.startswith("spacy.cli")]
import spacy.cli
print(loaded, spacy.cli.info.__module__)
"""


def test_the_commands_are_loaded_by_who_wants_them_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "[] spacy.cli.info", done.stderr


def test_taking_documents_out_loads_no_spacy(tmp_path) -> None:
    program = """
import sys
from pathlib import Path
from graphrag.settings import Extraction
from indexing.extraction import Rules
rules = Rules(Extraction())
print(rules.name, rules.whole_fingerprint != "", "spacy" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "rules-4/blank_en True False", done.stderr
