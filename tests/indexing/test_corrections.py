"""Merge, split and undo: the same index by every history that ends in the same corrections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphrag import open_index
from graphrag.errors import DamagedIndex, QuestionError
from graphrag.evidence.entities import entity_card
from graphrag.settings import Extraction, Settings
from graphrag.storage.catalog import Catalog
from indexing import corrections
from indexing.build import build_index
from indexing.correcting import correct, merge_of, settings_of, split_of
from indexing.corrections import Correction

TEXTS = {
    "kessler": ("Herbert Kessler", "Herbert Kessler was a painter. He was born in Graz."),
    "ferry": ("Night Ferry", "Night Ferry was painted by Herbert Kessler. Kessler died in Orlen."),
    "wright": ("Anna Wright", "Anna Wright was born in Velm. She married Tom Holt."),
    "holt": ("Anna Holt", "Anna Holt taught in Graz. She wrote The Tin Bridge."),
}
BY_RULES = Settings(extraction=Extraction(facts="rules"))
ONE = Correction("merge", "Anna Wright", "Anna Holt")
APART = Correction("split", "Herbert Kessler", "Kessler")


def write(folder: Path, *names: str) -> Path:
    """A corpus of these documents, in this order."""
    folder.mkdir(exist_ok=True)
    rows = ({"id": n, "title": TEXTS[n][0], "text": TEXTS[n][1]} for n in names or TEXTS)
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder / "corpus.jsonl"


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Path]:
    """The corpus and its index."""
    corpus = write(tmp_path / "corpus")
    build_index(corpus, tmp_path / "index", BY_RULES)
    return corpus, tmp_path / "index"


def digest(directory: Path) -> str:
    with Catalog(directory) as catalog:
        return catalog.digest()


def again(directory: Path, correction: Correction | None) -> None:
    correct(directory, correction, settings_of(directory, None, ()))


def card(directory: Path, name: str):
    with open_index(directory) as index:
        return entity_card(index, name)


def test_a_merge_makes_one_thing_of_two(built) -> None:
    _, directory = built
    with open_index(directory) as index:
        assert merge_of(index, "Anna Wright", "anna holt") == ONE
    again(directory, ONE)
    found = card(directory, "Anna Holt")
    assert found.name == "Anna Wright" and "Anna Holt" in found.aliases
    said = {(fact.subject, fact.predicate, fact.object) for fact in found.facts}
    assert {passage.title for passage in found.passages} == {"Anna Wright", "Anna Holt"}
    assert any(object_ == "Velm" for _, _, object_ in said)
    with open_index(directory) as index, pytest.raises(QuestionError, match="are one already"):
        merge_of(index, "Anna Wright", "Anna Holt")


def test_a_split_makes_two_of_one(built) -> None:
    _, directory = built
    with open_index(directory) as index:
        assert split_of(index, "Herbert Kessler", "Kessler") == APART
    assert "Orlen" in str(card(directory, "Herbert Kessler").facts)
    assert "Orlen" not in str(card(directory, "Kessler").facts)
    again(directory, APART)
    assert "Orlen" not in str(card(directory, "Herbert Kessler").facts)
    assert "Orlen" in str(card(directory, "Kessler").facts)


def test_what_cannot_be_split_is_refused(built) -> None:
    _, directory = built
    with open_index(directory) as index:
        with pytest.raises(QuestionError, match="is not also written"):
            split_of(index, "Herbert Kessler", "Graz")
        with pytest.raises(QuestionError, match="nothing in the index is called"):
            merge_of(index, "Herbert Kessler", "Nobody Atall")


def test_undo_gives_back_the_index_as_it_was(built) -> None:
    _, directory = built
    first = digest(directory)
    again(directory, ONE)
    merged = digest(directory)
    again(directory, APART)
    assert len({first, merged, digest(directory)}) == 3
    again(directory, None)
    assert digest(directory) == merged
    again(directory, None)
    assert digest(directory) == first and corrections.read(directory) == ()
    with pytest.raises(QuestionError, match="no correction to take back"):
        again(directory, None)


def test_corrections_are_kept_over_every_history_of_indexing(built, tmp_path: Path) -> None:
    corpus, directory = built
    again(directory, ONE)
    again(directory, APART)
    merged = digest(directory)
    assert not build_index(corpus, directory, BY_RULES).changed
    write(corpus.parent, "kessler")  # one of the two is gone, and comes back
    build_index(corpus, directory, BY_RULES, prune=True)
    assert card(directory, "Herbert Kessler").name == "Herbert Kessler"
    write(corpus.parent, *reversed(TEXTS))
    assert build_index(corpus, directory, BY_RULES).changed
    assert digest(directory) == merged
    other = tmp_path / "other"  # corrected before anything else was read
    build_index(write(tmp_path / "few", "holt"), other, BY_RULES)
    corrections.write(other, (ONE, APART))
    build_index(corpus, other, BY_RULES, replace=True)
    assert digest(other) == merged


def test_a_failure_leaves_index_and_corrections_as_they_were(
    built, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, directory = built
    first = digest(directory)

    def fail(*given, **named):
        raise OSError("no space left")

    monkeypatch.setattr("indexing.build.derived.publish", fail)
    with pytest.raises(OSError, match="no space left"):
        again(directory, ONE)
    monkeypatch.undo()
    assert corrections.read(directory) == () and digest(directory) == first


@pytest.mark.parametrize("line", ["{", '{"do": "melt", "name": "a", "other": "b"}', "[1]", "{}"])
def test_a_damaged_file_is_named(built, line: str) -> None:
    corpus, directory = built
    (directory / corrections.FILE).write_text(line)
    with pytest.raises(DamagedIndex, match="corrections.jsonl is damaged"):
        build_index(corpus, directory, BY_RULES)
