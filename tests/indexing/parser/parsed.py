"""Passages read by rules and parser, and what comes of it in one line a fact."""

from functools import cache

from graphrag.datatypes import Passage
from graphrag.settings import Extraction
from indexing.extraction import Rules


@cache
def both() -> Rules:
    return Rules(Extraction())


def told(text: str, title: str = "", section: str = "") -> list[str]:
    """ "subject | predicate | object", and in brackets what qualifies it."""
    passage = Passage("p", "d", title, text, 0, len(text), section)
    (found,) = both().extract([passage])
    return [line(fact) for fact in found.facts or ()]


def line(fact) -> str:
    said = f"{fact.subject} | {fact.predicate} | {fact.object}"
    return f"{said} [{'; '.join(fact.qualifiers)}]" if fact.qualifiers else said
