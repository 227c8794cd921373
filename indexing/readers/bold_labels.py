"""Labels in bold with what they name: "**Director** Oda Brask **Music** none", "**Speed** 30 ft.".

They are shown without a colon because the bold type stands for it; in plain text it is written. A
line of one label is one only where the page has several: "**Never** open the gate" is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, Protocol, Self, TypeVar

_LABEL = re.compile(r"[A-ZÀ-Þ][^.:?!;,()\d]{1,29}")
_LABEL_WORDS, _VALUE_WORDS = 3, 12
_BEHIND = re.compile(r"\s+[^\W_]|\s*[(+$€£-]")  # what a value begins with
_NAMED = re.compile(r"\s*[^\Wa-zß-ÿ]|\s*[(+$€£-]")  # what the first of several begins with
_ENDED = re.compile(r"[.;:,!?]\s*$")
_FEWEST = 3  # paragraphs of one label


class Inline(Protocol):
    """A token of a paragraph as the parser of Markdown gives it."""

    type: str
    content: str

    def copy(self, **changes: Any) -> Self:
        """The same but for these."""


T = TypeVar("T", bound=Inline)


def have_labels(paragraphs: Iterable[Sequence[Inline]]) -> bool:
    """Several lines of a page are one label each, with a short value."""
    lines = (line for tokens in paragraphs for line in _lines(tokens))
    alone = [pairs for line in lines if len(pairs := _pairs(line)) == 1]
    return sum(_is_value(value) for ((_, value),) in alone) >= _FEWEST


def with_colons(tokens: Sequence[T], alone: bool) -> list[T]:
    """A paragraph's tokens, with colons behind the labels of lines that consist of them.

    Args:
        alone: one label is enough.
    """
    return [token for line in _lines(tokens) for token in _line(line, alone)]


def _lines(tokens: Sequence[T]) -> list[list[T]]:
    """The tokens between breaks that are hard or lead to bold type, each with the break before."""
    lines: list[list[T]] = [[]]
    said = [token for token in tokens if token.content or token.type != "text"]
    for token, after in zip_longest(said, said[1:]):
        leads = after is not None and after.type == "strong_open"
        if token.type == "hardbreak" or (token.type == "softbreak" and leads):
            lines.append([])
        lines[-1].append(token)
    return lines


def _line(tokens: Sequence[T], alone: bool) -> Sequence[T]:
    pairs = _pairs(tokens)
    several = len(pairs) > 1 and _NAMED.match(_text(pairs[0][1])) is not None
    if not several and not (alone and len(pairs) == 1 and _is_value(pairs[0][1])):
        return tokens
    told = [token for token in tokens[:1] if "break" in token.type]
    for number, (label, value) in enumerate(pairs):
        told += [*label, value[0].copy(content=":"), *value]
        last = number == len(pairs) - 1 or _ENDED.search(_text(value))
        if not last and value[-1].type == "text":
            told[-1] = value[-1].copy(content=f"{value[-1].content.rstrip()}; ")
    return told


def _pairs(tokens: Sequence[T]) -> list[tuple[list[T], list[T]]]:
    """Each label in bold with what follows it; none where anything else stands there."""
    pairs: list[tuple[list[T], list[T]]] = []
    inside = False
    for token in tokens:
        if token.type == "strong_open":
            inside = True
            pairs.append(([], []))
        if pairs:
            pairs[-1][0 if inside else 1].append(token)
        elif "break" not in token.type:
            return []
        inside = inside and token.type != "strong_close"
    return pairs if all(_is_label(label) and _goes_on(value) for label, value in pairs) else []


def _is_label(tokens: Sequence[Inline]) -> bool:
    text = _text(tokens)
    return _LABEL.fullmatch(text) is not None and len(text.split()) <= _LABEL_WORDS


def _goes_on(tokens: Sequence[Inline]) -> bool:
    text = _text(tokens)
    return _BEHIND.match(text) is not None and len(text.split()) <= _VALUE_WORDS


def _is_value(tokens: Sequence[Inline]) -> bool:
    """No sentence: it does not end as one, or holds a figure."""
    text = _text(tokens)
    return not _ENDED.search(text) or re.search(r"\d", text) is not None


def _text(tokens: Iterable[Inline]) -> str:
    return "".join(" " if "break" in token.type else token.content for token in tokens)
