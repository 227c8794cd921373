"""The ladder of structured output, strict parsing, and the schema check."""

import json
import re

import pytest

from graphrag.errors import LLMError
from graphrag.llm import LanguageModel, open_llm, schema
from graphrag.llm.schema import check
from tests.servers.in_turn import in_turn
from tests.servers.replies import Answer, chat, respond
from tests.servers.server import FakeServer, Seen, Serve

TRIPLES = {
    "type": "object",
    "properties": {
        "triples": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 3},
        }
    },
    "required": ["triples"],
    "additionalProperties": False,
}
GOOD = {"triples": [["Ada", "wrote", "a note"], ["the note", "concerns", "Bernoulli numbers"]]}


class Ladder:
    """A server that knows some response formats, refuses the others, and replies from a list."""

    def __init__(self, serve: Serve, knows: set[str], replies: list[str]):
        reply = in_turn(*replies)

        def answer(seen: Seen) -> Answer:
            unknown = respond({"error": {"message": "unknown response_format"}}, status=400)
            return reply(seen) if seen.form in knows else unknown

        self.server: FakeServer = serve(answer)
        self.model: LanguageModel = open_llm(self.server.section())

    @property
    def asked(self) -> list[str]:
        return [seen.form for seen in self.server.seen]

    def ask(self):
        return self.model.structured("Find the triples.", TRIPLES, "triples")


ALL = {"json_schema", "json_object", "prompt"}


def test_a_server_that_enforces_schemas_gets_one(serve: Serve):
    ladder = Ladder(serve, ALL, [json.dumps(GOOD)])
    assert ladder.ask() == GOOD
    assert ladder.asked == ["json_schema"]
    assert [seen.question for seen in ladder.server.seen] == ["Find the triples."]


@pytest.mark.parametrize(
    ("knows", "first", "later"),
    [
        ({"json_object", "prompt"}, ["json_schema", "json_object"], ["json_object"]),
        ({"prompt"}, ["json_schema", "json_object", "prompt"], ["prompt"]),
    ],
)
def test_a_refused_rung_is_remembered(serve: Serve, knows, first, later):
    ladder = Ladder(serve, knows, [json.dumps(GOOD)])
    assert ladder.ask() == GOOD
    assert ladder.asked == first
    assert json.dumps(TRIPLES) in ladder.server.seen[-1].question
    assert ladder.ask() == GOOD
    assert ladder.asked == first + later


def test_a_server_that_refuses_everything_is_not_held_against_the_rungs(serve: Serve):
    ladder = Ladder(serve, set(), [""])
    for _ in range(2):
        with pytest.raises(LLMError, match="unknown response_format"):
            ladder.ask()
    assert ladder.asked == ["json_schema", "json_object", "prompt"] * 2


def test_an_ill_formed_reply_moves_down_for_this_call_only(serve: Serve):
    ladder = Ladder(serve, ALL, ["Sure! Here are the triples.", json.dumps(GOOD)])
    assert ladder.ask() == GOOD
    ladder.ask()
    assert ladder.asked == ["json_schema", "json_object", "json_schema"]


def test_one_fence_round_the_whole_reply_is_taken_off(serve: Serve):
    ladder = Ladder(serve, {"prompt"}, [f"```json\n{json.dumps(GOOD)}\n```"])
    assert ladder.ask() == GOOD


@pytest.mark.parametrize(
    "reply",
    [
        "no triples here",
        f"Here: {json.dumps(GOOD)}",
        f"{json.dumps(GOOD)} done",
        json.dumps(GOOD) * 2,
        json.dumps(GOOD)[:-1],
        json.dumps(GOOD).replace('"', "'"),
        "{}",
        "[]",
        "null",
        '{"triples": null}',
        '{"triples": ["Ada", "wrote", "a note"]}',
        '{"triples": [["Ada", "wrote"]]}',
        '{"triples": [["Ada", "wrote", 3]]}',
        '{"triples": [["Ada", "wrote", null]]}',
        '{"triples": [], "more": 1}',
        '{"triples": [], "triples": []}',
        '{"triples": [[NaN, "a", "b"]]}',
        '{"triples": ' + "[" * 50_000,
    ],
)
def test_an_ill_formed_reply_never_becomes_a_value(serve: Serve, reply: str):
    ladder = Ladder(serve, ALL, [reply])
    with pytest.raises(LLMError, match="does not have the form asked for"):
        ladder.ask()
    assert len(ladder.asked) == 3


def test_a_reply_cut_by_its_limit_is_an_error_at_once(serve: Serve):
    server = serve(lambda _: chat(json.dumps(GOOD), finish="length"))
    with pytest.raises(LLMError, match="cut off"):
        open_llm(server.section()).structured("Find.", TRIPLES, "triples")
    assert server.calls == 1


@pytest.mark.parametrize(
    ("value", "form", "fits"),
    [
        (1, {"type": "integer"}, True),
        (True, {"type": "integer"}, False),
        (True, {"type": "boolean"}, True),
        (1.5, {"type": "integer"}, False),
        (1, {"type": "number"}, True),
        (None, {"type": ["string", "null"]}, True),
        (3, {"type": ["string", "null"]}, False),
        ("a", {"enum": ["a", "b"]}, True),
        ("c", {"enum": ["a", "b"]}, False),
        (5, {"type": "integer", "minimum": 0, "maximum": 4}, False),
        (4, {"type": "integer", "minimum": 0, "maximum": 4}, True),
        ("", {"type": "string", "minLength": 1}, False),
        ([1, "2"], {"type": "array", "items": {"type": "integer"}}, False),
        ({"a": 1}, {"type": "object", "additionalProperties": False}, False),
        ({"a": 1}, {"type": "object"}, True),
        (1, {"type": "integer", "multipleOf": 2}, False),  # a keyword we do not know
        ([], {"items": {"format": "date"}}, False),
        ({}, {"properties": {"a": {"$ref": "https://x.example/schema"}}}, False),
        ({}, {"additionalProperties": {"pattern": "a"}}, False),
        (1.0, {"type": "integer"}, False),  # JSON Schema itself would take it
        (1, {"enum": [True]}, False),
        (1.5, {"type": "number", "maximum": 1.5}, True),
    ],
)
def test_schema_check(value, form: dict, fits: bool):
    if fits:
        check(value, form)
    else:
        with pytest.raises(ValueError, match="reply|keyword"):
            check(value, form)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (["KEY"], "reply is not of type object"),
        ({}, "reply has no 'triples'"),
        ({"triples": "KEY" * 500}, "reply.triples is not of type array"),
        ({"triples": [["KEY", "KEY"]]}, "reply.triples[0] violates minItems 3"),
        ({"triples": [["a", "b", "c"], ["a", "b", {"KEY": 1}]]}, "triples[1][2] is not of type"),
        ({"triples": [], "x" * 500: 1}, "reply has an unasked-for '" + "x" * 40 + "'"),
    ],
)
def test_a_refusal_is_short_and_says_where_but_not_what(value, said):
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        check(value, TRIPLES)
    assert "KEY" not in str(caught.value) and len(str(caught.value)) < 100


@pytest.mark.parametrize("levels", [400, 900, 5_000])
def test_a_deep_value_is_refused_like_any_other(levels: int):
    value: list[object] = []
    for _ in range(levels):
        value = [value]
    with pytest.raises(ValueError, match="reply|nested too deeply"):
        check({"triples": value}, TRIPLES)


def test_a_schema_is_compiled_once():
    schema._validator.cache_clear()
    for _ in range(5):
        check(GOOD, TRIPLES)
    assert schema._validator.cache_info().misses == 1
