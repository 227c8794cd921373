"""A part of an index: what does not fit is in no output, and what fits is as if it stood alone."""

import dataclasses
import json

import numpy as np
import pytest

from graphrag.answering import ask, ask_stream
from graphrag.cli.shapes import ask_shape, search_shape
from graphrag.errors import IndexError_, QuestionError
from graphrag.explain import explain
from graphrag.index import open_index
from graphrag.index.facts import stated
from graphrag.index.within import PARTS, within
from graphrag.pipeline import retrieve
from graphrag.settings import load_settings
from graphrag.storage.stores.part import PartStore
from indexing import build_index
from tests.fakes import HashEmbedder

OPEN = [
    (
        "The Long Tide",
        "Ada Lane",
        "The Long Tide is a novel by Ada Lane. It was filmed by Jon Rook.",
    ),
    ("Jon Rook", "", "Jon Rook was a director from Velm. He studied with Mira Stone."),
    ("Port Ems", "", "Port Ems is a town on the Grey Sea. Its mayor is Tom Hale."),
    ("Velm", "Tom Hale", "Velm is the capital of Ostria. J. Quokka taught there until 1931."),
]
SECRET = [
    ("Ada Lane", "Vera Zyx", "Ada Lane was born in Zyxtown. Her brother was Zyxander Lane."),
    ("Jonathan Zyxrook", "", "Jonathan Zyxrook, the director of The Long Tide, died in Zyxburg."),
    ("Zyxander Lane", "", "Zyxander Lane was married to Mira Stone in Zyxtown."),
    ("Jasper Quokka", "", "Jasper Quokka was a teacher in Velm and met Zyxander Lane."),
]
QUESTIONS = [
    "Where was Ada Lane born?",
    "Where did the director of The Long Tide die?",
    "Who was the brother of the author of The Long Tide?",
    "Who is the mayor of Port Ems?",
    "Who was Zyxander Lane married to?",
    "What did Jasper Quokka teach in Velm?",
    "Which town lies on the Grey Sea?",
]
SETTINGS = [
    (),
    ("linking.also=fact-paths,vectors",),
    ("walk.seeds=names,facts,words,spreading,passages",),
    ("weighting.scheme=tiers", "weighting.boosts=key-facts,relation-words"),
    ("weighting.boosts=direction", "walk.solver=power"),
    ("reranking.ranker=hedged", "reranking.select=marginal"),
    ("reranking.ranker=feedback",),
]


def write(path, rows, secret=False):
    with path.open("a", encoding="utf-8") as file:
        for title, author, text in rows:
            name = ("secret " if secret else "open ") + title
            more = {"author": author, "date": "2020-03" if secret else "2021-05"}
            row = {"id": name, "title": title, "text": text, **more}
            file.write(json.dumps(row) + "\n")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("within")
    corpus = write(write(root / "all.jsonl", OPEN), SECRET, secret=True)
    build_index(corpus, root / "all", embedder=HashEmbedder(64))
    build_index(write(root / "open.jsonl", OPEN), root / "open", embedder=HashEmbedder(64))
    return root


def opened(path, *pairs):
    return open_index(path, settings=load_settings(None, pairs), embedder=HashEmbedder(64))


@pytest.mark.parametrize("pairs", SETTINGS, ids=" ".join)
def test_what_is_left_out_is_in_no_output(folder, pairs):
    with opened(folder / "all", *pairs) as index:
        said = json.dumps([search_shape(retrieve(index, q, 10)) for q in QUESTIONS])
        assert "Zyx" in said and "Jasper" in said  # the test can fail
        for question in QUESTIONS:
            found, edges = explain(index, question, 10, where="date>=2021")
            outputs = [
                json.dumps(search_shape(retrieve(index, question, 10, where="date>=2021"))),
                json.dumps(ask_shape(ask(index, question, where=["date=2021"]))),
                json.dumps(ask_shape([*ask_stream(index, question, where="date>2020")][-1])),
                json.dumps(search_shape(found)),
                json.dumps([dataclasses.asdict(edge) for edge in edges]),
            ]
            for output in outputs:
                answer = output.replace(json.dumps(question), "")
                assert "zyx" not in answer.lower() and "secret" not in answer
                assert "Jasper" not in answer


def test_what_fits_is_as_if_it_stood_alone(folder):
    with opened(folder / "all") as index, opened(folder / "open") as alone:
        part = within(index, "date=2021")
        assert (part.titles, part.texts) == (alone.titles, alone.texts)
        assert [e.name for e in part.entities] == [e.name for e in alone.entities]
        assert [e.passages for e in part.entities] == [e.passages for e in alone.entities]
        for name in ("source", "target", "kind", "weight"):
            np.testing.assert_array_equal(getattr(part.graph, name), getattr(alone.graph, name))
        for name in ("passage_vectors", "sentence_vectors", "first_sentence", "occ_sentence"):
            np.testing.assert_array_equal(getattr(part, name), getattr(alone, name))
        np.testing.assert_array_equal(part.terms.idf, alone.terms.idf)
        assert part.predicates == alone.predicates


@pytest.mark.parametrize("pairs", SETTINGS, ids=" ".join)
def test_a_document_that_is_left_out_changes_no_score(folder, pairs):
    """BM25's rarity and average length, what walks start from, the learned order: all of the part.

    The vectors' product is summed in another order, so the last digits may differ.
    """
    with opened(folder / "all", *pairs) as index, opened(folder / "open", *pairs) as alone:
        for question in QUESTIONS:
            part = retrieve(index, question, 10, where="date=2021").passages
            other = retrieve(alone, question, 10).passages
            assert [p.id for p in part] == [p.id for p in other]
            assert [p.score for p in part] == pytest.approx([p.score for p in other], abs=1e-5)


def test_bm25_of_a_part_is_that_of_an_index_of_its_own(folder):
    with opened(folder / "all") as index, opened(folder / "open") as alone:
        part = within(index, "date=2021")
        whole = PartStore(
            *(index.store, np.arange(len(index.titles), dtype=np.int32)),
            *(index.terms, index.settings.store),
        )
        for question in (*QUESTIONS, "town town of Velm", "the of and", "nowhere"):
            for ours, engine in ((part.store, alone.store), (whole, index.store)):
                for k in (2, 10):
                    positions, scores = ours.search_bm25(question, k)
                    expected, values = engine.search_bm25(question, k)
                    assert positions.tolist() == expected.tolist()
                    assert scores == pytest.approx(values, rel=1e-5)
        assert part.store.search_bm25("town", 5)[0].tolist() == [1]
        among = np.array([0, 2, 3], dtype=np.int32)
        assert part.store.search_bm25("town of Velm", 5, among)[0].tolist() == [3, 0]


def test_a_copy_stands_for_what_it_is_a_copy_of(tmp_path):
    """A text in two folders belongs to both; the other folder's name is not shown."""
    root = tmp_path / "notes"
    for folder in ("north", "south", "west"):
        (root / folder).mkdir(parents=True)
        (root / folder / "tide.txt").write_text("The Long Tide is a novel by Ada Lane.")
    (root / "south" / "other.txt").write_text("Jon Rook filmed The Long Tide in Velm.")
    build_index(root, tmp_path / "index", embedder=HashEmbedder(64))
    with opened(tmp_path / "index") as index:
        whole = retrieve(index, "Who wrote The Long Tide?", 5)
        copies = {p.id: dict(p.metadata.fields) for p in whole.passages}
        assert copies["north/tide.txt#0"] == {"copies": "south/tide.txt; west/tide.txt"}
        south = search_shape(retrieve(index, "Who wrote The Long Tide?", 5, where="folder=south"))
        assert {p["id"] for p in south["passages"]} == {"south/tide.txt#0", "south/other.txt#0"}
        assert "north" not in json.dumps(south) and "west" not in json.dumps(south)
        some = retrieve(index, "Who wrote The Long Tide?", 5, where="folder!=south")
        assert [p.id for p in some.passages] == ["north/tide.txt#0"]
        assert dict(some.passages[0].metadata.fields) == {"copies": "west/tide.txt"}


def test_every_array_and_list_is_cut(folder):
    """A field that is added to `Index` and forgotten in `within` is found here."""
    with opened(folder / "all") as index:
        part = within(index, "date=2021")
        sizes = {len(part.titles), len(part.titles) + 1, len(part.sentence_start)}
        sizes |= {len(part.entities), len(part.aliases), len(part.occ_entity)}
        sizes |= {len(part.fact_subject)}
        assert len(part.titles) < len(index.titles) and len(part.entities) < len(index.entities)
        for field in dataclasses.fields(part):
            value = getattr(part, field.name)
            if field.name != "records" and isinstance(value, list | np.ndarray):
                assert len(value) in sizes, field.name


def test_a_part_is_made_once_and_few_are_kept(folder):
    with opened(folder / "all") as index:
        assert within(index, None) is index and within(index, ()) is index
        first = within(index, "date=2021")
        assert within(index, ["date=2021"]) is first
        for year in range(PARTS):
            within(index, [f"date>={2000 + year}"])
        assert within(index, "date=2021") is not first


def test_conditions_that_leave_nothing_are_refused(folder):
    with opened(folder / "all") as index:
        with pytest.raises(QuestionError, match="no passage of .* fits date>=2030"):
            retrieve(index, QUESTIONS[0], where="date>=2030")
        with pytest.raises(QuestionError, match="no document has a field 'colour'"):
            ask(index, QUESTIONS[0], where="colour=red")


def test_citations_say_where_they_come_from(folder):
    with opened(folder / "all") as index:
        found = retrieve(index, "Where was Ada Lane born?", 8)
        said = {p.id: p.metadata for p in found.passages}
        assert said["secret Ada Lane"].author == "Vera Zyx"
        assert said["secret Ada Lane"].date == "2020-03"
        answer = ask(index, "Where was Ada Lane born?")
        assert {c.metadata.date for c in answer.citations} <= {"2020-03", "2021-05"}
        assert answer.citations and all(c.metadata.date for c in answer.citations)


def test_a_closed_index_and_its_parts_say_so(folder):
    index = opened(folder / "all")
    part = within(index, "date=2021")
    index.close()
    for one in (index, part):
        with pytest.raises(IndexError_, match="was closed; open it again"):
            ask(one, QUESTIONS[0])
    with pytest.raises(TypeError):
        part.store.add(0, [], np.empty((0, 1)), [])


def test_what_a_left_out_page_says_a_thing_is_is_not_known(tmp_path):
    rows = [
        {"id": "a", "title": "Ada Zed", "text": "Ada Zed is a quiet spy.", "date": "2020-01"},
        {
            "id": "b",
            "title": "Velm",
            "text": "Velm is a town. Ada Zed lives there.",
            "date": "2021",
        },
    ]
    source = tmp_path / "c.jsonl"
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    build_index(source, tmp_path / "i", embedder=HashEmbedder(64))
    with opened(tmp_path / "i") as index:
        known = {entity.name: entity.is_a for entity in index.entities}
        assert (known["Ada Zed"], known["Velm"]) == ("a quiet spy", "a town")
        part = within(index, "date>=2021")
        assert {e.name: e.is_a for e in part.entities} == {"Ada Zed": "", "Velm": "a town"}
        assert not [
            fact for fact in range(len(part.predicates)) if "spy" in str(stated(part, fact))
        ]
        assert [str(stated(part, 0))] == ["Velm is a town"]
