"""Does a value fit a JSON Schema? The subset that structured replies use.

Understood: type, properties, required, additionalProperties (false), items, enum, minItems,
maxItems, minimum, maximum, minLength, maxLength. Another keyword in a schema is a ValueError, so
that no constraint is ever skipped silently.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Schema = Mapping[str, Any]

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
BOUNDS: dict[str, Callable[[Any, Any], bool]] = {
    "minimum": lambda value, bound: value >= bound,
    "maximum": lambda value, bound: value <= bound,
    "minItems": lambda value, bound: len(value) >= bound,
    "maxItems": lambda value, bound: len(value) <= bound,
    "minLength": lambda value, bound: len(value) >= bound,
    "maxLength": lambda value, bound: len(value) <= bound,
}
KNOWN = {"type", "properties", "required", "additionalProperties", "items", "enum", *BOUNDS}
IGNORED = {"title", "description"}


def check(value: Any, schema: Schema, where: str = "reply") -> None:
    """Do nothing when `value` fits.

    Raises:
        ValueError: it does not; the message says where. Or the schema has an unknown keyword.
    """
    unknown = set(schema) - KNOWN - IGNORED
    if unknown:
        raise ValueError(f"schema keyword not supported: {', '.join(sorted(unknown))}")
    if "type" in schema and not _is(value, schema["type"]):
        raise ValueError(f"{where} is not of type {schema['type']}")
    if "enum" in schema and value not in schema["enum"]:
        raise ValueError(f"{where} is none of the allowed values")
    for keyword, holds in BOUNDS.items():
        if keyword in schema and not holds(value, schema[keyword]):
            raise ValueError(f"{where} violates {keyword} {schema[keyword]}")
    if isinstance(value, dict):
        _check_object(value, schema, where)
    if isinstance(value, list) and "items" in schema:
        for position, item in enumerate(value):
            check(item, schema["items"], f"{where}[{position}]")


def _check_object(value: dict[str, Any], schema: Schema, where: str) -> None:
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            raise ValueError(f"{where} has no {name!r}")
    for name, item in value.items():
        if name in properties:
            check(item, properties[name], f"{where}.{name}")
        elif schema.get("additionalProperties") is False:
            raise ValueError(f"{where} has an unasked-for {name[:40]!r}")


def _is(value: Any, kind: str | list[str]) -> bool:
    if isinstance(kind, list):
        return any(_is(value, one) for one in kind)
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, TYPES[kind])
