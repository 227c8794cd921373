"""Which heading gives a document its title."""

from pathlib import Path

import pytest

from indexing.readers.formats import read
from indexing.readers.titles import own_title
from tests.indexing.readers.test_markup import markdown


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("The rules are these.\n\n# Boats\n\nTwo.\n\n# Oars\n\nFour.\n", "file"),
        ("RULES\n\nThe rules are these.\n\n# Boats\n\nTwo.\n\n# Oars\n\nFour.\n", "RULES"),
        ("# Boats\n\nTwo.\n\n# Oars\n\nFour.\n", "Boats"),
        ("A logo\n\n# Boats\n\nTwo.\n\n## Oars\n\nFour.\n", "Boats"),
        ("The rules are these.\n\n# Boats\n\nTwo.\n", "Boats"),
        ("## Overview\n\nThe rules.\n\n## Boats\n\nTwo.\n", "file"),
        ("## Overview\n\nThe rules.\n", "file"),
        ("## Overview of the boats\n\nThe rules.\n", "Overview of the boats"),
        (
            "![The club's logo](logo.png)\n\n## Agenda of May\n\nTwo.\n\n## Call\n\nA.\n",
            "Agenda of May",
        ),
        (
            "[![Badge](b.svg)](b) ![Logo](l.png)\n\nThe boats of the club are kept in the shed.\n",
            "file",
        ),
    ],
)
def test_the_head_of_one_part_of_several_is_no_title(source, title):
    assert markdown(source)[0] == title


def test_a_name_that_says_nothing_leaves_the_first_heading():
    source = b"## Overview\n\nThe rules.\n\n## Boats\n\nTwo.\n"
    names = ("index.md", "01_introduction.md", "oars.md")
    titles = [read(Path(name), source).documents[0].title for name in names]
    assert titles == ["Overview", "Overview", "oars"]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (
            "# Last revised May 2024\n\n# Rules of the quay\n\nTwo.\n\n# Oars\n\nA.\n",
            "Rules of the quay",
        ),
        ("# Last revised May 2024\n\nTwo.\n\n# Rules of the quay\n\nA.\n", "file"),
        ("# Updated ropes of 12 May 2024\n\n# Oars\n\nA.\n", "Updated ropes of 12 May 2024"),
    ],
)
def test_a_day_above_the_title_is_none(source, title):
    assert markdown(source)[0] == title


@pytest.mark.parametrize(
    ("given", "title"),
    [("783583_v2_indd", ""), ("Harbour_dues", "Harbour_dues"), ("Dues_2 of May", "Dues_2 of May")],
)
def test_a_code_is_no_title(given, title):
    assert own_title(given, "file") == title
