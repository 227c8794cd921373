"""spaCy is loaded without its commands and checks by our own processes: the same parser, and both
can be loaded later."""

import os
import subprocess
import sys
from pathlib import Path

import spacy.about

from graphrag.cli import spacy_alone

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


PARSER = """
import hashlib, sys
from graphrag.cli.spacy_alone import without_commands
from graphrag.language.parser.pipelines import load_beside, load_parser
with without_commands(checks=bool(sys.argv[1:])):
    parser = load_parser()
    blank = load_beside(parser)
    words = parser("Ida met Ulm, didn't she?")
    read = [(t.text, t.tag_, t.dep_, t.head.i, t.norm_) for t in words]
    read += [sum(1 for _ in blank("Ida met Ulm. She left.").sents)]
    print("pydantic" in sys.modules, hash(repr(read)), hash(repr(parser.config)))
import pydantic
assert pydantic.BaseModel.__module__ == "pydantic.main"
"""


def test_without_checks_the_parser_is_the_same():
    said = []
    for arguments in ([], ["with"]):
        command = [sys.executable, "-c", PARSER, *arguments]
        own = {**os.environ, "PYTHONHASHSEED": "0"}
        done = subprocess.run(command, capture_output=True, text=True, env=own, check=False)
        assert done.returncode == 0, done.stderr
        said.append(done.stdout.split())
    assert said[0][1:] == said[1][1:]
    is_seen = f'"{spacy.about.__version__}"' == spacy_alone.SEEN
    assert [row[0] for row in said] == [str(not is_seen), "True"]


def test_the_spacy_that_is_installed_by_hash_is_the_one_that_was_seen():
    """Where it is another, say so in SEEN once the test above passes with it: a command then loads
    it in half of the time."""
    lock = (Path(spacy_alone.__file__).parents[2] / "requirements/requirements.txt").read_text(
        "utf-8"
    )
    assert f"spacy=={spacy_alone.SEEN.strip(chr(34))} " in lock


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
    assert done.stdout.strip() == "rules-5/blank_en True False", done.stderr
