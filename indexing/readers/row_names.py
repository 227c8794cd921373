"""What a row of a table of records is known by: a person's name, a title, else the first cell that
tells it apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexing.readers.tables import MOST_HEAD, Rows, is_number

_WHOLE = ("full name", "fullname", "display name")
_NAMES = ("name", "nom", "nombre", "nome", "naam", "navn", "namn", "名称", "姓名", "имя")
_TITLES = ("title", "label", "subject", "heading", "titel", "标题")
_FIRST = (
    *("first name", "firstname", "given name", "givenname", "forename", "vorname", "prénom"),
    *("prenom", "nombre", "voornaam", "fornavn", "förnamn", "имя"),
)
_LAST = (
    *("last name", "lastname", "family name", "familyname", "surname", "nachname", "familienname"),
    *("nom", "apellido", "apellidos", "achternaam", "efternavn", "etternavn", "efternamn"),
    *("фамилия", "name"),
)
_ID = re.compile(
    r"(?:.*[\s_-])?(?:id|no|nr|nummer|number|code|key|index|uuid|#)\.?|№", re.IGNORECASE
)
_LOOKED_AT = 200  # rows


def row_names(table: Rows) -> list[str]:
    """The name of each row, "" where nothing tells it."""
    columns = telling_columns(table)
    return [name_of(row, columns) for row in table.rows]


def name_of(row: Sequence[str], columns: Sequence[int]) -> str:
    """What a row says in these columns."""
    return " ".join(row[column] for column in columns if column < len(row) and row[column])


def telling_columns(table: Rows) -> tuple[int, ...]:
    """The columns that rows are known by: those of whole names, of first and last ones, of names or
    titles; else the first that holds words that differ from row to row and is no identifier. A
    column that most rows leave empty tells none.
    """
    cells = [_cells(table, column) for column in range(len(table.header))]
    half = min(len(table.rows), _LOOKED_AT) / 2
    lower = [
        head.casefold().replace("_", " ").strip() if len(found) >= half else ""
        for head, found in zip(table.header, cells, strict=True)
    ]

    def of(names: Sequence[str]) -> int | None:
        return next((lower.index(name) for name in names if name in lower), None)

    whole, first, last = of(_WHOLE), of(_FIRST), of(_LAST)
    if whole is not None:
        return (whole,)
    if first is not None and last is not None and first != last:
        return (first, last)
    name, title = of(_NAMES), of(_TITLES)
    if name is not None and title is not None:  # of several who hold one, the title is a post
        return (name if len(set(cells[title])) < len(cells[title]) else title,)
    for column in (title, name):
        if column is not None:
            return (column,)
    for position, head in enumerate(lower):
        if head.endswith((" name", " title")) or head.startswith(("name ", "title ")):
            return (position,)
    return _different(table)


def _different(table: Rows) -> tuple[int, ...]:
    """The first column whose words differ from row to row; none where there is no such column."""
    rows = table.rows[:_LOOKED_AT]
    for position, head in enumerate(table.header):
        found = [row[position] for row in rows if position < len(row)]
        words = [cell for cell in found if cell and not is_number(cell)]
        if len(words) > len(found) // 2 and not _ID.fullmatch(head.replace("_", " ").strip()):
            if len(set(words)) > len(words) * 0.7 and _mean(words) < MOST_HEAD:
                return (position,)
    return ()


def _cells(table: Rows, column: int) -> list[str]:
    """What the first rows say in a column, where they say anything."""
    rows = table.rows[:_LOOKED_AT]
    return [row[column] for row in rows if column < len(row) and row[column]]


def _mean(words: Sequence[str]) -> float:
    return sum(map(len, words)) / len(words)
