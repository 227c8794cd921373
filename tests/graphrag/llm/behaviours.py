"""What servers do: each behaviour with what must come of it, a value or one of our errors.

`{KEY}` in a body stands for the key that the request carried: some servers echo it.
"""

import gzip
import json
from dataclasses import dataclass
from typing import Any

from graphrag.errors import LLMError
from graphrag.llm.failures import (
    Cut,
    Failed,
    Late,
    Misfit,
    Refused,
    Rejected,
    Throttled,
    Unreachable,
    Unusable,
    Withheld,
)
from tests.servers.replies import Act, Answer, chat, completion, events, raw, respond, send_events

KEY = "sk-canary-52807-zq"
SCHEMA = {
    "type": "object",
    "properties": {"a": {"type": "integer"}},
    "required": ["a"],
    "additionalProperties": False,
}
GZIP = {"content_encoding": "gzip"}
WHOLE = json.dumps(completion("yes")).encode()


@dataclass(frozen=True)
class Case:
    """One behaviour: answers in turn, how we ask, and what must come of it."""

    name: str
    answers: tuple[Answer, ...]
    expected: Any  # a value, or a class of error
    asked: str = "complete"  # or structured, stream, embed
    requests: int | None = None  # how many may reach the server; None: any number


def head(length: int | None = None, *more: str, version: str = "1.1") -> bytes:
    """The head of a response with status 200."""
    lines = [f"HTTP/{version} 200 OK", "content-type: application/json", *more]
    lines += [f"content-length: {length}"] if length is not None else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def message(**parts: Any) -> dict[str, Any]:
    """A completion whose message is of these parts only."""
    return {**completion(""), "choices": [{"index": 0, "finish_reason": "stop", "message": parts}]}


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    """A completion whose choice lacks `name`."""
    body["choices"][0].pop(name)
    return body


def later(value: str, name: str = "retry_after", status: int = 429) -> Act:
    """Busy: come back later."""
    return respond({"error": {"message": "busy"}}, status=status, **{name: value})


ECHO = {"error": {"message": f"bad key {KEY}", "code": KEY}}
QUOTA = {"error": {"message": "pay first", "code": "insufficient_quota"}}
PAST, FUTURE = "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2099 07:28:00 GMT"
BOMB = gzip.compress(b" " * (80 << 20))

STATUSES = [
    Case("429 for good", (respond(ECHO, status=429),), Throttled, requests=2),
    Case("429 in seconds", (later("0.05"), "yes"), "yes"),
    Case("429 in milliseconds", (later("50", "retry_after_ms"), "yes"), "yes"),
    Case("429 with a past date", (later(PAST), "yes"), "yes"),
    Case("429 until the next century", (later(FUTURE),), Throttled, requests=1),
    Case("429 for a thousand years", (later("31536000000"),), Throttled, requests=1),
    Case("429 with a garbage date", (later("soon, 99 Foo"), "yes"), "yes"),
    Case("429 with a negative pause", (later("-5"), "yes"), "yes"),
    Case("429 with NaN", (later("nan"), "yes"), "yes"),
    Case("429 without quota", (respond(QUOTA, status=429),), Throttled, requests=1),
    Case("500 for good", (respond(ECHO, status=500),), Failed, requests=2),
    Case("500 once", (respond("", status=500), "yes"), "yes"),
    Case("503 in seconds", (later("0.05", status=503), "yes"), "yes"),
    Case("503 with a past date", (later(PAST, status=503), "yes"), "yes"),
    Case("529 in HTML", (respond("<h1>Overloaded</h1>", status=529),), Failed),
    Case("502 in HTML with the key", (respond(f"<p>{KEY}", status=502),), Failed),
    Case("504 without a body", (respond("", status=504),), Failed),
    Case("400 that echoes the key", (respond(ECHO, status=400),), Rejected, requests=1),
    Case("401 that echoes the key", (respond(ECHO, status=401),), Refused, requests=1),
    Case("403 that echoes the key", (respond(ECHO, status=403, x_key=KEY),), Refused, requests=1),
    Case("404 in HTML", (respond("<html>nginx</html>", status=404),), Rejected, requests=1),
    Case("413", (respond("too large", status=413),), Rejected, requests=1),
    *(
        Case(f"400 that says {body}", (respond(body, status=400),), Rejected, requests=1)
        for body in ("[]", "null", '"no"', "7", '{"error": null}', '{"error": ["no"]}', "\x00")
    ),
    Case("418", (respond("short and stout", status=418),), Failed, requests=1),
    Case("a redirect without an address", (respond("", status=307),), Refused, requests=1),
    Case("204", (respond("", status=204),), Unusable),
    Case("400 that swells", (respond(BOMB, status=400, **GZIP),), Rejected),
    Case("an error whose body never ends", (raw(head().replace(b"200", b"500"), silence=5),), Late),
]

BODIES = [
    Case("an empty body", (respond(""),), Unusable, requests=1),
    Case("HTML", (respond("<html>Welcome</html>"),), Unusable, requests=1),
    Case("plain text", (respond("yes"),), Unusable, requests=1),
    *(
        Case(f"JSON cut at {cut}", (respond(WHOLE[:cut]),), Unusable, requests=1)
        for cut in (1, 20, len(WHOLE) // 2, len(WHOLE) - 1)
    ),
    Case("a list", (respond([completion("yes")]),), Unusable),
    Case("no choices", (respond({"id": "x"}),), Unusable),
    Case("empty choices", (respond({"choices": []}),), Unusable),
    Case("null choices", (respond({"choices": None}),), Unusable),
    Case("choices by name", (respond({"choices": {"0": "yes"}}),), Unusable),
    Case("a choice that is a string", (respond({"choices": ["yes"]}),), Unusable),
    Case("a message that is a string", (respond({"choices": [{"message": "yes"}]}),), Unusable),
    Case("null content", (chat(None),), Unusable),
    Case("content that is a number", (chat(7),), Unusable),
    Case("content in parts", (chat([{"type": "text", "text": "yes"}]),), Unusable),
    Case("only space", (chat(" \n\t"),), Unusable),
    Case("only thoughts", (chat("<think>hm</think>"),), Unusable),
    Case("thoughts first", (chat("<think>no?</think>\nyes"),), "yes"),
    Case("an error in a 200", (respond(ECHO),), Unusable),
    Case("cut off", (chat("ye", finish="length"),), Cut, requests=1),
    Case("withheld", (chat("ye", finish="content_filter"),), Withheld, requests=1),
    Case("no finish reason", (respond(without(completion("yes"), "finish_reason")),), "yes"),
    Case("an odd finish reason", (chat("yes", finish={"why": 1}),), "yes"),
    Case(
        "two choices",
        (respond({"choices": [*completion("yes")["choices"], *completion("no")["choices"]]}),),
        "yes",
    ),
    Case(
        "tool calls instead of text",
        (respond(message(content=None, tool_calls=[{"function": {"name": "rm"}}])),),
        Unusable,
    ),
    Case("odd usage", (chat("yes", usage={"prompt_tokens": "many"}),), "yes"),
    Case("a mark of byte order", (respond(b"\xef\xbb\xbf" + WHOLE),), "yes"),
    Case("invalid UTF-8", (respond(WHOLE.replace(b"yes", b"y\xff\xfes")),), Unusable),
    Case("UTF-16", (respond(WHOLE.decode().encode("utf-16")),), Unusable),
    Case("a key twice", (respond(WHOLE[:-1] + b', "id": "y"}'),), Unusable),
    Case("NaN", (respond(WHOLE[:-1] + b', "n": NaN}'),), Unusable),
    Case("deep nesting", (respond(b'{"choices": ' + b"[" * 200_000),), Unusable),
    Case("ten megabytes", (chat("yes" + " " * (10 << 20)),), "yes"),
    Case("forty megabytes", (respond(b" " * (40 << 20) + WHOLE),), Unusable),
    Case("a packed bomb", (respond(BOMB, **GZIP),), Unusable),
    Case("packed, honestly", (respond(gzip.compress(WHOLE), **GZIP),), "yes"),
    Case("said to be packed", (respond(WHOLE, **GZIP),), Unusable),
    Case("a lone surrogate", (respond(WHOLE.replace(b"yes", rb"yes\ud800")),), "yes?"),
    Case("the key in the reply", (chat(f"yes {KEY}"),), "yes [key]"),
    Case("the key escaped", (respond(WHOLE.replace(b"yes", rb"yes \u0073" + KEY[1:].encode())),),
         "yes [key]"),
]  # fmt: skip

WIRE = [
    Case("a reset at once", (raw(reset=True),), Unreachable, requests=2),
    Case("a reset once", (raw(reset=True), "yes"), "yes"),
    Case("the end at once", (raw(),), Unreachable),
    Case("a reset amid the body", (raw(head(500), WHOLE[:9], reset=True),), Unreachable),
    Case("the end amid the body", (raw(head(len(WHOLE) + 9), WHOLE),), Unreachable),
    Case("a length too short", (raw(head(len(WHOLE) - 9), WHOLE),), Unusable),
    Case("two lengths", (raw(head(3, "content-length: 9"), WHOLE),), Unreachable),
    Case("half a reply, then silence", (raw(head(len(WHOLE)), WHOLE[:40], silence=5),), Late),
    Case("silence", (raw(silence=5),), Late),
    Case("a head that drips", (raw(*[b"HTTP/1.1 200 OK\r\n"] + [b"x: 1\r\n"] * 40, pause=0.1),),
         Late),
    Case("a body that drips", (raw(head(500), *[b" "] * 40, pause=0.1),), Late),
    Case("HTTP/1.0 without a length", (raw(head(None, version="1.0"), WHOLE),), "yes"),
    Case("another protocol", (raw(b"SSH-2.0-OpenSSH_9.6\r\n"),), Unreachable),
    Case("a huge head", (raw(b"HTTP/1.1 200 OK\r\nx: " + b"y" * (1 << 20)),), Unreachable),
    Case("chunks", (raw(head(None, "transfer-encoding: chunked"),
                        b"%x\r\n" % len(WHOLE), WHOLE, b"\r\n0\r\n\r\n"),), "yes"),
    Case("chunked garbage", (raw(head(None, "transfer-encoding: chunked"), b"zz\r\n", WHOLE),),
         Unreachable),
    Case("chunks without an end", (raw(head(None, "transfer-encoding: chunked"),
                                       b"%x\r\n" % len(WHOLE), WHOLE, b"\r\n"),), Unreachable),
    Case("wait a little first", (raw(b"HTTP/1.1 100 Continue\r\n\r\n", head(len(WHOLE)), WHOLE),),
         "yes"),
]  # fmt: skip


def written(text: str, expected: Any, name: str) -> Case:
    """A structured reply that says `text` on every rung."""
    return Case(name, (chat(text),), expected, "structured")


STRUCTURED = [
    written('{"a": 1}', {"a": 1}, "JSON"),
    written('```json\n{"a": 1}\n```', {"a": 1}, "JSON in a fence"),
    written('<think>{"a": 2}?</think>{"a": 1}', {"a": 1}, "thoughts before JSON"),
    written('Sure: {"a": 1}', Misfit, "JSON after a word"),
    written('{"a": 1} Done.', Misfit, "JSON before a word"),
    written('{"a": 1,}', Misfit, "a comma too many"),
    written('{"a": 1}{"a": 2}', Misfit, "two values"),
    written('{"a": 1, "a": 2}', Misfit, "a key twice inside"),
    written('{"a": NaN}', Misfit, "NaN inside"),
    written('{"a": 1e999}', Misfit, "a number out of range"),
    written(f'{{"a": {"9" * 5000}}}', Misfit, "a number of 5,000 digits"),
    written('{"a": ' + "[" * 100_000, Misfit, "deep nesting inside"),
    written('{"a": true}', Misfit, "a wrong type inside"),
    written('{"a": 1, "b": 2}', Misfit, "a key too many"),
    Case("a form not known", (respond("?", status=400), chat('{"a": 1}')), {"a": 1}, "structured"),
    Case("no form known", (respond("?", status=400),), Rejected, "structured", requests=3),
    Case("JSON cut off", (chat('{"a": 1}', finish="length"),), Cut, "structured", requests=1),
]

EVENTS = events("yes, yes")
SPLIT = [b"".join(events("yes, é"))[i : i + 1] for i in range(len(b"".join(events("yes, é"))))]
TOOL = b'data: {"choices": [{"delta": {"tool_calls": []}, "finish_reason": "tool_calls"}]}\n\n'


def streamed(name: str, parts: list[bytes], expected: Any) -> Case:
    """These bytes as a stream of events."""
    return Case(name, (send_events(parts),), expected, "stream")


STREAMS = [
    streamed("a stream", EVENTS, "yes, yes"),
    streamed("a stream in single bytes", SPLIT, "yes, é"),
    streamed("comments and other line ends",
             [b": ping\r\n\r\n", *(e.replace(b"\n", b"\r\n") for e in EVENTS)], "yes, yes"),
    streamed("a stream without usage", [*EVENTS[:-2], EVENTS[-1]], "yes, yes"),
    streamed("a stream without [DONE]", EVENTS[:-1], "yes, yes"),
    streamed("a stream without a finish reason", [*EVENTS[:-3], EVENTS[-1]], "yes, yes"),
    streamed("a stream without its end", EVENTS[:-3], Cut),
    streamed("a stream of nothing", [], Unusable),
    streamed("a stream of [DONE]", EVENTS[-1:], Unusable),
    streamed("a stream cut amid an event", [*EVENTS[:2], EVENTS[2][:30]], Unusable),
    streamed("garbage in a stream", [EVENTS[0], b"data: {oops\n\n"], Unusable),
    streamed("an error in a stream", [EVENTS[0], f"data: {json.dumps(ECHO)}\n\n".encode()],
             Unusable),
    streamed("a stream cut off", events("yes", finish="length"), Cut),
    streamed("a stream withheld", events("yes", finish="content_filter"), Withheld),
    streamed("a stream of tool calls", [TOOL, EVENTS[-1]], Unusable),
    streamed("odd events", [b"data: [1]\n\n", EVENTS[-1]], Unusable),
    streamed("odd choices", [b'data: {"choices": [7]}\n\n', EVENTS[-1]], Unusable),
    streamed("odd text", [b'data: {"choices": [{"delta": {"content": 7}}]}\n\n'], Unusable),
    streamed("thoughts in a stream", events("<think>hm, hm</think>\nyes"), "yes"),
    streamed("the key in a stream", [*events(f"yes {KEY}!")], "yes [key]!"),
    Case("no stream but a reply", (chat("yes"),), "yes", "stream"),
    Case("no stream but HTML", (respond("<html>"),), Unusable, "stream"),
    Case("busy, then a stream", (later("0.05"), "yes"), "yes", "stream"),
    Case("a stream refused", (respond(ECHO, status=401),), Refused, "stream", requests=1),
    Case("a stream that falls silent",
         (raw(head(None, version="1.0"), *EVENTS[:2], silence=5),), Late, "stream", requests=1),
    Case("a stream that is reset", (raw(head(900), EVENTS[0], pause=0.1, reset=True),),
         Unreachable, "stream", requests=1),
    Case("a stream that drips",
         (raw(head(None, version="1.0"), *[b": ping\n\n"] * 40, pause=0.1),), Late, "stream"),
]  # fmt: skip


def vectors(*rows: Any) -> dict[str, Any]:
    """An embeddings body of (index, vector) rows."""
    return {"data": [{"index": index, "embedding": vector} for index, vector in rows]}


GOOD = [[3.0, 4.0], [1.0, 0.0]]
EMBEDDINGS = [
    Case("vectors", (vectors((0, GOOD[0]), (1, GOOD[1])),), GOOD, "embed"),
    Case("vectors in another order", (vectors((1, GOOD[1]), (0, GOOD[0])),), GOOD, "embed"),
    Case("a vector too few", (vectors((0, GOOD[0])),), Unusable, "embed"),
    Case("a vector too many", (vectors(*((n, GOOD[0]) for n in range(3))),), Unusable, "embed"),
    Case("an index twice", (vectors((0, GOOD[0]), (0, GOOD[1])),), Unusable, "embed"),
    Case("an index out of range", (vectors((0, GOOD[0]), (7, GOOD[1])),), Unusable, "embed"),
    Case("NaN in a vector", (vectors((0, [1.0, float("nan")]), (1, GOOD[1])),), Unusable, "embed"),
    Case("a vector of zeros", (vectors((0, [0.0, 0.0]), (1, GOOD[1])),), Unusable, "embed"),
    Case("another dimension", (vectors((0, [1.0, 2.0, 3.0]), (1, GOOD[1])),), Unusable, "embed"),
    Case("vectors in base64", (vectors((0, "AAAA"), (1, "AAAA")),), Unusable, "embed"),
    Case("no vectors", (respond({"data": None}),), Unusable, "embed"),
    Case("busy, then vectors", (later("0.05"), vectors((0, GOOD[0]), (1, GOOD[1]))), GOOD, "embed"),
    Case("HTML for vectors", (respond(f"<html>{KEY}"),), Unusable, "embed"),
]

CASES = [*STATUSES, *BODIES, *WIRE, *STRUCTURED, *STREAMS, *EMBEDDINGS]
assert issubclass(Late, LLMError)
