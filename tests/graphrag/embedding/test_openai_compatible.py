"""The server-side encoder over a real socket: order, dimension, and replies that cannot be used."""

import json

import numpy as np
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from graphrag.embedding.openai_compatible import OpenAICompatible
from graphrag.errors import LLMError, SettingsError
from graphrag.llm.wire import connection
from graphrag.settings import Embedding

PATH = "/v1/embeddings"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.01)


def embedder(httpserver: HTTPServer, **changes):
    values = {"provider": "openai", "model": "e", "base_url": httpserver.url_for("/v1"), **changes}
    return OpenAICompatible(Embedding(timeout=5.0, **values), retries=1)


def serve(httpserver: HTTPServer, vector=lambda text: [3.0, float(len(text))]):
    """A server that answers in reverse order, as the protocol allows."""
    batches: list[list[str]] = []

    def handle(request: Request) -> Response:
        texts = request.get_json()["input"]
        assert all(texts), "a real server refuses empty input"
        batches.append(texts)
        rows = [{"index": i, "embedding": vector(text)} for i, text in enumerate(texts)]
        return Response(json.dumps({"data": rows[::-1]}))

    httpserver.expect_request(PATH).respond_with_handler(handle)
    return batches


def test_rows_come_in_order_with_length_one(httpserver: HTTPServer):
    batches = serve(httpserver)
    seen: list[int] = []
    model = embedder(httpserver, batch=2)
    vectors = model.encode(["four", "", "\ud800"], progress=seen.append)
    np.testing.assert_allclose(vectors[0], [0.6, 0.8], rtol=1e-6)
    np.testing.assert_allclose(vectors[1], vectors[2])
    assert (vectors.dtype, vectors.shape) == (np.float32, (3, 2))
    assert batches == [["dimension"], ["four", " "], ["?"]]
    assert seen == [2, 1]
    assert (model.name, model.dimension) == ("e", 2)


def test_long_texts_are_cut(httpserver: HTTPServer):
    batches = serve(httpserver)
    embedder(httpserver, max_tokens=10).encode(["x" * 10**6])
    assert len(batches[1][0]) == 320


def test_fingerprint_names_model_and_dimension(httpserver: HTTPServer):
    size = [2]
    serve(httpserver, vector=lambda text: [1.0] * size[0])
    prints = {embedder(httpserver, model=model).fingerprint for model in ("e", "f", "e")}
    size[0] = 3
    prints |= {embedder(httpserver, model=model).fingerprint for model in ("e", "f")}
    assert len(prints) == 4


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{}", "no vectors for 2 texts"),
        ("[]", "no vectors for 2 texts"),
        ("<html>", "not JSON"),
        ('{"data": [{"index": 0, "embedding": [1, 2]}]}', "1 vectors for 2 texts"),
        ('{"data": [null, null]}', "indexed vector"),
        ('{"data": [{"embedding": [1, 2]}, {"embedding": [1, 2]}]}', "indexed vector"),
        ("{A: [1, 2], B: [1]}", "a vector of 1 numbers, not 2"),
        ("{A: [1, 2, 3], B: [1, 2, 3]}", "a vector of 3 numbers, not 2"),
        ("{A: [1, 2], A: [3, 4]}", "indexes 0, 1, 2"),
        ("{A: [1, NaN], B: [3, 4]}", "not JSON"),
        ("{A: [1, 1e999], B: [3, 4]}", "finite"),
        ("{A: [1, 1e308], B: [3, 4]}", "finite"),
        (f"{{A: [1, {10**400}], B: [3, 4]}}", "finite"),
        ('{A: [1, "2"], B: [3, 4]}', "finite"),
        ("{A: [1, true], B: [3, 4]}", "finite"),
        ("{A: [0, 0], B: [3, 4]}", "zeros"),
        ("{A: [1e-300, 0], B: [3, 4]}", "zeros"),
        ("{A: [], B: [3, 4]}", "indexed vector"),
        ('{A: "AAAA", B: [3, 4]}', "indexed vector"),
    ],
)
def test_vectors_that_cannot_be_used_are_refused(httpserver: HTTPServer, body: str, said: str):
    if "A:" in body:  # shorthand for rows of index 0 and 1
        body = body.replace("A:", '{"index": 0, "embedding":').replace(
            "B:", '{"index": 1, "embedding":'
        )
        body = '{"data": [' + body[1:-1].replace("], {", "]}, {").replace('A", {', 'A"}, {') + "}]}"
    probe = {"data": [{"index": 0, "embedding": [1, 2]}]}
    httpserver.expect_ordered_request(PATH).respond_with_json(probe)
    for _ in range(2):  # what cannot be used is asked for once more
        httpserver.expect_ordered_request(PATH).respond_with_data(body)
    with pytest.raises(LLMError, match=said):
        embedder(httpserver).encode(["one", "two"])


def test_a_busy_server_is_tried_again(httpserver: HTTPServer):
    httpserver.expect_ordered_request(PATH).respond_with_data("", status=503)
    row = {"index": 0, "embedding": [1, 0]}
    for _ in range(2):
        httpserver.expect_ordered_request(PATH).respond_with_json({"data": [row]})
    assert embedder(httpserver).encode(["a"]).tolist() == [[1.0, 0.0]]


@pytest.mark.parametrize("change", [{"model": ""}, {"batch": 0}, {"max_tokens": 0}])
def test_settings_that_cannot_work_are_refused(httpserver: HTTPServer, change: dict):
    with pytest.raises(SettingsError, match=next(iter(change))):
        embedder(httpserver, **change)


def test_azure_has_its_own_header_and_version(httpserver: HTTPServer, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "key-1")
    row = {"index": 0, "embedding": [1, 0]}
    httpserver.expect_request(
        PATH, query_string="api-version=2024-10-21", headers={"api-key": "key-1"}
    ).respond_with_json({"data": [row]})
    address = httpserver.url_for("/v1") + "?api-version=2024-10-21"
    model = embedder(httpserver, base_url=address)
    assert model.encode(["a"]).tolist() == [[1.0, 0.0]]
    assert "Authorization" not in httpserver.log[0][0].headers


def test_an_address_with_another_query_is_refused(httpserver: HTTPServer):
    for query in ("?key=1", "?api-version=2024-10-21&key=1"):
        with pytest.raises(SettingsError, match="query"):
            embedder(httpserver, base_url=httpserver.url_for("/v1") + query)
