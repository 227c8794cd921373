"""`graphrag entities`: merge, split, undo and list on a copy of the sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphrag import open_index
from graphrag.evidence.entities import entity_card
from tests.graphrag.cli.shell import Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def test_merge_list_and_undo(shell: Shell, index_copy: Path) -> None:
    def entities(*words: str) -> tuple[int, str]:
        code, out, error = shell("entities", *words, "--index", index_copy)
        return code, out + error

    code, said = entities("merge", "Alan Turing", "Alonzo Church")
    assert code == 0 and said.startswith("Alonzo Church is Alan Turing. The index has")
    with open_index(index_copy) as index:
        assert entity_card(index, "Alonzo Church").name == "Alan Turing"
    assert entities("list") == (0, "Alonzo Church is Alan Turing\n")
    code, said = entities("merge", "Alan Turing", "Nobody Atall")
    assert code == 2 and "nothing in the index is called" in said
    code, said = entities("split", "Alan Turing", "Warsaw")
    assert code == 2 and "is not also written" in said
    assert entities("merge", "Turin", "Warsaw")[0] == 0
    code, said = entities("undo")  # the last of the two
    assert code == 0 and said.startswith("Taken back: Warsaw is Turin.")
    code, said = entities("undo")
    assert code == 0 and said.startswith("Taken back: Alonzo Church is Alan Turing.")
    with open_index(index_copy) as index:
        assert entity_card(index, "Alonzo Church").name == "Alonzo Church"
    code, said = entities("undo")
    assert code == 2 and "no correction to take back" in said
