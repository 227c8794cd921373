"""The benchmarks run, on sizes that take no time."""

import json
import shutil
from pathlib import Path

import numpy as np

from benchmarks import encoder, formats, life, llm_costs, million, pagerank
from benchmarks.grown import grow
from benchmarks.table import Table
from graphrag.embedding import open_embedder
from graphrag.index import open_index
from graphrag.pipeline import retrieve
from graphrag.settings import Embedding, Extraction, Settings
from indexing import build_index
from tests.fakes import write_corpus


def test_texts_have_the_tokens_they_say():
    tokenizer, _ = open_embedder(Embedding())._parts()
    lengths = {len(ids.ids) for ids in tokenizer.encode_batch(encoder.texts(5, 20))}
    assert lengths == {20}


def test_random_graph_is_simple():
    n, pairs = pagerank.random_graph(2_000)
    assert pairs.shape == (2_000, 2)
    assert (pairs[:, 0] < pairs[:, 1]).all()
    assert pairs.max() < n
    assert len(np.unique(pairs, axis=0)) == 2_000


def test_solvers_agree_on_the_first_twenty():
    table = pagerank.run((3_000,))
    assert {row[1] for row in table.rows} == {"ours, push", "igraph, PRPACK", "SciPy, power"}
    assert all(int(row[3]) >= 19 for row in table.rows)


def test_a_grown_index_answers_as_the_whole_does(tmp_path):
    source = write_corpus(tmp_path / "c.jsonl")
    build_index(source, tmp_path / "index", Settings(extraction=Extraction(facts="rules")))
    questions = tmp_path / "q.jsonl"
    questions.write_text(json.dumps({"question": "Who wrote The Long Tide?"}) + "\n")
    figures = tmp_path / "figures.json"
    table = life.run(tmp_path / "index", questions, times=3, to=figures)
    assert "5 passages; a question in 15 costs" in table.title
    said = json.loads(figures.read_text())
    assert said["passages"] == [5, 15]
    assert said["costs"]["10 documents more"]["cpu_ms"][0] > 100
    with open_index(tmp_path / "index") as index:
        assert len(index.texts) == 5  # what is added is added to a copy
        larger = grow(index, 3)
        found = retrieve(larger, "Who wrote The Long Tide?").passages
    assert {"p1", "p2"} <= {passage.id for passage in found}
    table = million.run(tmp_path / "index", questions, passages=12)
    assert table.title.startswith("15 passages, ")
    own, _, most = (float(row[-1].replace(",", "")) for row in table.rows[-3:])
    assert 0 < own < most


def test_reading_is_measured_by_format(tmp_path):
    (tmp_path / "a.md").write_text("# T\n\nText.")
    (tmp_path / "b.json").write_text("{")
    table = formats.run(tmp_path, least=0)
    assert [(row[0], row[1], row[5]) for row in table.rows] == [
        *((".json", "1", "1"), (".md", "1", "0")),
    ]


def test_a_table_prints_as_markdown():
    printed = str(Table("Speed", ("name", "ms"), [("a", "1.0"), ("long name", "22.0")]))
    assert printed.splitlines() == [
        "Speed",
        "",
        "| name      | ms   |",
        "| --------- | ---- |",
        "| a         | 1.0  |",
        "| long name | 22.0 |",
    ]


def test_costs_of_presets_are_counted_at_the_server(tmp_path: Path):
    sample = Path(__file__).parents[2] / "sample"
    for name in ("ada.md", "pascal.md"):
        shutil.copy(sample / "documents" / "languages" / name, tmp_path)
    table = llm_costs.run(tmp_path, sample / "questions.jsonl", asked=1)
    economy, balanced, catrag, thorough = table.rows
    assert economy[:4] == ("economy", "0.0", "0", "1.0")
    assert (balanced[1], balanced[3], catrag[1], thorough[1]) == ("1.0", "3.0", "2.0", "3.0")
    assert 3 <= float(catrag[3]) <= 7 < float(thorough[3])
