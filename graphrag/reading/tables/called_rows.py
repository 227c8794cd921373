"""Whether words call the rows of a table: by what they are about, its title or its file."""

from __future__ import annotations

import re

from graphrag.reading.tables.columns import words_naming
from graphrag.reading.tables.row_tables import RowTable, core_of
from graphrag.retrieval.linking.asked_words import roots

_MARKS = re.compile(r"[\W\d_]+")


def calls_rows(words: frozenset[str], table: RowTable, *, anywhere: bool = False) -> bool:
    """Whether one of the words is what its rows, its title or its file's name end with.

    `anywhere`: or is elsewhere in the file's name, "bookings" of "bookings_july".
    """
    page = table.rows[0][0].found.page
    file = page.passage.metadata.path.rpartition("/")[2].partition(".")[0]
    names = (_MARKS.sub(" ", core_of(name)).split()[-1:] for name in (page.name, file))
    rows = roots(" ".join(word for name in names for word in name)) | table.first.words
    rows |= roots(_MARKS.sub(" ", file)) if anywhere else frozenset()
    return any(is_of(word, rows) for word in words)


def is_of(word: str, heads: frozenset[str]) -> bool:
    """Whether a word names one of a head's words."""
    return any(words_naming(frozenset({head}), frozenset({word})) for head in heads)
