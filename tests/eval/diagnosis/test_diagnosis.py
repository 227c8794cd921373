"""What is said of a corpus, and the questions made of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from eval.diagnosis.corpus import describe
from eval.diagnosis.made import ONE_HOP, TWO_HOPS, made_questions
from eval.diagnosis.trial import Corpus, Gain, _advice, diagnose
from graphrag.cli.entry import cli
from graphrag.index import open_index
from indexing.build import build_index
from tests.fakes import write_corpus

ROWS = [
    ("mill", "Harrow Mill", "Harrow Mill was raised by Edda Lund beside the river Teel in 1902."),
    ("edda", "Edda Lund", "Edda Lund grew up in Orlov and carved wooden ships as a child."),
    ("orlov", "Orlov", "Orlov is a market town whose bell tower leans towards the harbour."),
    ("twin", "Notice", "The same words stand here."),
    ("twin2", "Notice", "The same words stand here."),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("diagnosis")
    build_index(write_corpus(folder / "c.jsonl", ROWS), folder / "index")
    with open_index(folder / "index") as opened:
        yield opened


def test_a_question_of_one_hop_keeps_a_name_and_two_words_of_its_sentence(index):
    made = [one for one in made_questions(index, 40, 1) if one.kind == ONE_HOP]
    assert {one.wanted for one in made} == {("mill",), ("edda",), ("orlov",)}
    for one in made:
        (wanted,) = one.wanted
        text = next(text for name, _, text in ROWS if name == wanted)
        words = one.text.split()
        assert set(words) <= set(text.replace(".", "").split())
        assert sum(not word[0].isupper() for word in words) == 2
        assert any(word[0].isupper() for word in words)


def test_a_question_of_two_hops_never_says_the_name_that_links_them(index):
    made = {one.wanted: one.text for one in made_questions(index, 40, 1) if one.kind == TWO_HOPS}
    assert {frozenset(wanted) for wanted in made} == {
        frozenset(("mill", "edda")), frozenset(("edda", "orlov"))
    }  # fmt: skip
    for (first, second), text in made.items():
        link = {"mill": "Edda Lund", "orlov": "Orlov"}[first if first != "edda" else second]
        assert not set(link.split()) & set(text.split())
        assert [word for word in text.split() if word[0].isupper()]
        assert sum(word[0].islower() for word in text.split()) == 3


def test_the_sample_follows_the_seed(index):
    assert made_questions(index, 2, 5) == made_questions(index, 2, 5)
    assert len(made_questions(index, 1, 5)) == 2


def test_the_corpus_is_counted(index):
    corpus = describe(index)
    assert (corpus.documents, corpus.passages) == (5, 5)
    assert corpus.own_titles == pytest.approx(3 / 5)
    assert corpus.latin == 1.0
    assert corpus.linked == 1.0  # by Edda Lund, by Orlov, and the twins by their title
    assert corpus.without_names <= 2 / 5


def test_every_order_is_tried_on_every_kind(index):
    told = []
    found = diagnose(index, 3, 1, lambda *at: told.append(at))
    assert found.asked == {ONE_HOP: 3, TWO_HOPS: 2}
    assert {len(orders) for orders in found.recall.values()} == {5}
    assert found.recall[ONE_HOP]["words"] == 1.0  # five passages, five are shown
    assert told[-1] == ("trying", 5, 5) and found.advice


@pytest.mark.parametrize("rows", [[], [("a", "A", "")], [("a", "", "x")] * 1], ids=str)
def test_a_corpus_that_gives_no_question_is_described_all_the_same(tmp_path, rows):
    rows = rows or [("b", "B", "...")]
    build_index(write_corpus(tmp_path / "c.jsonl", rows), tmp_path / "index")
    with open_index(tmp_path / "index") as opened:
        found = diagnose(opened, 5, 1)
    assert found.asked == {} and found.others == () and found.graph is None
    assert found.corpus.linked == found.corpus.shared_names == 0.0
    assert found.advice


CORPUS = Corpus(1, 9, 80.0, 9, 9, 0.1, 1.0, 1.0, 0.5, 0.9)


@pytest.mark.parametrize(
    ("changed", "graph", "order", "said"),
    [
        ({}, None, Gain("words", 0.1, 0.02, 0.2), "Nothing"),
        ({}, None, Gain("words", -0.1, -0.2, -0.02), "--set reranking.ranker=words"),
        ({}, None, Gain("words", -0.1, -0.2, 0.02), "Nothing"),
        ({}, Gain("lists", 0.1, -0.1, 0.2), Gain("words", 0.1, 0.0, 0.2), "no difference"),
        ({"latin": 0.1}, None, Gain("words", 0.1, 0.02, 0.2), "embedding.provider"),
        ({"without_names": 0.8}, None, Gain("words", 0.1, 0.02, 0.2), "write no name"),
    ],
)
def test_advice_follows_what_was_measured(changed, graph, order, said):
    (advice,) = _advice(replace(CORPUS, **changed), graph, [order])
    assert said in advice


def test_the_command_prints_tables_or_json(index):
    run = CliRunner().invoke(cli, ["diagnose", "--index", str(index.directory), "--count", "2"])
    assert run.exit_code == 0, run.output
    assert "Recall@5 on questions made of it" in run.output and "two hops (2)" in run.output
    options = ["--index", str(index.directory), "--count", "2", "--json"]
    found = json.loads(CliRunner().invoke(cli, ["diagnose", *options]).stdout)
    assert found["corpus"]["passages"] == 5 and set(found["recall"]) == {ONE_HOP, TWO_HOPS}
