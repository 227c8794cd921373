"""What is asked several times at once is bought once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from graphrag.errors import LLMError
from graphrag.llm import open_llm
from tests.servers.replies import respond, stream
from tests.servers.server import FakeServer

SCHEMA = {"type": "object", "properties": {"a": {"type": "array"}}, "required": ["a"]}


@pytest.mark.parametrize("kept", [True, False])
def test_one_request_for_all(tmp_path, kept: bool):
    with FakeServer(lambda _: '{"a": [1]}', latency=0.2) as server:
        model = open_llm(server.section(), tmp_path / "replies" if kept else None)
        with ThreadPoolExecutor(10) as pool:
            values = list(pool.map(lambda _: model.structured("?", SCHEMA, "x"), range(10)))
        assert values == [{"a": [1]}] * 10
        assert len({id(value["a"]) for value in values}) == 10  # nobody shares what may change
        assert server.calls == 1
        assert (model.usage.calls, model.usage.from_cache) == (1, 9)


def test_an_error_is_everybodys_and_nobody_is_left_waiting():
    with FakeServer(lambda _: respond("no", status=400), latency=0.2) as server:
        model = open_llm(server.section())
        with ThreadPoolExecutor(5) as pool:
            asked = [pool.submit(model.complete, "?") for _ in range(5)]
            errors = {str(future.exception(timeout=5)) for future in asked}
        assert len(errors) == 1 and "does not accept" in errors.pop()
        assert server.calls == 1
        with pytest.raises(LLMError):
            model.complete("?")  # a failure is not remembered
        assert server.calls == 2


def test_streams_and_replies_share_too():
    with FakeServer(lambda _: "yes, yes", latency=0.2) as server:
        model = open_llm(server.section())
        with ThreadPoolExecutor(3) as pool:
            texts = [
                pool.submit(lambda: "".join(model.stream("?"))),
                pool.submit(lambda: "".join(model.stream("?"))),
                pool.submit(lambda: model.complete("?").text),
            ]
            assert [text.result(5) for text in texts] == ["yes, yes"] * 3
        assert server.calls == 1


def test_who_waits_takes_over_when_a_reader_stops_early():
    with FakeServer(lambda _: stream("one two three four five", pause=0.1)) as server:
        model = open_llm(server.section())
        first = model.stream("?")
        next(first)
        texts: list[str] = []
        second = threading.Thread(target=lambda: texts.append("".join(model.stream("?"))))
        second.start()
        time.sleep(0.05)
        assert server.calls == 1
        first.close()
        second.join(5)
        assert texts == ["one two three four five"]
        assert server.calls == 2


def test_a_reader_that_pauses_for_good_holds_nobody_up():
    with FakeServer(lambda _: stream("one two three", pause=0.02)) as server:
        model = open_llm(server.section())
        paused = model.stream("?")
        next(paused)
        assert model.complete("?").text == "one two three"
        assert server.calls == 1
