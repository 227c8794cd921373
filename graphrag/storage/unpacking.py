"""Entities, aliases and facts as an open index holds them: over their derived arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphrag.datatypes import Alias, Entity
from graphrag.storage.packing import Array, unpack_codes, unpack_strings
from graphrag.storage.row_list import RowList

FACT_WORDS = ("predicates", "subject_texts", "object_texts", "qualifiers", "origins")
_ENDS = ("occ_", "fact_", "join_")


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
