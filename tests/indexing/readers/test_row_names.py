"""Who or what a row of records is about."""

import pytest

from indexing.readers.row_names import row_names
from indexing.readers.tables import Rows

WHO = ("Ida", "Tom", "Ben")
POSTS = ("Harbour master", "Clerk", "Clerk")


@pytest.mark.parametrize(
    ("header", "rows", "names"),
    [
        (("Title", "Full Name"), (("Post", "Ida Moe"), ("Clerk", "Tom")), ["Ida Moe", "Tom"]),
        (("title", "name"), tuple(zip(POSTS, WHO, strict=True)), ["Ida", "Tom", "Ben"]),
        (("title", "name"), (("The Quay", "quay"), ("The Weir", "weir")), ["The Quay", "The Weir"]),
        (("Last Name", "First Name"), (("Moe", "Ida"), ("Hale", "Tom")), ["Ida Moe", "Tom Hale"]),
        (("Name", "Vorname"), (("Moe", "Ida"), ("Hale", "")), ["Ida Moe", "Hale"]),
        (("name", "port"), (("Ida", "Velm"), ("", "Orlen")), ["Ida", ""]),
        (("first name", "last name", "mail"), (("", "", "a@b"), ("", "", "c@d")), ["a@b", "c@d"]),
        (("Ship name", "port"), (("", "Velm"), ("", "Kiel")), ["Velm", "Kiel"]),
        (("id", "what"), (("a1", "rope"), ("a2", "tar")), ["rope", "tar"]),
        (("1", "2"), (("4", "5"), ("6", "7")), ["", ""]),
    ],
)  # fmt: skip
def test_a_row_goes_by_what_tells_it(header, rows, names):
    assert row_names(Rows(header, rows)) == names
