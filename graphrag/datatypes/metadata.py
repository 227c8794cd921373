"""Where a text comes from."""

from __future__ import annotations

from dataclasses import dataclass

COPIES = "copies"  # the field that names the documents with the same text
NEARLY = "~"  # after the hash of the words that count, where those of the copy differ a little


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of where a text comes from; empty where nothing is.

    >>> Metadata(path="minutes/may.md", folder="minutes", date="2021-05").folder
    'minutes'
    """

    path: str = ""  # of the file, within its source; a corpus has none
    folder: str = ""  # that holds it; empty at the top
    date: str = ""  # YYYY, YYYY-MM or YYYY-MM-DD, as the text has it; never the file's time
    author: str = ""
    fields: tuple[tuple[str, str], ...] = ()  # whatever else came with it, sorted by name
