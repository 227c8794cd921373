"""The two files of a batch: one line a request going out, one line a reply coming back.

{"custom_id", "method": "POST", "url": "/v1/chat/completions", "body"}
{"custom_id", "response": {"status_code", "body"}, "error"}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graphrag.errors import LLMError
from graphrag.llm.failures import Failed, Unusable
from graphrag.llm.replies import Tokens, read_completion, read_tokens, strict_json

URL = "/v1/chat/completions"


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One line that came back: the reply to one request, or why there is none."""

    key: bytes
    text: str
    tokens: Tokens | None
    problem: LLMError | None


def request_line(key: bytes, body: dict[str, Any]) -> bytes:
    """The line of one request."""
    line = {"custom_id": key.hex(), "method": "POST", "url": URL, "body": body}
    return json.dumps(line).encode() + b"\n"


def read_lines(chunks: Iterable[bytes]) -> Iterator[BatchLine]:
    """The lines of a file of results; those that name no request of ours are left out."""
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from _read(lines)
    yield from _read([rest])


def _read(lines: list[bytes]) -> Iterator[BatchLine]:
    for raw in lines:
        try:
            line = strict_json(raw.decode("utf-8-sig"))
            key = bytes.fromhex(line["custom_id"])
        except (ValueError, TypeError, KeyError):
            continue
        yield _reply(key, line)


def _reply(key: bytes, line: dict[str, Any]) -> BatchLine:
    response = line.get("response")
    status = response.get("status_code") if isinstance(response, dict) else None
    body = response.get("body") if isinstance(response, dict) else None
    if line.get("error") or status != 200:
        said = line.get("error") or (body.get("error") if isinstance(body, dict) else None)
        problem = Failed(f"the batch failed on this request (HTTP {status}): {str(said)[:200]}")
        return BatchLine(key, "", None, problem)
    tokens = read_tokens(body)
    try:
        return BatchLine(key, read_completion(body).text, tokens, None)
    except Unusable as error:
        return BatchLine(key, "", tokens, error)
