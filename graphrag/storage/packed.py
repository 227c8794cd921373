"""What a generation resolves, as arrays: the same bytes lie in the catalog and in derived files.

    sentences   passage, start and end of each; the first sentence of each passage
    names       entities and aliases
    links       occurrences, facts and joins

Their rows count along the sorted passages and names, so that a document in the middle moves all
that is behind it: as rows of a database half of them were written anew, one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graphrag.datatypes import Fact, Join, Occurrence, Resolution
from graphrag.storage.packing import (
    Array,
    columns,
    dump_arrays,
    pack_codes,
    pack_strings,
    parse_arrays,
)
from graphrag.storage.row_list import RowList, values_of
from graphrag.storage.span_lists import SpanLists, Spans, span_lists
from graphrag.storage.unpacking import read_aliases, read_entities, read_links

Sentences = Sequence[Spans]  # of each passage
PARTS = ("links", "names", "sentences")
# What is counted of each part, and the array that has a row for every one.
_COUNTED = {
    "sentences": {"sentences": "passage"},
    "names": {"entities": "passages", "aliases": "entity"},
    "links": {"occurrences": "occ_entity", "facts": "fact_subject", "joins": "join_subject"},
}


def pack(sentences: Sentences, resolution: Resolution) -> dict[str, bytes]:
    """The parts by their names; equal ones give equal bytes."""
    arrays = {
        "sentences": _sentences(sentences),
        "names": _names(resolution),
        "links": _links(resolution),
    }
    return {name: dump_arrays(arrays[name]) for name in PARTS}


def unpack(parts: Mapping[str, bytes]) -> tuple[Sentences, Resolution]:
    """The inverse of `pack`; of nothing, nothing."""
    if not parts:
        return (), Resolution((), (), (), (), ())
    spans, names = parse_arrays(parts["sentences"]), parse_arrays(parts["names"])
    links: dict[str, Any] = read_links(parse_arrays(parts["links"]))
    table = np.stack([spans["start"], spans["end"]], axis=1).astype(np.int64)
    sentences = SpanLists(spans["first"].astype(np.int64), table)
    ends = {kind: [links[f"{kind}_{end}"] for end in _ENDS] for kind in ("fact", "join")}
    subject, object_, passage, sentence = ends["fact"]
    facts = RowList(Fact, subject, links["predicates"], object_, passage, sentence,
                    links["origins"], links["subject_texts"], links["object_texts"],
                    links["qualifiers"])  # fmt: skip
    occurrences = (links[f"occ_{name}"] for name in ("entity", "passage", "sentence"))
    return sentences, Resolution(
        read_entities(names),
        read_aliases(names),
        RowList(Occurrence, *occurrences),
        facts,
        RowList(Join, *ends["join"]),
    )


def counts(parts: Mapping[str, Mapping[str, Array]]) -> dict[str, int]:
    """How many rows of each kind there are, by the arrays of each part; no part: none."""
    return {
        kind: len(parts.get(part, {}).get(name, ()))
        for part, kinds in _COUNTED.items()
        for kind, name in kinds.items()
    }


_ENDS = ("subject", "object", "passage", "sentence")


def _sentences(sentences: Sentences) -> dict[str, Array]:
    lists = span_lists(sentences)
    ends = np.ascontiguousarray(lists.table.T.astype(np.int32))
    return {
        "start": ends[0],
        "end": ends[1],
        "passage": np.repeat(np.arange(len(lists), dtype=np.int32), np.diff(lists.first)),
        "first": lists.first.astype(np.int32),
    }


def _names(resolution: Resolution) -> dict[str, Array]:
    entities, aliases = resolution.entities, resolution.aliases
    return (
        pack_strings("entities", values_of(entities, "name"))
        | pack_codes("kinds", values_of(entities, "kind"))
        | pack_codes("is_a", values_of(entities, "is_a"))
        | {"passages": np.array(values_of(entities, "passages"), dtype=np.int32)}
        | pack_strings("surfaces", values_of(aliases, "surface"))
        | pack_codes("reasons", values_of(aliases, "reason"))
        | {"entity": np.array(values_of(aliases, "entity"), dtype=np.int32)}
    )


def _links(resolution: Resolution) -> dict[str, Array]:
    rows: dict[str, tuple[Sequence[Any], tuple[str, ...]]] = {
        "occ": (resolution.occurrences, ("entity", "passage", "sentence")),
        "fact": (resolution.facts, _ENDS),
        "join": (resolution.joins, _ENDS),
    }
    found = {
        f"{kind}_{name}": array
        for kind, (some, names) in rows.items()
        for name, array in columns(some, *names).items()
    }
    facts = resolution.facts
    return (
        found
        | pack_codes("predicates", values_of(facts, "predicate"))
        | pack_codes("subject_texts", values_of(facts, "subject_text"))
        | pack_codes("object_texts", values_of(facts, "object_text"))
        | pack_codes("qualifiers", values_of(facts, "qualifiers"))
        | pack_codes("origins", values_of(facts, "origin"))
    )
