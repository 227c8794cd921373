"""Text of documents made harmless for a screen: no control characters, no turned-around text."""

from __future__ import annotations

import unicodedata

# Marks that reorder the text around them; a document could use them to disguise what it says.
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """`text` without control characters (line breaks and tabs stay), lone surrogates and marks."""
    return "".join(c for c in text if c in "\n\t" or not _harmful(c))


def _harmful(character: str) -> bool:
    return character in _TURNING or unicodedata.category(character) in ("Cc", "Cs")
