"""A part of an index as an index of its own: what the question path cannot reach, it cannot show.

Everything is made anew from the passages that fit the conditions: sentences, occurrences, facts,
the entities that they name, the graph of these, and the searches. So no stage after this one needs
to know of conditions, and none can forget them. An entity that the fitting passages call otherwise
than the index does gets a name that they use.
"""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Alias, Entity, Join, Occurrence, Resolution
from graphrag.datatypes.metadata import Metadata
from graphrag.errors import QuestionError
from graphrag.index import Index
from graphrag.index.conditions import Condition, check_names, read_conditions, standing
from graphrag.storage.graph import build_graph
from graphrag.storage.stores.part import PartStore
from graphrag.storage.terms import part_of_terms
from graphrag.storage.unpacking import FACT_WORDS

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]
PARTS = 4  # parts of one index that are kept for the next question

_lock = Lock()
_made: WeakKeyDictionary[Index, OrderedDict[tuple[Condition, ...], Index]] = WeakKeyDictionary()


def within(index: Index, where: str | Sequence[str] | None) -> Index:
    """The part of `index` that fits all conditions; itself where there are none.

    Args:
        where: conditions such as "folder=minutes" or "date>=2020"; see `graphrag.index.conditions`.

    Raises:
        QuestionError: a condition cannot be read, names a field that no document has, or leaves
            no passage.

    >>> from graphrag.index.within import within
    >>> part = within(index, "path=mina-dray.md")
    >>> sorted(set(part.titles))
    ['Mina Dray']
    """
    conditions = read_conditions(where)
    if not conditions:
        return index
    with _lock:
        parts = _made.setdefault(index, OrderedDict())
        part = parts.get(conditions)
    if part is None:
        part = _part(index, conditions)
        with _lock:
            parts[conditions] = part
            while len(parts) > PARTS:
                parts.popitem(last=False)
    return part


def _part(index: Index, conditions: tuple[Condition, ...]) -> Index:
    check_names(conditions, index.records)
    records = [standing(record, conditions) for record in index.records]
    keep = np.array([record is not None for record in records], dtype=bool)[index.record]
    if not keep.any():
        said = " and ".join(f"{c.name}{c.sign}{c.value}" for c in conditions)
        raise QuestionError(f"no passage of {index.directory} fits {said}")
    return _restricted(index, keep, [record or Metadata() for record in records])


def _restricted(index: Index, keep: Mask, records: list[Metadata]) -> Index:
    """The index of the passages that `keep` (P,) marks, under these records."""
    passages = np.flatnonzero(keep)
    of_sentence = keep[index.sentence_passage]
    of_spot = keep[index.occ_passage]
    names = _names_within(index, keep, of_spot)
    named = np.zeros(len(index.entities), dtype=bool)
    named[list(names)] = True
    links = _links(index, keep, of_sentence, named)
    entities = _entities(index, names, links["occ_entity"], links["occ_passage"])
    graph = build_graph(len(passages), _resolution(entities, links))
    new_entity = _numbers(named)
    terms = part_of_terms(index.terms, passages)
    part = dataclasses.replace(
        index,
        **_passages(index, passages, _numbers(keep), of_sentence),
        **_ids(index, passages.tolist(), records),
        records=records,
        **links,
        entities=entities,
        aliases=[
            Alias(int(new_entity[alias.entity]), alias.surface, alias.reason)
            for alias in index.aliases
            if alias.surface in names.get(alias.entity, ())
        ],
        graph=graph,
        terms=terms,
        entity_vectors=index.entity_vectors[named],
        sentence_codes=None,
        derived_view=None,
        following=None,
        store=PartStore(index.store, passages.astype(np.int32), terms, index.settings.store),
    )
    for name in ("language_model", "closed"):  # one budget, one end
        object.__setattr__(part, name, getattr(index, name))
    return part


def _passages(
    index: Index, passages: NDArray[np.intp], new_passage: Ints, of_sentence: Mask
) -> dict[str, Any]:
    """The fields that hold a value for each passage or sentence."""
    beside = np.append(new_passage, np.int32(-1))  # -1 stays: no passage next to it
    counts = np.diff(index.first_sentence)[passages]
    lists = ("titles", "texts", "sections")
    arrays = ("record", "passage_start", "passage_end", "pages", "passage_vectors")
    of_sentences = ("sentence_start", "sentence_end", "sentence_vectors")
    return {
        **{name: [getattr(index, name)[p] for p in passages] for name in lists},
        **{name: getattr(index, name)[passages] for name in arrays},
        **{name: getattr(index, name)[of_sentence] for name in of_sentences},
        "passage_before": beside[index.passage_before[passages]],
        "passage_after": beside[index.passage_after[passages]],
        "sentence_passage": new_passage[index.sentence_passage[of_sentence]],
        "first_sentence": np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
    }


def _ids(index: Index, passages: list[int], records: list[Metadata]) -> dict[str, Any]:
    """Passage and document ids, those of a copy where it is the copy that fits."""
    passage_ids, document_ids = [], []
    for passage in passages:
        own, document = index.passage_ids[passage], index.document_ids[passage]
        record = int(index.record[passage])
        if index.records[record].path != records[record].path:
            own = own.replace(document, records[record].path, 1)
            document = records[record].path
        passage_ids.append(own)
        document_ids.append(document)
    return {"passage_ids": passage_ids, "document_ids": document_ids}


def _links(index: Index, keep: Mask, of_sentence: Mask, named: Mask) -> dict[str, Any]:
    """Occurrences, facts and joins of the kept passages, where all that they name is kept too."""
    new_passage, new_entity = _numbers(keep), _numbers(named)
    new_sentence = np.append(_numbers(of_sentence), np.int32(-1))  # -1 stays: a title
    spots = keep[index.occ_passage] & named[index.occ_entity]
    known, new_end = np.append(named, True), np.append(new_entity, np.int32(-1))  # -1: in words
    facts = keep[index.fact_passage] & known[index.fact_subject] & known[index.fact_object]
    joins = keep[index.join_passage] & named[index.join_subject] & named[index.join_object]
    kept = np.flatnonzero(facts).tolist()
    return {
        "occ_entity": new_entity[index.occ_entity[spots]],
        "occ_passage": new_passage[index.occ_passage[spots]],
        "occ_sentence": new_sentence[index.occ_sentence[spots]],
        "fact_subject": new_end[index.fact_subject[facts]],
        "fact_object": new_end[index.fact_object[facts]],
        "fact_passage": new_passage[index.fact_passage[facts]],
        "fact_sentence": new_sentence[index.fact_sentence[facts]],
        **{name: [getattr(index, name)[fact] for fact in kept] for name in FACT_WORDS},
        "join_subject": new_entity[index.join_subject[joins]],
        "join_object": new_entity[index.join_object[joins]],
        "join_passage": new_passage[index.join_passage[joins]],
        "join_sentence": new_sentence[index.join_sentence[joins]],
    }


def _resolution(entities: Sequence[Entity], links: dict[str, Any]) -> Resolution:
    """What a graph is made of."""
    spots = ("occ_entity", "occ_passage", "occ_sentence")
    joins = ("join_subject", "join_object", "join_passage", "join_sentence")
    return Resolution(
        tuple(entities),
        (),
        tuple(map(Occurrence, *(links[name].tolist() for name in spots))),
        (),
        tuple(map(Join, *(links[name].tolist() for name in joins))),
    )


def _numbers(keep: Mask) -> Ints:
    """The new position of each old one, -1 for what is left out."""
    return np.where(keep, np.cumsum(keep) - 1, -1).astype(np.int32)


def _entities(
    index: Index, names: dict[int, list[str]], occ_entity: Ints, occ_passage: Ints
) -> list[Entity]:
    """Entities under a name of the part, with the number of its passages that name them.

    What an entity is said to be may stand on a page that is left out: only one all of whose
    passages are kept keeps it.
    """
    pairs = np.unique(np.stack([occ_entity, occ_passage]), axis=1)
    counts = np.bincount(pairs[0], minlength=len(names)).tolist()
    rows = zip(sorted(names.items()), counts, strict=True)
    return [_entity(index.entities[old], said[0], count) for (old, said), count in rows]


def _entity(whole: Entity, name: str, passages: int) -> Entity:
    is_a = whole.is_a if whole.passages == passages else ""
    return Entity(name, whole.kind, passages, is_a)


def _names_within(index: Index, keep: Mask, of_spot: Mask) -> dict[int, list[str]]:
    """The names of each entity that the kept passages say, the one it goes by first.

    An entity all of whose passages are kept keeps its names. Of another it may be the passages
    left out that call it so: its names are looked for in what is kept. One without any is dropped.
    """
    surfaces: dict[int, list[str]] = {}
    for alias in index.aliases:
        surfaces.setdefault(alias.entity, []).append(alias.surface)
    whole = np.ones(len(index.entities), dtype=bool)
    whole[index.occ_entity[~of_spot]] = False
    spots: dict[int, set[int]] = {}
    kept = zip(index.occ_entity[of_spot].tolist(), index.occ_passage[of_spot].tolist(), strict=True)
    for entity, passage in kept:
        spots.setdefault(entity, set()).add(passage)
    said = {p: _flat(f"{index.titles[p]}\n{index.texts[p]}") for p in np.flatnonzero(keep).tolist()}
    found = {}
    for entity, passages in spots.items():
        names = list(dict.fromkeys([index.entities[entity].name, *surfaces.get(entity, ())]))
        if not whole[entity]:
            names = [name for name in names if any(_flat(name) in said[p] for p in passages)]
        if names:
            found[entity] = names
    return found


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())
