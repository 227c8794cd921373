"""What came with a text beside its words: date, author and further fields, as plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graphrag.datatypes.metadata import Metadata
from graphrag.language.dates import find_dates
from indexing.clean import clean

LONGEST_FIELD = 300  # characters of a value that are kept
MOST_FIELDS = 50
_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?![\d-])")


def metadata_of(row: Mapping[str, Any]) -> Metadata:
    """Of a JSON object with a text: what is no text, number or list of texts is left out."""
    said = {
        _plain(name): text
        for name, value in row.items()
        if name not in ("id", "title", "text") and (text := _text(value))
    }
    date, author = iso_date(said.pop("date", "")), said.pop("author", "")
    fields = sorted(said.items())[:MOST_FIELDS]
    return Metadata(date=date, author=author, fields=tuple(fields))


def iso_date(text: str) -> str:
    """The first date in `text` as YYYY, YYYY-MM or YYYY-MM-DD; empty where there is none."""
    if exact := _ISO.match(text.strip()):
        return "-".join(part for part in exact.groups() if part)
    for found in find_dates(text):
        if found.year > 0:
            parts = (f"{found.year:04}", f"{found.month:02}", f"{found.day:02}")
            return "-".join(parts[: 1 + (found.month > 0) + (found.month > 0 < found.day)])
    return ""


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_plain(item) for item in value if isinstance(item, str))[:LONGEST_FIELD]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _plain(str(value))


def _plain(text: str) -> str:
    return " ".join(clean(text[:LONGEST_FIELD]).split())
