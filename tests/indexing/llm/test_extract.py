"""Building with a language model: the whole route over a socket, bought once, like the rules'."""

import dataclasses
import json

import numpy as np
import pytest

from graphrag.errors import SettingsError
from graphrag.index import open_index
from graphrag.llm import replies_file
from graphrag.settings import Settings, update
from graphrag.storage.catalog import Catalog
from graphrag.storage.verify import verify
from indexing import build_index
from indexing.extract_rules import RULES_VERSION
from indexing.llm.dialogue import prompt_hashes
from indexing.llm.forget import REPLIES
from tests.conftest import SAMPLE
from tests.fakes import ROWS, HashEmbedder, write_corpus
from tests.servers.ruled import by_rules, saying, settings_for
from tests.servers.server import FakeServer


def build(source, directory, settings=None, **kwargs):
    return build_index(source, directory, settings, embedder=HashEmbedder(), **kwargs)


def content(directory):
    with Catalog(directory) as catalog:
        return catalog.content(), catalog.meta()


@pytest.fixture
def source(tmp_path):
    return write_corpus(tmp_path / "corpus.jsonl")


def test_the_route_gives_the_rules_graph_when_the_model_is_the_rules(tmp_path):
    """All but the sentence of a few triples, which is found anew here."""
    by_their_own = update(Settings(), {"extraction": {"facts": "rules"}})
    build(SAMPLE / "documents", tmp_path / "rules", by_their_own)
    with FakeServer(by_rules()) as server:
        settings = settings_for(server, llm={"concurrency": 8})
        report = build(SAMPLE / "documents", tmp_path / "llm", settings)
    assert report.model.ok == report.passages and report.model.failed == 0
    assert server.calls == 2 * report.passages == report.model.usage.calls
    assert report.model.tally.accepted > 1800 and report.model.tally.ungrounded == 0
    (rules, _), (llm, meta) = content(tmp_path / "rules"), content(tmp_path / "llm")
    one, two = rules.resolution, llm.resolution
    assert one.entities == two.entities  # and so their ids
    assert (one.aliases, one.occurrences) == (two.aliases, two.occurrences)
    assert rules.sentences == llm.sentences
    ends = [[(f.subject, f.predicate, f.object, f.passage) for f in r.facts] for r in (one, two)]
    assert sorted(ends[0]) == sorted(ends[1])
    moved = {(f.subject, f.predicate, f.object, f.sentence) for f in one.facts}
    moved -= {(f.subject, f.predicate, f.object, f.sentence) for f in two.facts}
    assert len(moved) <= 0.005 * len(one.facts)
    assert {fact.origin for fact in two.facts} == {"llm"}
    with (
        open_index(tmp_path / "rules", embedder=HashEmbedder()) as first,
        open_index(tmp_path / "llm", embedder=HashEmbedder()) as second,
    ):
        for name in ("source", "target", "kind", "weight"):
            assert np.array_equal(getattr(first.graph, name), getattr(second.graph, name))
    assert verify(tmp_path / "llm") == []
    assert meta["extractor"] == "llm-1/tiny"
    assert meta["llm"]["prompts"] == prompt_hashes()
    assert meta["llm"]["passages"] == {"ok": report.passages}


def test_both_modes_and_gleaning_give_the_same(tmp_path, source):
    digests = set()
    for name, calls, asked in (
        ("two", 10, {}),
        ("one", 5, {"mode": "one-call"}),
        ("more", 10, {"mode": "one-call", "gleaning": 2}),  # the first gleaning finds nothing new
    ):
        with FakeServer(by_rules()) as server:
            build(source, tmp_path / name, settings_for(server, extraction=asked))
        with Catalog(tmp_path / name) as catalog:
            digests.add(catalog.digest())
        assert server.calls == calls
    assert len(digests) == 1


def test_nothing_is_bought_twice(tmp_path, source):
    with FakeServer(by_rules()) as server:
        settings = settings_for(server)
        first = build(source, tmp_path / "i", settings)
        assert (first.model.asked, server.calls) == (5, 10)
        again = build(source, tmp_path / "i", settings)
        assert not again.changed and (again.model.asked, server.calls) == (0, 10)
        more = write_corpus(tmp_path / "more.jsonl", [*ROWS, ("p6", "Nim", "Nim is a cat.")])
        report = build(more, tmp_path / "i", settings)
        assert (report.model.asked, server.calls) == (1, 12)
        rules = build(more, tmp_path / "i")  # the rules alone for a while
        assert rules.model is None and rules.changed
        back = build(more, tmp_path / "i", settings)
        assert back.changed and (back.model.asked, server.calls) == (0, 12)


def test_the_order_of_replies_leaves_no_trace(tmp_path, source):
    digests = []
    for name, latency, workers in (("a", 0.0, 1), ("b", 0.01, 5)):
        with FakeServer(by_rules(), latency=latency) as server:
            build(source, tmp_path / name, settings_for(server, llm={"concurrency": workers}))
        with Catalog(tmp_path / name) as catalog:
            digests.append(catalog.digest())
    assert digests[0] == digests[1]


def test_beside_the_rules(tmp_path, source):
    new = {"entities": ["Ada Lane"], "triples": [["Ada Lane", "authored", "The Long Tide"]]}
    build(source, tmp_path / "r")
    with FakeServer(saying(**new)) as server:
        report = build(source, tmp_path / "i", settings_for(server, "rules+llm"))
    facts = content(tmp_path / "i")[0].resolution.facts
    assert {fact.origin for fact in facts} == {"parser", "llm"}
    # "The Long Tide is a novel by Ada Lane", "Ada Lane wrote The Long Tide" name both.
    assert (report.model.tally.accepted, report.model.tally.ungrounded) == (2, 3)
    alone = content(tmp_path / "r")[0].resolution.facts
    assert len(facts) == len(alone) + 2
    assert content(tmp_path / "i")[1]["extractor"] == f"{RULES_VERSION}/blank_en+llm-1/tiny"


def test_counts_of_what_was_not_used(tmp_path):
    source = write_corpus(tmp_path / "c.jsonl", ROWS[:1])  # Ada Lane, The Long Tide, Port Ems
    triples = [
        ["Ada Lane", "wrote", "The Long Tide"],
        ["Ada Lane", "wrote", "the long tide"],
        ["Ada Lane", "married", "Mallory"],
        ["Ada Lane", "wrote"],
    ]
    with FakeServer(saying(entities=["Ada Lane", "Mallory"], triples=triples)) as server:
        report = build(source, tmp_path / "i", settings_for(server))
    tally = dataclasses.asdict(report.model.tally)
    assert tally == {
        "accepted": 1,
        "ungrounded": 1,
        "malformed": 1,
        "duplicates": 1,
        "off_schema": 0,
        "entities": 1,
        "absent": 1,
        "off_kind": 0,
    }
    assert "Mallory" not in {e.name for e in content(tmp_path / "i")[0].resolution.entities}
    assert content(tmp_path / "i")[1]["llm"]["triples"] == tally


def test_a_model_with_nothing_to_say(tmp_path, source):
    with FakeServer(saying(entities=[], triples=[])) as server:
        report = build(source, tmp_path / "i", settings_for(server))
    assert (report.model.ok, report.model.empty, report.model.failed) == (0, 5, 0)
    assert report.facts == 0 and report.entities == 5  # the titles


def test_a_passage_of_a_title_alone_is_not_asked_about(tmp_path):
    source = write_corpus(tmp_path / "c.jsonl", [*ROWS[:1], ("t", "Only a title", "")])
    with FakeServer(by_rules()) as server:
        report = build(source, tmp_path / "i", settings_for(server))
    assert (report.model.ok, report.model.empty, server.calls) == (1, 1, 2)


@pytest.mark.parametrize(
    ("table", "triples", "complaint"),
    [
        ({"extraction": {"extractor": "llm"}}, False, "llm.model"),
        ({"extraction": {"extractor": "llm", "gleaning": 9}, "llm": {"model": "m"}}, False, "gle"),
        ({"extraction": {"extractor": "rules+llm"}, "llm": {"model": "m"}}, True, "--triples"),
        (
            {"extraction": {"extractor": "llm"}, "llm": {"model": "m", "base_url": "x"}},
            False,
            "http",
        ),
    ],
)
def test_settings_that_cannot_work_are_refused_first(tmp_path, source, table, triples, complaint):
    file = tmp_path / "t.jsonl"
    file.write_text(json.dumps({"passage_id": "p1", "triples": []}))
    with pytest.raises(SettingsError, match=complaint):
        build(source, tmp_path / "i", update(Settings(), table), triples=file if triples else None)
    assert not (tmp_path / "i").exists()


def test_the_replies_file_has_one_name(tmp_path):
    assert replies_file(tmp_path) == tmp_path / REPLIES
