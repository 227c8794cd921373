"""The server-side encoder over a real socket: order, dimension, and replies that cannot be used."""

import numpy as np
import pytest

from graphrag.embedding.openai_compatible import OpenAICompatible
from graphrag.errors import LLMError, SettingsError
from graphrag.llm.wire import connection
from graphrag.settings import Embedding
from tests.servers.in_turn import in_turn
from tests.servers.replies import Answer, respond
from tests.servers.server import FakeServer, Seen, Serve

PATH = "/v1/embeddings"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.01)


def embedder(server: FakeServer, **changes):
    values = {"provider": "openai", "model": "e", "base_url": server.address, **changes}
    return OpenAICompatible(Embedding(timeout=5.0, **values), retries=1)


def lengths(seen: Seen) -> Answer:
    """Vectors of the texts' lengths in reverse order, as the protocol allows."""
    texts = seen.body["input"]
    if not all(texts):
        return respond({"error": "a real server refuses empty input"}, status=400)
    rows = [{"index": i, "embedding": [3.0, float(len(text))]} for i, text in enumerate(texts)]
    return {"data": rows[::-1]}


def batches(server: FakeServer) -> list[list[str]]:
    return [seen.body["input"] for seen in server.seen]


def test_rows_come_in_order_with_length_one(serve: Serve):
    server = serve(lengths)
    seen: list[int] = []
    model = embedder(server, batch=2)
    vectors = model.encode(["four", "", "\ud800"], progress=seen.append)
    np.testing.assert_allclose(vectors[0], [0.6, 0.8], rtol=1e-6)
    np.testing.assert_allclose(vectors[1], vectors[2])
    assert (vectors.dtype, vectors.shape) == (np.float32, (3, 2))
    assert batches(server) == [["dimension"], ["four", " "], ["?"]]
    assert seen == [2, 1]
    assert (model.name, model.dimension) == ("e", 2)


def test_long_texts_are_cut(serve: Serve):
    server = serve(lengths)
    embedder(server, max_tokens=10).encode(["x" * 10**6])
    assert len(batches(server)[1][0]) == 320


def test_fingerprint_names_model_and_dimension(serve: Serve):
    prints = set()
    for size in (2, 3):
        vector = {"data": [{"index": 0, "embedding": [1.0] * size}]}
        server = serve(lambda _, vector=vector: vector)
        prints |= {embedder(server, model=model).fingerprint for model in ("e", "f", "e")}
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
def test_vectors_that_cannot_be_used_are_refused(serve: Serve, body: str, said: str):
    if "A:" in body:  # shorthand for rows of index 0 and 1
        body = body.replace("A:", '{"index": 0, "embedding":').replace(
            "B:", '{"index": 1, "embedding":'
        )
        body = '{"data": [' + body[1:-1].replace("], {", "]}, {").replace('A", {', 'A"}, {') + "}]}"
    probe = {"data": [{"index": 0, "embedding": [1, 2]}]}
    server = serve(in_turn(probe, respond(body)))
    with pytest.raises(LLMError, match=said):
        embedder(server).encode(["one", "two"])


def test_a_busy_server_is_tried_again(serve: Serve):
    row = {"index": 0, "embedding": [1, 0]}
    server = serve(in_turn(respond("", status=503), {"data": [row]}))
    assert embedder(server).encode(["a"]).tolist() == [[1.0, 0.0]]
    assert server.calls == 3  # refused, the dimension, the text


@pytest.mark.parametrize("change", [{"model": ""}, {"batch": 0}, {"max_tokens": 0}])
def test_settings_that_cannot_work_are_refused(serve: Serve, change: dict):
    with pytest.raises(SettingsError, match=next(iter(change))):
        embedder(serve(lengths), **change)


def test_azure_has_its_own_header_and_version(serve: Serve, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "key-1")
    row = {"index": 0, "embedding": [1, 0]}
    server = serve(lambda _: {"data": [row]})
    model = embedder(server, base_url=f"{server.address}?api-version=2024-10-21")
    assert model.encode(["a"]).tolist() == [[1.0, 0.0]]
    assert {seen.path for seen in server.seen} == {f"{PATH}?api-version=2024-10-21"}
    headers = server.seen[-1].headers
    assert headers["api-key"] == "key-1" and "authorization" not in headers


def test_an_address_with_another_query_is_refused(serve: Serve):
    server = serve(lengths)
    for query in ("?key=1", "?api-version=2024-10-21&key=1"):
        with pytest.raises(SettingsError, match="query"):
            embedder(server, base_url=server.address + query)


def test_a_server_that_stays_busy_is_tried_five_times(serve: Serve):
    server = serve(lambda _: respond("", status=503))
    section = Embedding(provider="openai", model="e", base_url=server.address)
    with pytest.raises(LLMError, match="503"):
        OpenAICompatible(section).encode(["a"])
    assert server.calls == 1 + 4
