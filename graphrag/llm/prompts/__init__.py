"""Prompt files and the places in them.

Text of documents stands between two lines that no document can write: the boundary is a hash of all
that is filled in, so a text that held it would have to hold its own hash. The same question over
the same passages gives the same prompt, and so the reply that was paid for is found again.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files

from graphrag.language.plain import plain

_PLACE = re.compile(r"\{(\w+)\}")


def fill(name: str, **values: str) -> str:
    """The prompt `name`.md with its places filled, in one pass: nothing filled in is a place.

    `{boundary}` need not be given.
    """
    values = {place: plain(value) for place, value in values.items()}
    return _PLACE.sub(lambda match: (values | {"boundary": boundary(values)})[match[1]], text(name))


def boundary(values: dict[str, str]) -> str:
    """A word of 16 hexadecimal digits that depends on every value and stands in none of them."""
    material = "\0".join(f"{place}\0{value}" for place, value in sorted(values.items()))
    word = hashlib.sha256(material.encode("utf-8", "replace")).hexdigest()[:16]
    while word in material:
        word = hashlib.sha256(word.encode()).hexdigest()[:16]
    return word


@cache
def text(name: str) -> str:
    """The prompt file as it stands."""
    return files("graphrag.llm.prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")


def one_line(quoted: str) -> str:
    """Text of a document without line breaks, so that it cannot start a numbered line."""
    return " ".join(quoted.split())
