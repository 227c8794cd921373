"""Why a file cannot be opened, in words."""

from pathlib import Path

import pytest

from indexing.readers.walk import unreadable


def test_an_error_of_the_disk_is_told_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    file = tmp_path / "a.txt"
    file.write_text("x")
    assert unreadable(tmp_path, file) == ""
    monkeypatch.setattr(Path, "open", fail)
    assert unreadable(tmp_path, file) == "Input/output error"


def test_a_link_to_nowhere_and_one_out_of_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "gone.txt").symlink_to(inside / "nothing.txt")
    (tmp_path / "b.txt").write_text("x")
    (inside / "out.txt").symlink_to(tmp_path / "b.txt")
    assert unreadable(inside, inside / "gone.txt") == "link that leads nowhere"
    assert unreadable(inside, inside / "out.txt") == "link out of the folder"
    assert unreadable(tmp_path, inside) == "not a plain file"
