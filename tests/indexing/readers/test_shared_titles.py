"""Several documents of one title."""

from pathlib import Path

import pytest

from graphrag.settings import Chunking
from indexing.readers.folder import read_files
from indexing.readers.shared_titles import own_title, with_name
from indexing.source import NOTHING

PLACE = "\x1f"


@pytest.mark.parametrize(
    ("title", "stem", "said"),
    [
        ("Harbour Board", "moorings_2021", "Harbour Board (moorings 2021)"),
        ("Harbour Board", "Moorings - Harbour Board", "Harbour Board (Moorings)"),
        ("Extra work", f"Unit 2{PLACE}Extra work", "Extra work (Unit 2)"),
        ("Ron’s Rambles", "rons-rambles-13", "Ron’s Rambles (13)"),
        ("Care (boats)", "skiff (old)", "Care (boats) (skiff old)"),
        ("Care: boats", "skiff", "Care: boats (skiff)"),
        ("Harbour Board", "harbour-board", "Harbour Board"),
        ("Harbour Board", "Harbour Board", "Harbour Board"),
        ("Harbour Board", "0417", "Harbour Board"),
    ],
)
def test_the_name_of_the_file_stands_after_the_title_and_can_be_taken_off(title, stem, said):
    assert with_name(title, stem) == said
    assert own_title(said, stem) == title


def test_a_title_is_told_apart_as_long_as_others_have_it(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    text = "# Harbour Board\n\n{} is the rule of the day, and it is kept.\n"

    def titles(before):
        found = read_files(folder, None, Chunking(), Path("/no"), before, lambda done, total: None)
        of_passages = {passage.document_id: passage.title for passage in found.passages}
        assert [of_passages[row.id] for row in found.documents] == [
            d.title for d in found.documents
        ]
        return found, [row.title for row in found.documents]

    (folder / "moorings.md").write_text(text.format("Nine metres"))
    first, alone = titles(NOTHING)
    (folder / "fees.md").write_text(text.format("Forty crowns"))
    second, both = titles(first)
    assert titles(NOTHING) == titles(second) == (second, both)
    assert (alone, both) == (
        ["Harbour Board"],
        ["Harbour Board (fees)", "Harbour Board (moorings)"],
    )
    assert {row.id: row.sha256 for row in first.documents}.items().isdisjoint(
        {row.id: row.sha256 for row in second.documents}.items()
    )
    (folder / "fees.md").unlink()
    assert titles(second) == (first, alone)


def test_what_says_the_same_is_not_told_apart(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("moorings", "old moorings"):
        (folder / f"{name}.md").write_text("# Harbour Board\n\nNine metres is the rule.\n")
    found = read_files(folder, None, Chunking(), Path("/no"), NOTHING, lambda done, total: None)
    assert {row.title for row in found.documents} == {"Harbour Board"}
