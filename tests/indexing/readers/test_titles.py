"""Which heading gives a document its title."""

import pytest

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
    ],
)
def test_the_head_of_one_part_of_several_is_no_title(source, title):
    assert markdown(source)[0] == title


@pytest.mark.parametrize(
    ("given", "title"),
    [("783583_v2_indd", ""), ("Harbour_dues", "Harbour_dues"), ("Dues_2 of May", "Dues_2 of May")],
)
def test_a_code_is_no_title(given, title):
    assert own_title(given, "file") == title
