"""The ladder of structured output, and strict parsing of what comes back.

The server enforces the schema (json_schema), the server enforces JSON (json_object), or the prompt
alone asks for it. Whatever the rung, the reply is parsed strictly and checked against the schema;
cut or ill-formed replies are never repaired.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from graphrag.llm.replies import strict_json
from graphrag.llm.schema import Schema, check

RUNGS = ("json_schema", "json_object", "prompt")
UNKNOWN = {400, 415, 422, 501}  # what servers answer to a form they do not know


def asking(prompt: str, schema: Schema, rung: str) -> str:
    """The prompt; where the server does not enforce the schema, with the schema."""
    if rung == "json_schema":
        return prompt
    text = (files("graphrag.llm.prompts") / "json_reply.md").read_text(encoding="utf-8")
    return f"{prompt}\n\n{text.replace('{schema}', json.dumps(schema))}"


def form(schema: Schema, name: str, rung: str) -> dict[str, Any]:
    """What the request says about the form of the reply."""
    if rung == "json_schema":
        wanted = {"name": name, "schema": schema, "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": wanted}}
    if rung == "json_object":
        return {"response_format": {"type": "json_object"}}
    return {}


def fitting(text: str, schema: Schema) -> str:
    """The reply's JSON value, written our way.

    Raises:
        ValueError: it is not exactly one JSON value that fits the schema.
    """
    value = strict_json(_unfenced(text))
    check(value, schema)
    try:
        written = json.dumps(value, ensure_ascii=False, allow_nan=False)
        return written.encode("utf-8", "replace").decode()
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _unfenced(text: str) -> str:
    """What stands inside, when the whole reply is one fenced block of Markdown."""
    lines = text.strip().split("\n")
    if len(lines) > 2 and lines[0].strip() in ("```", "```json") and lines[-1].strip() == "```":
        return "\n".join(lines[1:-1])
    return text
