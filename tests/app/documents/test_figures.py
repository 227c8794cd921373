"""What the page of documents draws, counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.ask.chart import LIGHT
from app.bars import bars
from app.documents.figures import figures, formats, lengths, years
from app.documents.listing import DocumentLine
from graphrag import open_index
from indexing.build import build_index
from tests.app.pages import html_of, opened, words_of

TEXTS = {
    "a.md": "# Edda Lund\n\nEdda Lund was born in 1911. She met Jon Rook in 1913.\n",
    "b.md": "# Jon Rook\n\nJon Rook was born in 1911 in Bergen.\n",
    "c.txt": "Harrow Mill\n\nHarrow Mill was built by Edda Lund.\n",
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    (folder / "own").mkdir()
    for name, text in TEXTS.items():
        (folder / "own" / name).write_text(text)
    build_index(folder / "own", folder / "index")
    return folder / "index"


def lines(*paths: str) -> list[DocumentLine]:
    return [DocumentLine(path, "read", "", 1, "") for path in paths]


def test_files_passages_things_facts_and_years_are_counted(directory: Path) -> None:
    with open_index(directory) as index:
        found = {figure.key: figure.counts for figure in figures(index, lines(*TEXTS))}
        assert found["formats"] == {"md": 2, "txt": 1}
        assert found["years"] == {"1911": 2, "1912": 0, "1913": 1}
        assert lengths(index)["< 250"] == len(index.passage_ids) == 3 and "lengths" not in found
        assert sum(found["kinds"].values()) == len(index.entities)
        assert found["relations"]["was born in"] >= 2


def test_many_years_are_told_by_decades_and_a_name_without_an_ending_is_one(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.documents.figures.ERAS", 2)
    with open_index(directory) as index:
        assert years(index) == {"1910s": 3}
    assert formats(lines("README", "a.PDF")) == {"no ending": 1, "pdf": 1}
    assert formats([DocumentLine("a.bin", "skipped", "unknown", 0, "")]) == {}


def test_bars_across_begin_with_the_first_and_upright_ones_keep_their_order() -> None:
    counts = {"many": 3, "few": 1}
    across = bars(counts, "files", LIGHT, upright=False)
    assert across["yAxis"]["data"] == ["few", "many"]  # drawn from below
    assert across["series"][0]["data"] == [1, 3]
    assert bars(counts, "files", LIGHT, upright=True)["xAxis"]["data"] == ["many", "few"]
    name = "{b}" * 40
    assert "{" not in bars({name: 1}, "x", LIGHT, upright=True)["xAxis"]["data"][0]


def test_the_page_draws_them(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(directory))
    page = opened("documents")
    assert len(page.get("echarts_chart")) >= 3
    said = words_of(page)
    assert "Files by format" in said and "Years that passages name" in said
    assert "<dt>passages</dt><dd>3</dd>" in html_of(page) and "all-MiniLM" in said


def test_one_bar_is_not_drawn(directory: Path) -> None:
    with open_index(directory) as index:
        keys = [figure.key for figure in figures(index, lines("a.md"))]
    assert "formats" not in keys
