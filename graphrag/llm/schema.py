"""Does a value fit a JSON Schema? jsonschema decides; what it lets pass silently is ours.

A keyword that jsonschema does not know, or would ask another file for, constrains nothing there:
here it is a ValueError, and so only the keywords that servers enforce too are known. A whole number
is one written without a point (jsonschema takes 1.0 for an integer, which an index is not). And
what is refused is told without the value, which jsonschema's own messages hold in full.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

Schema = Mapping[str, Any]

KNOWN = {
    *("type", "properties", "required", "additionalProperties", "items", "enum"),
    *("minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength"),
    *("title", "description"),
}
MOST_KEPT = 64  # schemas whose validators are kept; a question uses a dozen at most


def check(value: Any, schema: Schema) -> None:
    """Do nothing when `value` fits.

    Raises:
        ValueError: it does not; the message says where. Or the schema has an unknown keyword.
    """
    try:
        error = next(_validator(json.dumps(schema)).iter_errors(value), None)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if error is not None:
        raise ValueError(_said(error))


@lru_cache(MOST_KEPT)
def _validator(schema: str) -> Validator:
    """The validator of a schema, compiled once; jsonschema is loaded when a model is asked."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    parsed = json.loads(schema)
    _refuse_unknown(parsed)
    checker = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    return extend(Draft202012Validator, type_checker=checker)(parsed)


def _refuse_unknown(schema: Schema) -> None:
    if unknown := set(schema) - KNOWN:
        raise ValueError(f"schema keyword not supported: {', '.join(sorted(unknown))}")
    inner = (schema.get("items"), schema.get("additionalProperties"))
    for part in (*schema.get("properties", {}).values(), *inner):
        if isinstance(part, Mapping):
            _refuse_unknown(part)


def _said(error: ValidationError) -> str:
    """What is wrong and where, in our words."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    where = "".join(("reply", *steps))
    match error.validator, error.validator_value:
        case "type", kind:
            return f"{where} is not of type {kind}"
        case "enum", _:
            return f"{where} is none of the allowed values"
        case "required", names:
            return f"{where} has no {next(name for name in names if name not in error.instance)!r}"
        case "additionalProperties", _:
            known = error.schema.get("properties", {})
            extra = next(name for name in error.instance if name not in known)
            return f"{where} has an unasked-for {extra[:40]!r}"
        case keyword, bound:
            return f"{where} violates {keyword} {bound}"
