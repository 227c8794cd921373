"""The LlamaIndex retriever: what its nodes carry, sync and async, alone and in a query engine."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

QUESTION = "Where did the father of the woman after whom the language Ada is named die?"


@pytest.fixture(scope="module")
def retriever(sample_index: Path):
    from graphrag.interop import GraphRAGRetriever

    return GraphRAGRetriever.from_directory(sample_index, k=4)


def test_nodes_carry_passages_scores_paths_and_offsets(retriever) -> None:
    nodes = retriever.retrieve(QUESTION)
    assert len(nodes) == 4
    assert [node.metadata["rank"] for node in nodes] == [1, 2, 3, 4]
    assert any(node.metadata["evidence_paths"] for node in nodes)
    for node in nodes:
        assert node.node_id.endswith("#0")
        assert isinstance(node.score, float)
        assert node.metadata["title"] and node.metadata["score_parts"]
        for sentence in node.metadata["sentences"]:
            assert node.text[sentence["start"] : sentence["end"]] == sentence["text"]
        for path in node.metadata["evidence_paths"]:
            assert any(hop["passage_id"] == node.node_id for hop in path)
        json.dumps(node.metadata)


def test_a_part_of_the_index_is_retrieved_from_alone(sample_index: Path) -> None:
    from graphrag.interop import GraphRAGRetriever

    where = ["folder!=people", "folder!=places"]
    nodes = GraphRAGRetriever.from_directory(sample_index, k=8, where=where).retrieve(QUESTION)
    folders = {node.metadata["folder"] for node in nodes}
    assert len(nodes) == 8 and not folders & {"people", "places"}
    for node in nodes:
        assert node.metadata["path"].startswith(f"{node.metadata['folder']}/")
        for path in node.metadata["evidence_paths"]:
            assert not any(hop["passage_id"].startswith(("people/", "places/")) for hop in path)


def test_models_see_title_and_text_only(retriever) -> None:
    from llama_index.core.schema import MetadataMode

    node = retriever.retrieve(QUESTION)[0].node
    for mode in (MetadataMode.LLM, MetadataMode.EMBED):
        assert node.get_content(mode) == f"title: {node.metadata['title']}\n\n{node.text}"


def test_async_gives_the_same_from_another_thread(retriever) -> None:
    async def three():
        return await asyncio.gather(*(retriever.aretrieve(QUESTION) for _ in range(3)))

    expected = [(node.node_id, node.score) for node in retriever.retrieve(QUESTION)]
    for nodes in asyncio.run(three()):
        assert [(node.node_id, node.score) for node in nodes] == expected


def test_a_query_engine_answers_over_it(retriever) -> None:
    from llama_index.core.llms import MockLLM
    from llama_index.core.query_engine import RetrieverQueryEngine

    engine = RetrieverQueryEngine.from_args(retriever, llm=MockLLM())
    response = engine.query(QUESTION)
    sources = [node.node_id for node in response.source_nodes]
    assert sources == [node.node_id for node in retriever.retrieve(QUESTION)]
    assert QUESTION in str(response)  # the mock repeats its prompt


def test_bad_questions_raise_our_error(retriever) -> None:
    from graphrag.errors import QuestionError

    with pytest.raises(QuestionError):
        retriever.retrieve(" ")


def test_importing_the_door_does_not_import_llama_index() -> None:
    program = "import sys, graphrag.interop; sys.exit('llama_index' in sys.modules)"
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0
