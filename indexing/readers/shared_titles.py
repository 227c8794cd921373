"""Documents of one title are told apart by what their files are called.

Forms, handouts, minutes and the pages of a site often bear one heading ("Harbour Board"): it says
of none which it is. Where files of a folder that say different things have one title, the file's
name stands in brackets after it: "Harbour Board (Moorings 2021)". A title so depends on the other
files, so it can be taken back to the document's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from graphrag.datatypes.metadata import NEARLY
from graphrag.language.scripts import WORD
from indexing.readers.one import FileReading
from indexing.readers.titles import letters_and_digits, same, says_something, stem_title
from indexing.source import short_title

_EDGES = " -–—_.,:;"
_BRACKETS = re.compile(r"[()\[\]]")


def told_apart(
    readings: Mapping[str, FileReading], names: Mapping[str, str]
) -> dict[str, FileReading]:
    """The readings, titles that several have with the names of their files.

    Args:
        readings: with the titles that the documents give, by the files' names.
        names: what each file is called (`called`).
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for name, reading in readings.items():
        if reading.passages and (title := letters_and_digits(reading.title)):
            alike[title].append(name)
    found = dict(readings)
    for group in alike.values():
        texts = {readings[name].words.removesuffix(NEARLY) for name in group}
        stems = {stem_title(names[name]) for name in group}
        if min(len(texts), len(stems)) > 1:
            for name in group:
                reading = readings[name]
                found[name] = retitled(reading, with_name(reading.title, names[name]))
    return found


def with_name(title: str, stem: str) -> str:
    """A title, and what the file's name says besides; alone where that is nothing."""
    said = stem_title(stem)
    own = r"[\W_]*".join(map(re.escape, re.findall(WORD, title)))
    again = re.compile(rf"(?<![^\W_]){own}(?![^\W_])", re.IGNORECASE)
    rest = _BRACKETS.sub(" ", again.sub(" ", said)).strip(_EDGES)
    if not says_something(said) or not letters_and_digits(rest) or same(said, title):
        return title
    return short_title(f"{title} ({' '.join(rest.split())})")


def own_title(title: str, stem: str) -> str:
    """The inverse of `with_name`; a title that no name was added to stays."""
    given = title.rpartition(" (")[0]
    return given if given and with_name(given, stem) == title else title


def retitled(reading: FileReading, title: str) -> FileReading:
    """A reading under another title, its passages too but those that have one of their own."""
    passages = tuple(
        replace(passage, title=title) if passage.title == reading.title else passage
        for passage in reading.passages
    )
    return replace(reading, title=title, passages=passages)
