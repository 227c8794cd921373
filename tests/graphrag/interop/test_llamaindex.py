"""LlamaIndex beyond the contract: what models see, query engines, the property graph."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphrag import Index, ask, open_index
from graphrag.errors import GraphRAGError, QuestionError
from graphrag.interop import GraphRAGPropertyGraph, GraphRAGQueryEngine, GraphRAGRetriever

QUESTION = "Where did the father of the woman after whom the language Ada is named die?"
CITY = "In which city did the author of the book Cybernetics die?"
UNKNOWN = "What is quartz made of?"


@pytest.fixture(scope="module")
def index(sample_index: Path) -> Iterator[Index]:
    with open_index(sample_index) as opened:
        yield opened


@pytest.fixture(scope="module")
def graph(index: Index) -> GraphRAGPropertyGraph:
    return GraphRAGPropertyGraph(index)


def test_models_see_title_and_text_only(index: Index) -> None:
    from llama_index.core.schema import MetadataMode

    node = GraphRAGRetriever(index, k=4).retrieve(QUESTION)[0].node
    for mode in (MetadataMode.LLM, MetadataMode.EMBED):
        assert node.get_content(mode) == f"title: {node.metadata['title']}\n\n{node.text}"


def test_their_query_engine_answers_over_the_retriever(index: Index) -> None:
    from llama_index.core.llms import MockLLM
    from llama_index.core.query_engine import RetrieverQueryEngine

    retriever = GraphRAGRetriever(index, k=4)
    response = RetrieverQueryEngine.from_args(retriever, llm=MockLLM()).query(QUESTION)
    sources = [node.node_id for node in response.source_nodes]
    assert sources == [node.node_id for node in retriever.retrieve(QUESTION)]
    assert QUESTION in str(response)  # the mock repeats its prompt


@pytest.mark.parametrize("question", [QUESTION, CITY, UNKNOWN])
def test_our_query_engine_says_what_ask_says(index: Index, question: str) -> None:
    answer = ask(index, question)
    engine = GraphRAGQueryEngine(index)
    for response in (engine.query(question), asyncio.run(engine.aquery(question))):
        said = response.metadata
        assert said["abstained"] == answer.abstained
        assert (str(response) == answer.text) != answer.abstained
        assert said["guess"] == (answer.text if answer.abstained else "")
        passages = [passage.id for passage in answer.retrieval.passages]
        assert [node.node_id for node in response.source_nodes] == passages
        assert [cited["text"] for cited in said["citations"]] == [c.text for c in answer.citations]
        texts = {node.node_id: node.text for node in response.source_nodes}
        for cited in said["citations"]:
            assert texts[cited["passage_id"]][cited["start"] : cited["end"]] == cited["text"]


def test_an_answer_has_its_evidence(index: Index) -> None:
    response = GraphRAGQueryEngine(index).query(CITY)
    assert str(response) == "Stockholm"
    assert response.metadata["evidence"][0][-1]["target"] == "Stockholm"


def test_the_engine_asks_a_part_of_the_index(sample_index: Path) -> None:
    engine = GraphRAGQueryEngine.from_directory(sample_index, where="folder!=people")
    folders = {node.metadata["folder"] for node in engine.query(CITY).source_nodes}
    assert folders and "people" not in folders


def test_their_tracing_sees_our_engine(index: Index) -> None:
    from llama_index.core.callbacks import CallbackManager, CBEventType, LlamaDebugHandler

    seen = LlamaDebugHandler(print_trace_on_end=False)
    GraphRAGQueryEngine(index, callback_manager=CallbackManager([seen])).query(CITY)
    assert len(seen.get_event_pairs(CBEventType.QUERY)) == 1


def test_triplets_are_facts_with_their_sentences(
    graph: GraphRAGPropertyGraph, index: Index
) -> None:
    triplets = graph.get_triplets(["Norbert Wiener"])
    assert triplets
    for one, said, other in triplets:
        assert "Norbert Wiener" in (one.name, other.name)
        assert (said.source_id, said.target_id) == (one.id, other.id)
        (passage,) = graph.get(ids=[said.properties["triplet_source_id"]])
        assert said.properties["sentence"] in passage.text
    label = triplets[0][1].label
    assert [t for t in triplets if t[1].label == label] == graph.get_triplets(
        ["Norbert Wiener"], [label]
    )
    assert graph.get_triplets() == [] and graph.get_triplets(["Nobody Here"]) == []
    kinds = graph.get(properties={"kind": index.entities[0].kind})
    assert kinds and {node.label for node in kinds} == {index.entities[0].kind}


def test_every_fact_is_in_the_graph_once(graph: GraphRAGPropertyGraph, index: Index) -> None:
    everything = graph.get_rel_map(graph.get(), depth=1, limit=len(index.predicates) + 1)
    ends = {end.id for one, _, other in everything for end in (one, other)}
    names = {node.id for node in graph.get()}
    with_words = sum(e < 0 for e in (*index.fact_subject.tolist(), *index.fact_object.tolist()))
    assert len(ends - names) <= with_words
    named = (index.fact_subject >= 0) | (index.fact_object >= 0)
    assert len(everything) == int(named.sum())


def test_around_a_thing_are_the_nearest_first(graph: GraphRAGPropertyGraph) -> None:
    start = graph.get(ids=["Norbert Wiener"])
    near = graph.get_triplets(["Norbert Wiener"])
    far = graph.get_rel_map(start, depth=2, limit=500)
    assert far[: len(near)] == near and len(far) > len(near)
    assert graph.get_rel_map(start, depth=1, limit=2) == near[:2]
    label = near[0][1].label
    assert label not in {t[1].label for t in graph.get_rel_map(start, ignore_rels=[label])}


def test_their_property_graph_index_searches_it(graph: GraphRAGPropertyGraph) -> None:
    from llama_index.core import PropertyGraphIndex
    from llama_index.core.llms import MockLLM

    over = PropertyGraphIndex.from_existing(
        graph, llm=MockLLM(), embed_model=graph.encoder(), embed_kg_nodes=True
    )
    retriever = over.as_retriever(sub_retrievers=None, include_text=True)
    nodes = retriever.retrieve("Norbert Wiener")
    assert any("Norbert Wiener" in node.text for node in nodes)
    ids = {node.node_id for node in nodes} | {node.node.ref_doc_id for node in nodes}
    assert any(name in graph.client.passage_ids for name in ids if name)


def test_a_vector_of_another_encoder_is_refused(graph: GraphRAGPropertyGraph) -> None:
    from llama_index.core.vector_stores.types import VectorStoreQuery

    asked = graph.encoder().get_query_embedding("Norbert Wiener")
    found, scores = graph.vector_query(VectorStoreQuery(query_embedding=asked, similarity_top_k=3))
    assert found[0].id == "Norbert Wiener" and scores == sorted(scores, reverse=True)
    for vector in ([0.5] * 7, None):
        with pytest.raises(QuestionError, match="encoder"):
            graph.vector_query(VectorStoreQuery(query_embedding=vector))


def test_a_part_of_the_graph(index: Index) -> None:
    part = GraphRAGPropertyGraph(index, where="folder!=people")
    assert not {name for name in part.client.passage_ids if name.startswith("people/")}
    assert len(part.get()) < len(GraphRAGPropertyGraph(index).get())


def test_the_graph_is_read_only(graph: GraphRAGPropertyGraph) -> None:
    node = graph.get()[0]
    for change in (
        lambda: graph.upsert_nodes([node]),
        lambda: graph.upsert_relations([graph.get_triplets(["Norbert Wiener"])[0][1]]),
        lambda: graph.delete(entity_names=[node.id]),
        lambda: graph.structured_query("MATCH (n) RETURN n"),
    ):
        with pytest.raises(GraphRAGError):
            change()
