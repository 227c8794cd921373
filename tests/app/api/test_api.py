"""The JSON API: the command line's JSON, sizes limited, errors by type, as its document says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from app.api.answers import on_error
from app.api.openapi import TABLE, document
from app.api.routes import routes
from app.desk import desk
from app.origins import Guard
from graphrag.errors import GraphRAGError
from tests.graphrag.cli.shell import Shell

QUESTION = "In which city did the author of the book Cybernetics die?"
TIMES = re.compile(r'"(timings_ms|ms)": (\{[^}]*\}|[0-9.]+)')


def client_of(token: str = "", **how) -> TestClient:
    app = Starlette(
        routes=routes(),
        middleware=[Middleware(Guard, token=token)],
        exception_handlers={GraphRAGError: on_error},
    )
    return TestClient(app, base_url="http://127.0.0.1:8501", **how)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, sample_index: Path) -> Iterator[TestClient]:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(sample_index))
    with client_of() as client:
        yield client


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)


def timeless(text: str) -> object:
    return json.loads(TIMES.sub(r'"\1": 0', text))


def test_a_question_goes_on_from_the_turns_before(client) -> None:
    turns = [{"question": "Who designed K-202?", "answer": "Jacek Karpiński"}]
    sent = {"question": "Where was he born?", "history": turns}
    found = client.post("/api/ask", json=sent).json()
    read = {"asked": sent["question"], "question": "Where was Jacek Karpiński born?", "note": ""}
    assert (found["answer"], found["read_as"]) == ("Turin", read)
    streamed = client.post("/api/ask", json=sent | {"stream": True})
    assert '"answer": "Turin"' in streamed.text
    for wrong in (
        [{"answer": "x"}],
        ["x"],
        [{"question": 1}],
        [turns[0] | {"more": ""}],
        21 * turns,
    ):
        refused = client.post("/api/ask", json=sent | {"history": wrong})
        assert refused.status_code == 400 and "history" in refused.json()["error"]["message"]


@pytest.mark.parametrize("command", ["ask", "search", "explain"])
def test_it_prints_what_the_command_line_prints(client, shell, sample_index, command: str) -> None:
    sent = client.post(f"/api/{command}", json={"question": QUESTION})
    assert sent.status_code == 200 and sent.headers["content-type"] == "application/json"
    _, printed, _ = shell(command, QUESTION, "--index", sample_index, "--json")
    assert timeless(sent.text) == timeless(printed)


@pytest.mark.parametrize("command", ["stats", "documents"])
def test_what_is_known_of_the_index_is_the_same(client, shell, sample_index, command: str) -> None:
    assert client.get(f"/api/{command}").json() == shell.json(command, "--index", sample_index)


def test_every_answer_fits_the_document(client) -> None:
    schemas = client.get("/openapi.json").json()
    assert schemas == json.loads(json.dumps(document()))
    sent = {"q": "wiener", "from": "Stockholm", "to": "Norbert Wiener"}
    for method, address, _, body, answer, parameters in TABLE:
        path = address.replace("{name}", "Norbert Wiener")
        query = {name: sent[name] for name, where, needed in parameters
                 if where == "query" and needed}  # fmt: skip
        how = {"json": {"question": QUESTION}} if body else {}
        found = client.request(method, path, params=query, **how)
        assert found.status_code == 200, path
        schema = {"$ref": f"#/components/schemas/{answer}", **schemas}
        Draft202012Validator(schema).validate(found.json())


def test_a_thing_and_the_way_between_two(client) -> None:
    names = [one["name"] for one in client.get("/api/entities?q=wiener").json()["entities"]]
    assert "Norbert Wiener" in names
    card = client.get("/api/entities/Norbert Wiener").json()
    assert card["name"] == "Norbert Wiener" and card["facts"]
    way = client.get("/api/way", params={"from": "Cybernetics (book)", "to": "Stockholm"}).json()
    assert way["hops"][-1]["sentence"] == "Wiener died in Stockholm on 18 March 1964."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b"[" * 60_000, "not JSON"),
        (b'{"k": 5}', "missing"),
        (b'{"question": 5}', "is no text"),
        (b'{"question": "a?", "k": true}', "k is no whole number"),
        (b'{"question": "a?", "where": [1]}', "list of texts"),
        (b'{"question": "a?", "wher": []}', "unknown key 'wher'"),
        (b'{"question": ""}', "empty"),
        (b'{"question": "a?", "k": 0}', "k"),
        (b'{"question": "a?", "where": ["nonsense"]}', "nonsense"),
        (b'{"question": "\xff"}', "not JSON"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(client, body: bytes, said: str) -> None:
    found = client.post("/api/search", content=body)
    assert found.status_code == 400
    assert found.json()["error"]["type"] == "QuestionError"
    assert said in found.json()["error"]["message"]


def test_what_an_address_does_not_know_is_refused_as_its_document_says(client) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    known = {name: set(schemas[name]["properties"]) for name in ("Question", "Asked")}
    sent = {"k": 5, "where": ["folder=people"], "stream": False, "history": []}
    for command, name in (("ask", "Asked"), ("search", "Question"), ("explain", "Question")):
        for key, value in sent.items():
            found = client.post(f"/api/{command}", json={"question": QUESTION, key: value})
            assert (found.status_code == 200) == (key in known[name]), (command, key)
    for query in ("", "?q=", "?q=%20"):
        refused = client.get(f"/api/entities{query}")
        assert refused.status_code == 400 and "q is missing" in refused.text


def test_sizes_unknown_addresses_and_a_lost_index_have_their_types(
    client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    large = client.post("/api/ask", content=b'{"question": "' + b"a" * 70_000 + b'"}')
    assert (large.status_code, large.json()["error"]["type"]) == (413, "TooLarge")
    for method, path in (("get", "/api/nothing"), ("get", "/api/ask"), ("post", "/api/stats")):
        assert client.request(method, path).status_code in (404, 405)
    assert client.get("/api/entities/Nobody At All").status_code == 404
    assert client.get("/api/entities?q=a&limit=0").status_code == 400
    monkeypatch.setenv("GRAPHRAG_INDEX", str(tmp_path))
    lost = client.post("/api/ask", json={"question": "a?"})
    assert (lost.status_code, lost.json()["error"]["type"]) == (503, "NotAnIndex")


def test_an_answer_may_come_as_events(client) -> None:
    found = client.post("/api/ask", json={"question": QUESTION, "stream": True})
    kind, data = found.text.strip().split("\n")[-2:]
    assert found.headers["content-type"].startswith("text/event-stream")
    assert kind == "event: answer"
    stages = re.findall(r'event: stage\ndata: \{"stage": "(\w+)", "ms": [\d.]+\}', found.text)
    line = ["signals", "walk", "rank", "evidence"]
    assert stages == [*line, *line, *line, "steps", "reading"]  # the designer's name first
    assert json.loads(data.removeprefix("data: "))["answer"] == "Stockholm"
    wrong = client.post("/api/ask", json={"question": " ", "stream": True})
    assert "event: error" in wrong.text and "QuestionError" in wrong.text


def test_the_index_is_opened_once(client) -> None:
    first = desk().index()
    client.post("/api/search", json={"question": QUESTION})
    assert desk().index() is first
