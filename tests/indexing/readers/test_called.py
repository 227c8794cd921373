"""What a file goes by where it gives no title: its name, its folders' before it if need be."""

from pathlib import Path

import pytest

from graphrag.settings import Chunking
from indexing.readers.called import called
from indexing.readers.folder import read_files
from indexing.readers.formats import read
from indexing.readers.titles import stem_title
from indexing.source import NOTHING


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["oars.md", "docs/sails.md"], ["oars", "sails"]),
        (["boats/skiff/index.md", "boats/punt/README.md"], ["skiff", "punt"]),
        (["skiff/care.md", "punt/care.md"], ["skiff care", "punt care"]),
        (["skiff/care.md", "skiff/care.pdf"], ["care", "care"]),
        (["2021/may.md", "2022/may.md", "june.md"], ["2021 may", "2022 may", "june"]),
        (["a/skiff/care.md", "b/skiff/care.md"], ["a skiff care", "b skiff care"]),
        (["minutes/2024-05-12.md", "2024.md"], ["minutes 2024-05-12", "2024"]),
        (["index.md", "a/index.md"], ["index", "a"]),
        (["skiff.md", "boats/skiff/index.md"], ["skiff", "skiff"]),
    ],
)
def test_a_file_is_called_so_that_it_can_be_told_from_the_others(names, said):
    assert [stem_title(stem) for stem in called(names).values()] == said


def test_the_first_part_of_a_file_of_which_every_folder_has_one_is_not_its_title():
    parts = b"## Rowing\n\nTwo oars.\n\n## Towing\n\nOne rope.\n"
    one = b"## The boat of the fens\n\nIt has a flat bottom.\n"
    name = next(iter(called(["skiff/care.md", "punt/care.md"]).values()))
    titles = [read(Path(f"{name}.md"), source).documents[0].title for source in (parts, one)]
    assert titles == ["skiff care", "The boat of the fens"]
    assert read(Path("care.md"), parts).documents[0].title == "Rowing"


def test_a_file_is_read_again_when_another_takes_its_name(tmp_path):
    folder, index = tmp_path / "files", tmp_path / "index"
    for boat in ("skiff", "punt"):
        (folder / boat).mkdir(parents=True)
    (folder / "skiff" / "care.md").write_text("It is washed in spring, with soap and a brush.")

    def titles(before):
        read_ones = read_files(folder, None, Chunking(), index, before, lambda done, total: None)
        return read_ones, [row.title for row in read_ones.documents]

    first, alone = titles(NOTHING)
    (folder / "punt" / "care.md").write_text("It is tarred every other autumn, in the dry dock.")
    assert (alone, titles(first)[1]) == (["care"], ["punt care", "skiff care"])


def test_a_copy_is_not_called_by_its_folder() -> None:
    names = ["north/care.md", "south/care.md", "west/care.md"]
    same = dict(zip(names, "aab", strict=True))
    assert list(called(names[:2], same.__getitem__).values()) == ["care", "care"]
    assert "care" not in called(names, same.__getitem__).values()
