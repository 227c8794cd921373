"""Recorded replies and the rules themselves along the whole route, on a few passages."""

import json

from benchmarks import llm_route, replay_triples
from eval.fake_llm.extraction_replies import recorded
from eval.fake_llm.server import serving
from graphrag.settings import load_settings
from indexing import build_index
from indexing.llm.dry_run import plan_index
from tests.fakes import ROWS, HashEmbedder, write_corpus


def said(path):
    lines = [
        {
            "passage_id": "p1",
            "entities": ["Ada Lane", "Mallory"],
            "triples": [
                ["Ada Lane", "wrote", "The Long Tide"],
                ["Ada Lane", "wrote", "The Long Tide"],
                ["Ada Lane", "married", "Mallory"],
                ["Ada Lane", "wrote"],
            ],
        },
        *({"passage_id": name, "entities": [], "triples": []} for name, _, _ in ROWS[1:4]),
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_recorded_replies_are_counted_and_found_again(tmp_path):
    corpus = write_corpus(tmp_path / "corpus.jsonl")
    file = said(tmp_path / "t.jsonl")
    with serving(recorded(file, corpus)) as fake:
        settings = replay_triples.settings(fake, "llm")
        plan = plan_index(corpus, tmp_path / "llm", settings)
        reports = dict(replay_triples.indexes(fake, corpus, tmp_path, HashEmbedder()))
    rows = dict(replay_triples.counts(reports["llm"]).rows)
    assert rows["passages: ok + empty + failed"] == "1 + 3 + 1"  # nothing was recorded of the last
    assert rows["triples in the replies"] == "4"
    named = ("accepted", "without support in the text", "malformed (not three texts)", "repeated")
    assert [rows[name] for name in named] == ["1", "1", "1", "1"]
    assert (rows["entities found in the text"], rows["entities not found"]) == ("1", "1")
    assert plan.calls == 10
    assert replay_triples.estimates(plan, reports["llm"]).rows[0][0] == "calls"
    question = {"question": "Who wrote The Long Tide?", "supporting_ids": ["p1", "p2"]}
    (tmp_path / "questions.jsonl").write_text(json.dumps(question) + "\n")
    found = replay_triples.recall(tmp_path, tmp_path, reports, HashEmbedder()).rows
    assert [row[0] for row in found] == ["rules", "llm", "rules+llm"]
    assert all(row[3] == "100.0 / 100.0" for row in found)


def test_the_route_is_compared_with_the_rules(tmp_path):
    corpus = write_corpus(tmp_path / "corpus.jsonl", ROWS[:3])
    table = llm_route.compare(corpus, tmp_path, "one-call", 2, HashEmbedder())
    told = {row[0]: row[2] for row in table.rows}
    assert told["calls"] == "3" and told["calls of a second run"] == "0"
    same = ("entities, with ids", "aliases", "occurrences", "facts", "edges, with weights")
    assert {told[name] for name in same} == {"the same"}
    plain = load_settings(None, ["extraction.facts=rules"])
    again = build_index(corpus, tmp_path / "rules", plain, embedder=HashEmbedder())
    assert again.changed is False
