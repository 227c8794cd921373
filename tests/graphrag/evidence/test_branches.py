"""Branches over a few pages, followed with a finger: from the question's name to what was read."""

import json

import pytest

from graphrag.datatypes import Answer, Citation, Hop, Retrieval, ScoredPassage, ScoredSentence
from graphrag.evidence.answer_evidence import evidence_of
from graphrag.evidence.branches import branches_of
from graphrag.index import open_index
from indexing import build_index
from tests.fakes import HashEmbedder

PAGES = {
    "Glass Harbour": "Glass Harbour is a 1962 film directed by Ines Varga. It won a prize.",
    "Ines Varga": "Ines Varga was born in Orlov. She was married to Karl Ross in Velm.",
    "Karl Ross": "Karl Ross was a pianist from Velm.",
    "Orlov": "Orlov is a town on the Teel. Glass Harbour was shown there, in Orlov.",
    "Tin Bridge": "Tin Bridge is a 1931 film directed by Omar Said.",
    "Omar Said": "Omar Said was born in Fez.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    root = tmp_path_factory.mktemp("branches")
    rows = [{"id": title, "title": title, "text": text} for title, text in PAGES.items()]
    (root / "c.jsonl").write_text("\n".join(map(json.dumps, rows)))
    build_index(root / "c.jsonl", root / "index", embedder=HashEmbedder(64))
    with open_index(root / "index", embedder=HashEmbedder(64)) as opened:
        yield opened


def quoted(title, said, *values):
    start = PAGES[title].index(said)
    return Citation(title, title, start, start + len(said), said, values=values)


def answered(question, text, *cited, form="span", retrieved=(), paths=()):
    passages = tuple(
        ScoredPassage(t, t, PAGES[t], 1.0, {}, (ScoredSentence(PAGES[t], 0, len(PAGES[t]), 1.0),))
        for t in retrieved
    )
    retrieval = Retrieval(question, "graph", passages, (), paths)
    return Answer(text, False, 0.9, cited, retrieval, "extractive", form=form)


def ends(branches):
    return [[path[0].source, *(hop.target for hop in path)] for path in branches]


DIRECTED = quoted("Glass Harbour", "Glass Harbour is a 1962 film directed by Ines Varga.")
BORN = quoted("Ines Varga", "Ines Varga was born in Orlov.")
MADE = quoted("Tin Bridge", "Tin Bridge is a 1931 film directed by Omar Said.")
WHERE = "Where was the director of Glass Harbour born?"


def test_two_hops(index):
    (path,) = branches_of(index, answered(WHERE, "Orlov", DIRECTED, BORN))
    assert ends([path]) == [["Glass Harbour", "Ines Varga", "Orlov"]]
    assert [hop.passage_id for hop in path] == ["Glass Harbour", "Ines Varga"]
    assert [hop.sentence for hop in path] == [DIRECTED.text, BORN.text]
    assert [hop.backward for hop in path] == [False, False]
    assert "directed" in path[0].relation and "born" in path[1].relation


def test_what_is_cited_goes_before_a_shorter_way_that_is_not(index):
    """Orlov's own page names the film too: one step, but nobody cites it."""
    retrieved = ("Orlov", "Glass Harbour", "Ines Varga")
    both = answered(WHERE, "Orlov", DIRECTED, BORN, retrieved=retrieved)
    assert ends(branches_of(index, both)) == [["Glass Harbour", "Ines Varga", "Orlov"]]
    shown = quoted("Orlov", "Glass Harbour was shown there, in Orlov.")
    other = answered(WHERE, "Orlov", shown, retrieved=retrieved)
    assert [len(path) for path in branches_of(index, other)] == [1]


def test_a_path_of_retrieval_goes_before_other_sentences(index):
    """From the film to Velm: over a marriage that retrieval walked, or not at all cited."""
    married = "She was married to Karl Ross in Velm."
    velm = quoted("Karl Ross", "Karl Ross was a pianist from Velm.")
    hop = Hop("Ines Varga", "married", "Karl Ross", "Ines Varga", married)
    found = answered(
        "Where was the husband of the director of Glass Harbour from?",
        *("Velm", DIRECTED, velm),
        retrieved=("Ines Varga",),
        paths=((hop,),),
    )
    (path,) = branches_of(index, found)
    assert path[0].source == "Glass Harbour" and path[-1].target == "Velm"
    assert married in [hop.sentence for hop in path]


def test_a_comparison_has_a_branch_for_each_side(index):
    question = "Which film is older, Glass Harbour or Tin Bridge?"
    sides = (
        quoted("Glass Harbour", DIRECTED.text, "1962"),
        quoted("Tin Bridge", MADE.text, "1931"),
    )
    found = branches_of(index, answered(question, "Tin Bridge", *sides, form="choice"))
    assert ends(found) == [["Glass Harbour", "1962"], ["Tin Bridge", "1931"]]


def test_a_list_has_a_branch_for_each_item(index):
    question = "Which films are there in Glass Harbour and Tin Bridge?"
    items = (
        quoted("Glass Harbour", DIRECTED.text, "Ines Varga"),
        quoted("Tin Bridge", MADE.text, "Omar Said"),
    )
    found = branches_of(index, answered(question, "Ines Varga; Omar Said", *items, form="list"))
    assert ends(found) == [["Glass Harbour", "Ines Varga"], ["Tin Bridge", "Omar Said"]]


def test_where_no_name_leads_there_it_starts_at_what_the_citation_is_about(index):
    found = branches_of(index, answered("Who came into the world there?", "Orlov", BORN))
    assert ends(found) == [["Ines Varga", "Orlov"]]


def test_silence_has_no_branch(index):
    silent = Answer("", True, 0.1, (), Retrieval(WHERE, "graph", (), (), ()), "extractive")
    assert branches_of(index, silent) == ()


def test_sources_are_numbered_as_they_are_cited_then_drawn_then_found(index):
    retrieved = ("Tin Bridge", "Ines Varga", "Glass Harbour")
    found = evidence_of(index, answered(WHERE, "Orlov", BORN, retrieved=retrieved))
    assert found.branches and found.branches[0][0].source == "Glass Harbour"
    assert [source.passage_id for source in found.sources] == [
        *("Ines Varga", "Glass Harbour", "Tin Bridge"),
    ]
    assert found.numbers == {"Ines Varga": 1, "Glass Harbour": 2, "Tin Bridge": 3}
    assert [len(source.cited) for source in found.sources] == [1, 0, 0]
    assert found.named == {"Glass Harbour"}


def test_a_cell_is_called_by_its_column_and_starts_at_what_the_title_names(tmp_path):
    # no sentence names "Fall of the Node": the passage is taken to be about its first name, Time
    text = "Time: 2023-02-14 10:52; Event: Second attempt at it."
    rows = [
        {"id": "t", "title": "Fall of the Node", "text": text},
        {"id": "o", "title": "Time", "text": "Time is a paper of Velm."},
    ]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, rows)))
    build_index(tmp_path / "c.jsonl", tmp_path / "index", embedder=HashEmbedder(64))
    cited = Citation("t", "Fall of the Node", 0, len(text), text)
    retrieval = Retrieval("When did the Fall of the Node happen?", "graph", ())
    answer = Answer("2023-02-14 10:52", False, 0.9, (cited,), retrieval, "extractive", form="span")
    with open_index(tmp_path / "index", embedder=HashEmbedder(64)) as opened:
        ((hop,),) = branches_of(opened, answer)
    assert (hop.source, hop.relation, hop.target) == ("Fall of the Node", "Time", answer.text)
