"""A field of a section of the settings, with what the manual says of it."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def option(default: Any, help: str, *, choices: tuple[str, ...] = ()) -> Any:
    """A dataclass field with its help text and the values that it, or a list in it, may take."""
    return field(default=default, metadata={"help": help, "choices": choices})
