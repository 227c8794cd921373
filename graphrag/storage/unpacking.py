"""Entities, aliases and facts as an open index holds them: over their derived arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

from graphrag.datatypes import Alias, Entity
from graphrag.storage.packing import Array, unpack_codes, unpack_strings

FACT_WORDS = ("predicates", "subject_texts", "object_texts", "qualifiers", "origins")
_ENDS = ("occ_", "fact_", "join_")
Row = TypeVar("Row")


class RowList(Sequence[Row], Generic[Row]):
    """RowList of equal columns; a row is made when it is asked for."""

    def __init__(self, kind: type[Row], *columns: Any) -> None:
        self._kind = kind
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
        plain = (c.tolist() if hasattr(c, "tolist") else c for c in self.columns)
        return map(self._kind, *plain)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else int(value)


def read_entities(names: Mapping[str, Array]) -> RowList[Entity]:
    """In order."""
    kinds, is_a = unpack_codes("kinds", names), unpack_codes("is_a", names)
    return RowList(Entity, unpack_strings("entities", names), kinds, names["passages"], is_a)


def read_aliases(names: Mapping[str, Array]) -> RowList[Alias]:
    """In order."""
    reasons = unpack_codes("reasons", names)
    return RowList(Alias, names["entity"], unpack_strings("surfaces", names), reasons)


def read_links(links: Mapping[str, Array]) -> dict[str, Any]:
    """The fields of an index that say what is named where, joined and stated, by their names."""
    ends = {name: array for name, array in links.items() if name.startswith(_ENDS)}
    return ends | {name: unpack_codes(name, links) for name in FACT_WORDS}
