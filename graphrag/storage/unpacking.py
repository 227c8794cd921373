"""Entities, aliases and facts from their derived arrays, as an open index holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphrag.datatypes import Alias, Entity
from graphrag.storage.packing import Array, unpack_codes, unpack_strings

FACT_WORDS = ("predicates", "subject_texts", "object_texts", "qualifiers", "origins")
_ENDS = ("occ_", "fact_", "join_")


def read_entities(names: Mapping[str, Array]) -> list[Entity]:
    """In order."""
    rows = zip(
        unpack_strings("entities", names),
        unpack_codes("kinds", names),
        names["passages"].tolist(),
        unpack_codes("is_a", names),
        strict=True,
    )
    return [Entity(*row) for row in rows]


def read_aliases(names: Mapping[str, Array]) -> list[Alias]:
    """In order."""
    rows = zip(
        names["entity"].tolist(),
        unpack_strings("surfaces", names),
        unpack_codes("reasons", names),
        strict=True,
    )
    return [Alias(*row) for row in rows]


def read_links(links: Mapping[str, Array]) -> dict[str, Any]:
    """The fields of an index that say what is named where, joined and stated, by their names."""
    ends = {name: array for name, array in links.items() if name.startswith(_ENDS)}
    return ends | {name: unpack_codes(name, links) for name in FACT_WORDS}
