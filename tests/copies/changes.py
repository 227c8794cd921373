"""Small changes of a text that make another version of it, each where chance says."""

from __future__ import annotations

import random
import re

MODAL = r"\b(?:is|are|may|must|can|should|will|does)\b"
WORD = r"\b[a-z]{4,}\b"
ADDED = "Staff in Berlin are exempt."
FREE = ("this", "that", "these", "those")  # such words may differ


def changes_of(text: str, chance: random.Random) -> dict[str, str]:
    """The text changed in one place, by the kind of the change; kinds that fit no place are left
    out."""

    def put(pattern: str, new: str) -> str:
        """One match, named as `{0}` in what stands in its place."""
        places = [m for m in re.finditer(pattern, text) if m.group() not in FREE]
        if not places:
            return text
        place = chance.choice(places)
        return text[: place.start()] + new.format(place.group()) + text[place.end() :]

    number = chance.choice(re.findall(r"\d+", text) or ["0"])
    other = chance.choice(re.findall(WORD, text) or ["other"])
    found = {
        "a number": put(rf"(?<!\d){number}(?!\d)", str(int(number) + chance.choice((1, 2, 10)))),
        "a digit less": put(r"\d(?=\d)", ""),
        "a not": put(MODAL, "{0} not"),
        "every not": re.sub(MODAL, lambda m: f"{m.group()} not", text),
        "may or must": put(r"\b(?:may|must|can|should)\b", "never"),
        "a name": put(r"(?<=[a-z] )[A-Z][a-z]{3,}", "Torvald"),
        "a word less": put(WORD, ""),
        "another word": put(WORD, other),
        "a sentence more": put(r"\.\s", f". {ADDED} "),
        "a paragraph more": put(r"\n", f"\n{ADDED}\n"),
        "a paragraph less": put(r"(?<=\n)(?:[^\s.]+ ){6,}[^\n]*\.\n", ""),
        "a percent less": put("%", ""),
        "a bracket more": put(r"(?<=[a-z]) (?=[a-z])", " (10 days) "),
    }
    return {kind: changed for kind, changed in found.items() if changed.split() != text.split()}
