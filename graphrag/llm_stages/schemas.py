"""JSON Schemas of replies, from the keywords that every rung and server understands.

Lengths of strings are not among them: some servers refuse such schemas, so stages cut instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Schema = dict[str, Any]


def record(**properties: Schema) -> Schema:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def several(items: Schema, most: int | None = None) -> Schema:
    """A list of at most so many items."""
    return {"type": "array", "items": items} | ({} if most is None else {"maxItems": most})


def one_of(names: Sequence[str]) -> Schema:
    """One of the given strings."""
    return {"type": "string", "enum": list(names)}


def whole(low: int, high: int) -> Schema:
    """A whole number from `low` to `high`."""
    return {"type": "integer", "minimum": low, "maximum": high}


TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
