"""Who or what a row of records is about."""

import pytest

from indexing.passages import count_tokens
from indexing.readers.row_names import row_names
from indexing.readers.tables import LONGEST_ROW, Rows
from indexing.readers.writer import Writer

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


def test_a_long_row_is_several_pieces_that_each_say_what_it_is():
    said = " ".join(["x"] * (LONGEST_ROW // 2))
    header = ("no", "name", "first", "second", "third")
    table = Rows(header, (("7", "Ida Moe", said, said, "end"), ("8", "Tom", "a", "b", "c")))
    writer = Writer()
    writer.add_table(table, records=True)
    assert writer.said() == [
        ("row", f"no: 7; name: Ida Moe; first: {said}."),
        ("row", f"name: Ida Moe; second: {said}; third: end."),
        ("row", "no: 8; name: Tom; first: a; second: b; third: c."),
    ]
    assert table.pieces(table.rows[0], ()) == [table.row_text(table.rows[0])]
    document = writer.document("a")
    assert [block.name for block in document.blocks] == ["Ida Moe", "Ida Moe", "Tom"]
    rest = count_tokens("no: 7; name: Ida; first: .")
    edge = ("7", "Ida", " ".join(["y"] * (LONGEST_ROW - rest)), "", "")
    assert len(table.pieces(edge, (1,))) == 1
    assert len(table.pieces((*edge[:3], "z", ""), (1,))) == 2
