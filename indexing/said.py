"""Triples as something else wrote them: three texts each, or counted as what they are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexing.clean import clean

Said = tuple[str, str, str]  # subject, predicate, object


@dataclass(frozen=True, slots=True)
class Listed:
    """The distinct triples of a list, and how many of its items are none or say one again."""

    triples: tuple[Said, ...]
    malformed: int = 0
    repeated: int = 0


def read_list(items: Iterable[object]) -> Listed:
    """Sort a list's items into triples and others; nothing is repaired.

    Models now and then write a triple of two or of four texts, or one without subject or object.
    """
    found: dict[Said, None] = {}
    malformed = repeated = 0
    for item in items:
        texts = [clean(part).strip() for part in _parts(item)]
        if len(texts) != 3 or not texts[0] or not texts[2]:
            malformed += 1
            continue
        said = (texts[0], texts[1], texts[2])
        repeated += said in found
        found[said] = None
    return Listed(tuple(found), malformed, repeated)


def _parts(item: object) -> list[str]:
    whole = isinstance(item, list) and all(isinstance(part, str) for part in item)
    return item if whole and isinstance(item, list) else []
