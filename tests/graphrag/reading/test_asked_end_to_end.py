"""Tables asked for from files: what is looked through, what is cited."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphrag.answering import ask
from graphrag.evidence import passages
from graphrag.index import Index, open_index
from indexing.build import build_index

CREW = """Name,Task,Joined,Boat licence until
Ada Lane,lamp keeper,2001-05-03,2024-06-30
Per Dahl,cook,1988-01-10,
Ines Okafor,boatman,2019-11-20,2027-01-31
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("asked")
    files = folder / "files"
    files.mkdir()
    (files / "crew.csv").write_text(CREW)
    (files / "rules.md").write_text("# Rules of the hut\n\nDogs sleep outside.\n")
    build_index(files, folder / "index")
    with open_index(folder / "index") as opened:
        yield opened


def test_who_came_first_and_who_lacks_something(index: Index) -> None:
    first = ask(index, "Who has been here the longest?")
    assert (first.text, first.form) == ("Per Dahl", "list")
    assert [cited.title for cited in first.citations] == ["Per Dahl"]
    assert ask(index, "Who has no boat licence?").text == "Per Dahl"


def test_of_a_large_index_documents_are_looked_through_whole(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "SMALL", 0)  # the cook's row shares no word with the question
    assert ask(index, "Who has no boat licence?").text == "Per Dahl"
    assert not passages.passages_sharing(index, "zeppelin", 9)[0]


def test_the_document_of_a_passage() -> None:
    assert passages.document_of("a/b#c.md#3") == "a/b#c.md"
    assert passages.document_of("line-17") == "line-17"  # not cut: one of its own
