"""Summaries of entities: asked for once, only where there are many facts, dropped with them."""

import json

import pytest

from graphrag.errors import LLMError
from graphrag.index import open_index
from graphrag.llm import ReplyCache, open_llm, replies_file
from graphrag.llm_stages.entity_summaries import FEW, entity_summary
from indexing import build_index
from tests.fakes import HashEmbedder, write_corpus
from tests.servers.server import FakeServer

TEXT = (
    "Ada Lane wrote The Long Tide. Ada Lane married Tom Hale. Ada Lane was born in Port Ems. "
    "Ada Lane moved to Velm. Tom Hale knew Jon Rook."
)


@pytest.fixture
def directory(tmp_path):
    source = write_corpus(tmp_path / "c.jsonl", [("p", "Ada Lane", TEXT)])
    build_index(source, tmp_path / "i", embedder=HashEmbedder())
    return tmp_path / "i"


def position(index, name):
    return [entity.name for entity in index.entities].index(name)


def test_many_facts_are_summarised_once_and_few_need_no_call(directory):
    told = json.dumps({"summary": " Ada Lane is a writer\nfrom Port Ems. "})
    with (
        FakeServer(lambda seen: told) as server,
        open_index(directory, embedder=HashEmbedder()) as index,
        open_llm(server.section(), replies_file(directory)) as model,
    ):
        ada, jon = position(index, "Ada Lane"), position(index, "Jon Rook")
        assert ((index.fact_subject == ada) | (index.fact_object == ada)).sum() > FEW
        for _ in range(2):
            assert entity_summary(model, index, ada) == "Ada Lane is a writer from Port Ems."
        assert server.calls == 1
        prompt = server.seen[0].prompt
        assert "Entity: Ada Lane" in prompt and "- Ada Lane married Tom Hale" in prompt
        assert "Ada Lane: Ada Lane was born in Port Ems." in prompt
        assert "Jon Rook" not in prompt
        assert entity_summary(model, index, jon) == "Tom Hale knew Jon Rook."
        assert server.calls == 1


def test_summaries_are_paid_for_and_stay_when_the_content_changes(directory, tmp_path):
    with (
        FakeServer(lambda seen: json.dumps({"summary": "A writer."})) as server,
        open_index(directory, embedder=HashEmbedder()) as index,
        open_llm(server.section(), replies_file(directory)) as model,
    ):
        entity_summary(model, index, position(index, "Ada Lane"))
    file = ReplyCache.open(replies_file(directory))
    assert file.drop("nothing") == 0
    file.close()
    source = write_corpus(tmp_path / "c.jsonl", [("p", "Ada Lane", "Ada Lane moved to Velm.")])
    build_index(source, directory, embedder=HashEmbedder())
    file = ReplyCache.open(replies_file(directory))
    assert file.drop("summary") == 1  # indexing erases nothing; a new text is asked about anew
    file.close()


def test_a_failing_model_is_an_error_of_ours(directory):
    with (
        FakeServer(lambda seen: json.dumps({"summary": "x" * 5000})) as server,
        open_index(directory, embedder=HashEmbedder()) as index,
        open_llm(server.section()) as model,
    ):
        with pytest.raises(LLMError):
            entity_summary(model, index, position(index, "Ada Lane"))
