"""`graphrag compact`: what a small change left in parts is whole again."""

from pathlib import Path

from graphrag.storage.stacked import more_of
from tests.graphrag.cli.shell import Shell


def test_parts_are_made_whole(shell: Shell, tmp_path: Path) -> None:
    folder, index = tmp_path / "documents", tmp_path / "index"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(f"Ulm Bray {n} was born in Rho. She met Ida Fenn.")
    made = ("index", folder, "--index", index, "--set", "extraction.facts=rules")
    assert shell(*made)[0] == 0
    assert shell("compact", "--index", index)[1] == f"{index} was whole already.\n"
    (folder / "3.txt").write_text("Ida Fenn wrote The Long Tide in Velm.")
    assert shell(*made)[0] == 0
    found = shell.json("search", "Who wrote The Long Tide?", "--index", index)["passages"]
    assert [p["title"] for p in found][:1] == ["3"]
    vectors = next(index.rglob("sentence_vectors.npy"))
    assert more_of(vectors).exists()
    assert shell("compact", "--index", index)[1] == f"{index} is whole again.\n"
    assert not more_of(vectors).exists()
    again = shell.json("search", "Who wrote The Long Tide?", "--index", index)["passages"]
    assert [p["id"] for p in again] == [p["id"] for p in found]
    assert shell("verify", "--index", index)[0] == 0
