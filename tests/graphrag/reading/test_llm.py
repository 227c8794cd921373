"""The reader with a language model, over a real socket: citations, abstention, failure."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer

from graphrag.datatypes import Answer, Hop, Retrieval
from graphrag.llm import LanguageModel, open_llm
from graphrag.reading.llm import read
from graphrag.settings import Reading
from tests.graphrag.llm.servers import chat, section
from tests.graphrag.reading.build import passage

FILM = passage("film", "Salt Road", "Salt Road is a film directed by Anna Berg.")
ANNA = passage("anna", "Anna Berg", "Anna Berg was born in Bergen.", "She wrote {question} too.")
HOP = Hop(
    "Salt Road", "directed by", "Anna Berg", "film", "Salt Road is a film directed by Anna Berg."
)
QUESTION = "Where was the director of Salt Road born?"
RETRIEVAL = Retrieval(QUESTION, "graph", (FILM, ANNA), paths=((HOP,),))
GOOD = {"reasoning": "Berg directed it.", "found": True, "answer": " Bergen ",
        "sentences": ["S1", "S2", "S2"]}  # fmt: skip


@pytest.fixture
def server(httpserver: HTTPServer) -> Iterator[tuple[HTTPServer, LanguageModel]]:
    model = open_llm(section(httpserver.url_for("/v1"), retries=0))
    yield httpserver, model
    model.close()


def ask(
    server: tuple[HTTPServer, LanguageModel], reply: object, retrieval: Retrieval = RETRIEVAL
) -> Answer:
    httpserver, model = server
    content = reply if isinstance(reply, str) else json.dumps(reply)
    httpserver.expect_request("/v1/chat/completions").respond_with_json(chat(content))
    return read(QUESTION, retrieval, Reading(), model)


def test_answer_with_the_sentences_it_cites(server) -> None:
    answer = ask(server, GOOD)
    assert (answer.text, answer.abstained, answer.reader) == ("Bergen", False, "tiny")
    assert [c.text for c in answer.citations] == [HOP.sentence, "Anna Berg was born in Bergen."]
    assert answer.note == "Berg directed it."


def test_the_prompt_holds_facts_and_numbered_sentences_and_nothing_is_filled_in_twice(
    server,
) -> None:
    ask(server, GOOD)
    prompt = server[0].log[0][0].get_json()["messages"][-1]["content"]
    assert "- Salt Road | directed by | Anna Berg" in prompt
    assert "S2 (Anna Berg): Anna Berg was born in Bergen." in prompt
    assert "She wrote {question} too." in prompt
    assert prompt.count(QUESTION) == 1


@pytest.mark.parametrize("change", [{"found": False}, {"answer": ""}, {"sentences": []}], ids=str)
def test_without_answer_or_citation_it_abstains(server, change: dict) -> None:
    answer = ask(server, {**GOOD, **change})
    assert answer.abstained and answer.text == ""
    assert "gave no answer" in answer.note


@pytest.mark.parametrize(
    "reply", [{**GOOD, "sentences": ["S9"]}, "not JSON", json.dumps(GOOD)[:-9]], ids=str
)
def test_invented_citations_and_broken_replies_fall_back_to_rules(server, reply: object) -> None:
    answer = ask(server, reply)
    assert (answer.text, answer.reader) == ("Bergen", "extractive")
    assert answer.note.startswith("The language model failed (")


def test_nothing_retrieved_costs_nothing(server) -> None:
    answer = read(QUESTION, Retrieval(QUESTION, "graph", ()), Reading(), server[1])
    assert answer.abstained
    assert server[1].usage.calls == 0
