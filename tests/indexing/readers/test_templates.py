"""Files that a program fills in before they are shown: "rules.html.md.erb"."""

from pathlib import Path, PurePath

import pytest

from indexing.readers.formats import KINDS, ending_of, read
from indexing.readers.titles import stem_title
from indexing.readers.walk import walk

RULES = """---
title: Rules of the quay
---
<%= partial "head" %>
The warden keeps the key.
{% if open %}The quay is open.{% endif %}
"""


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.md.erb", ".md"),
        ("a.txt.j2", ".txt"),
        ("a.erb", ".erb"),
        ("a.md", ".md"),
        ("a.b.MD", ".md"),
    ],
)
def test_a_template_is_read_as_what_it_becomes(name, ending):
    assert ending_of(PurePath(name)) == ending


def test_what_a_program_writes_there_is_no_text(tmp_path):
    for name in ("rules.html.md.erb", "head.erb"):
        (tmp_path / name).write_text(RULES)
    met = walk(tmp_path, tmp_path / "index", KINDS)
    assert (list(met.files), [row.path for row in met.accounts]) == (
        ["rules.html.md.erb"],
        ["head.erb"],
    )
    (found,) = read(Path("rules.html.md.erb"), RULES.encode()).documents
    assert (found.title, found.text) == (
        "Rules of the quay",
        "The warden keeps the key.\nThe quay is open.",
    )


def test_endings_are_no_part_of_a_title():
    assert stem_title("service_targets.html.md") == "service targets"
    assert stem_title("node.js and md") == "node.js and md"
