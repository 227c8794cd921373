"""Names that are likely one, and those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphrag.index import open_index
from graphrag.retrieval.linking.alike import likely_one
from indexing import build_index
from tests.fakes import HashEmbedder, write_corpus

TEXT = "{one} lived in Velm. {one} was a painter. {other} lived in Velm. {other} died in Ostria."


@pytest.mark.parametrize(
    ("one", "other", "likely"),
    [
        ("Magnus Cordwainer", "Magnus Cordwainar", True),
        ("Harrow Mill", "Mill Harrow", True),
        ("Elizabeth Second", "Elizabeth Thirdly", False),
        ("Harrow 21", "Harrow 22", False),
        ("Norland II", "Norland IV", False),
        ("Austrander", "Austrandern", False),
    ],
)
def test_pairs(tmp_path: Path, one: str, other: str, likely: bool) -> None:
    rows = [("a", "Velm", TEXT.format(one=one, other=other))]
    build_index(write_corpus(tmp_path / "c.jsonl", rows), tmp_path / "i", embedder=HashEmbedder())
    with open_index(tmp_path / "i", embedder=HashEmbedder()) as index:
        names = {entity.name for entity in index.entities}
        found = {frozenset((pair.name, pair.other)) for pair in likely_one(index)}
    assert (frozenset((one, other)) in found) == likely, names
