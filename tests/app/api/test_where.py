"""A part of the index asked over HTTP: what its conditions leave out is in no reply."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.app.api.test_api import client_of

QUESTION = "In which city did the author of the book Cybernetics die?"  # told under people/
ASKED = (
    ("search", {}),
    ("explain", {}),
    ("ask", {}),
    ("ask", {"stream": True}),
)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, sample_index: Path) -> Iterator[TestClient]:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(sample_index))
    with client_of() as client:
        yield client


@pytest.mark.parametrize(("path", "more"), ASKED)
def test_what_a_condition_leaves_out_is_in_no_reply(client, path, more) -> None:
    def said(*where: str) -> str:
        sent = {"question": QUESTION, "where": list(where), **more}
        reply = client.post(f"/api/{path}", json=sent)
        assert reply.status_code == 200
        return reply.text.replace(json.dumps(QUESTION), "")

    whole, part = said(), said("folder!=people")
    assert '"people/' in whole  # the test can fail
    assert '"people/' not in part and "Norbert Wiener" in whole
    both = said("folder!=people", "folder!=works")
    assert '"people/' not in both and '"works/' not in both


def test_a_part_in_which_nothing_is_left_is_refused(client) -> None:
    sent = {"question": QUESTION, "where": ["folder=nowhere"]}
    reply = client.post("/api/search", json=sent)
    assert reply.status_code == 400 and "no passage of" in reply.json()["error"]["message"]
