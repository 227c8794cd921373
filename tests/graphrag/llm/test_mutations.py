"""Good responses with random bytes changed, lost or added: a value or one of our errors, always."""

import random

import pytest

from graphrag.errors import LLMError
from graphrag.llm import open_llm
from graphrag.llm.wire import connection
from tests.graphrag.llm.behaviours import EVENTS, SCHEMA, WHOLE, head
from tests.servers.replies import raw
from tests.servers.server import FakeServer, Seen

SEEDS = [
    head(len(WHOLE)) + WHOLE,
    head(None, "transfer-encoding: chunked") + b"%x\r\n%b\r\n0\r\n\r\n" % (len(WHOLE), WHOLE),
    head(len(WHOLE), "content-encoding: deflate") + WHOLE,
    head(len(WHOLE), "content-type: application/json; charset=utf-99") + WHOLE,
    head(None, "connection: close") + b"".join(EVENTS),
    b'HTTP/1.1 429 Busy\r\nretry-after: 0.01\r\ncontent-length: 14\r\n\r\n{"error": "x"}',
]
ASK = [
    lambda model, text: model.complete(text).text,
    lambda model, text: model.structured(text, SCHEMA, "reply"),
    lambda model, text: "".join(model.stream(text)),
]


def mutated(body: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, removed, inserted or cut off."""
    found = bytearray(body)
    for _ in range(chance.choice([1, 1, 2, 5])):
        place = chance.randrange(len(found) or 1)
        some = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 8)))
        change = chance.randrange(4)
        if change == 0:
            found[place : place + 1] = some[:1]
        elif change == 1:
            del found[place : place + 20 - 2 * len(some)]
        elif change == 2:
            found[place:place] = some
        else:
            del found[place:]
    return bytes(found)


def test_every_outcome_is_a_value_or_one_of_our_errors(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connection, "FIRST_WAIT", 0.001)
    chance = random.Random(11)
    response, values, errors = b"", 0, 0

    def answer(_: Seen) -> object:
        return raw(response)

    with FakeServer(answer) as server, open_llm(server.section(timeout=2.0, retries=0)) as model:
        for number in range(150):
            response = mutated(chance.choice(SEEDS), chance)
            try:
                chance.choice(ASK)(model, f"{number}?")
                values += 1
            except LLMError:
                errors += 1
    assert values + errors == 150
    assert errors > 50
