"""Words of a question that a table explains though no cell says them: they call its rows, columns
or persons as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.language.keys import word_keys
from graphrag.language.kinds import is_person_noun, kind_of_noun
from graphrag.language.words import root
from graphrag.reading.tables.asked_of_rows import OfRows
from graphrag.reading.tables.columns import words_naming
from graphrag.reading.tables.row_tables import BEGIN, RowTable, begins, core_of
from graphrag.retrieval.linking.asked_words import roots

_THE = frozenset({"the", "our", "this"})


def of_persons(table: RowTable) -> bool:
    """Its rows are about persons."""
    return table.kind(table.first) == "person"


def explained(asked: OfRows, table: RowTable, used: Sequence[str]) -> frozenset[str]:
    """Words of the question that the columns used have, alone or as a part of a name ("first aid
    certificate"), that call persons, or where they are, as such.
    """
    said = frozenset().union(*(cell.words for row in table.rows for cell in row))
    own = frozenset().union(*(table.heads[head] for head in used))
    begun = BEGIN if any(map(begins, used)) else frozenset[str]()
    ages = asked.degree is not None and asked.degree.kind == "age"  # "longest in the quarry"
    are_persons, found, before, last = of_persons(table), set[str](), "", ""
    for word in word_keys(asked.text):
        key = root(word)
        if key in begun or is_of(key, own) or (is_of(last, own) and key not in said):
            found.add(key)
        elif is_of(key, table.heads[table.first]):
            found.add(key)
        elif (
            are_persons
            and key not in said
            and (
                calls_persons(word)
                or (before in _THE and (ages or kind_of_noun(word) in ("organisation", "place")))
            )
        ):
            found.add(key)
        before, last = word, key
    return frozenset(found)


def calls_persons(word: str) -> bool:
    """One person or several."""
    return is_person_noun(word) or is_person_noun(word.removesuffix("s"))


def is_of(word: str, heads: frozenset[str]) -> bool:
    """Whether a word names one of a head's words."""
    return any(words_naming(frozenset({head}), frozenset({word})) for head in heads)


def are_of_rows(asked: OfRows, table: RowTable) -> bool:
    """What is added up is of the table's rows, as these or the table are called: of "trips" in all,
    and not of a school that makes trips.
    """
    page, rest = table.rows[0][0].found.page, asked.words - asked.column
    path = page.passage.metadata.path.rpartition("/")[2].partition(".")[0]
    names = [re.sub(r"[\W\d_]+$", "", core_of(name)) for name in (page.name, path)]
    ends = " ".join(re.split(r"[\W_]+", name)[-1] for name in names)
    rows = roots(ends) | table.heads[table.first]
    said = frozenset().union(*(cell.words for row in table.rows for cell in row))
    return not rest or any(is_of(word, rows) for word in rest) or bool(rest & said)
