"""No title, no passage is longer than it may be, in any format; dates are what a text says."""

import json
import os

import pytest

from graphrag.settings import Chunking
from indexing.passages import count_tokens
from indexing.readers.one import read_one

LONGEST_TITLE = 300
LONG = "Ada Lane of Port Ems wrote the long tide and the short one. " * 200
FILES = {
    "a.md": f"# {LONG}\n\n{LONG}",
    "a.html": f"<title>{LONG}</title><h2>{LONG}</h2><p>{LONG}",
    "a.rst": f"{LONG}\n{'=' * len(LONG)}\n\n{LONG}",
    "a.adoc": f"= {LONG}\n\n{LONG}",
    "a.tex": f"\\title{{{LONG}}}\\begin{{document}}\\section{{{LONG}}}{LONG}\\end{{document}}",
    "a.txt": f"{LONG.upper()}\n\n{LONG}",
    "a.csv": f'name,note\n"{LONG}","{LONG}"\n',
    "a.eml": f"From: a@b.example\nSubject: {LONG}\n\n{LONG}",
    "a.json": json.dumps({"title": LONG, "text": LONG}),
    "a.jsonl": json.dumps({"id": "a", "title": LONG, "text": LONG}),
    "a.xml": f"<doc><title>{LONG}</title><sec><title>{LONG}</title><p>{LONG}</p></sec></doc>",
    "a.rtf": f"{{\\rtf1{{\\info{{\\title {LONG}}}}}\\pard\\outlinelevel0 {LONG}\\par {LONG}\\par}}",
    "a.ipynb": json.dumps({"cells": [{"cell_type": "markdown", "source": f"# {LONG}\n\n{LONG}"}],
                           "metadata": {}, "nbformat": 4}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_titles_and_passages_have_a_longest_length(name, tmp_path):
    path = tmp_path / name
    path.write_text(FILES[name])
    reading = read_one(path, name, Chunking())
    assert not reading.failed and len(reading.passages) > 2
    assert len(reading.title) <= LONGEST_TITLE
    for passage in reading.passages:
        assert len(passage.title) <= LONGEST_TITLE and len(passage.section) <= LONGEST_TITLE
        assert count_tokens(passage.text) <= 1.5 * Chunking().tokens
    said = " ".join(p.title + " " + p.text for p in reading.passages).casefold()
    assert "long tide" in said


def test_a_text_without_a_date_has_none_whatever_the_day_of_its_file(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# Docks\n\nThe docks of Velm are wet.\n")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert read_one(path, "minutes/a.md", Chunking()).metadata.date == ""
    path.write_text("---\ndate: 2020-03-04\n---\n# Docks\n\nThe docks of Velm are wet.\n")
    found = read_one(path, "minutes/a.md", Chunking()).metadata
    assert (found.date, found.folder, found.path) == ("2020-03-04", "minutes", "minutes/a.md")


def test_what_a_file_may_take_by_default():
    section = Chunking()
    assert (section.max_seconds, section.max_memory_mb, section.max_file_mb) == (20, 1024, 50)
