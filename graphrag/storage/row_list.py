"""Rows over columns of equal length; a row is made when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, Generic, TypeVar, overload

Row = TypeVar("Row")


class RowList(Sequence[Row], Generic[Row]):
    """Columns in the order of the fields of `kind`."""

    def __init__(self, kind: type[Row], *columns: Any) -> None:
        self._kind = kind
        self._place = {field.name: n for n, field in enumerate(fields(kind))}  # type: ignore[arg-type]
        self.columns = columns

    def __len__(self) -> int:
        return len(self.columns[0])

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        return self._kind(*(_plain(column[place]) for column in self.columns))

    def __iter__(self) -> Iterator[Row]:
        return map(self._kind, *self.plain())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def column(self, name: str) -> Any:
        """One column, by its field's name."""
        return self.columns[self._place[name]]

    def plain(self) -> list[Any]:
        """The columns as lists of plain values, or whatever else gives such values."""
        return [c.tolist() if hasattr(c, "tolist") else c for c in self.columns]


def values_of(rows: Sequence[Any], name: str) -> Sequence[Any]:
    """One field of all rows, without making the rows where they are columns."""
    if not isinstance(rows, RowList):
        return [getattr(row, name) for row in rows]
    column = rows.column(name)
    return column.tolist() if hasattr(column, "tolist") else column  # type: ignore[no-any-return]


def value_at(rows: Sequence[Any], place: int, name: str) -> Any:
    """One field of one row, without making the row where it is in columns."""
    if not isinstance(rows, RowList):
        return getattr(rows[place], name)
    return _plain(rows.column(name)[place])


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else int(value)
