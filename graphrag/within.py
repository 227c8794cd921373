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
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from graphrag.conditions import Condition, check_names, fits, read_conditions
from graphrag.datatypes import Alias, Entity, Fact, Occurrence, Resolution
from graphrag.errors import QuestionError
from graphrag.index import Index
from graphrag.storage.graph import build_graph
from graphrag.storage.terms import part_of_terms
from graphrag.stores.part import PartStore

Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]
PARTS = 4  # parts of one index that are kept for the next question

_made: WeakKeyDictionary[Index, OrderedDict[tuple[Condition, ...], Index]] = WeakKeyDictionary()


def within(index: Index, where: str | Sequence[str] | None) -> Index:
    """The part of `index` that fits all conditions; itself where there are none.

    Args:
        where: conditions such as "folder=minutes" or "date>=2020"; see `graphrag.conditions`.

    Raises:
        QuestionError: a condition cannot be read, names a field that no document has, or leaves
            no passage.

    >>> from graphrag.within import within
    >>> part = within(index, "path=mina-dray.md")
    >>> sorted(set(part.titles))
    ['Mina Dray']
    """
    conditions = read_conditions(where)
    if not conditions:
        return index
    parts = _made.setdefault(index, OrderedDict())
    if conditions not in parts:
        parts[conditions] = _part(index, conditions)
        while len(parts) > PARTS:
            parts.popitem(last=False)
    return parts[conditions]


def _part(index: Index, conditions: tuple[Condition, ...]) -> Index:
    check_names(conditions, index.records)
    fitting = np.array([fits(record, conditions) for record in index.records], dtype=bool)
    keep = fitting[index.record]
    if not keep.any():
        said = " and ".join(f"{c.name}{c.sign}{c.value}" for c in conditions)
        raise QuestionError(f"no passage of {index.directory} fits {said}")
    return _restricted(index, keep)


def _restricted(index: Index, keep: Mask) -> Index:
    """The index of the passages that `keep` (P,) marks."""
    passages = np.flatnonzero(keep)
    new_passage = np.append(_numbers(keep), np.int32(-1))  # -1 stays: no passage next to it
    of_sentence = keep[index.sentence_passage]
    new_sentence = np.append(_numbers(of_sentence), np.int32(-1))  # -1 stays: a title
    of_spot, of_fact = keep[index.occ_passage], keep[index.fact_passage]
    names = _names_within(index, keep, of_spot)
    named = np.zeros(len(index.entities), dtype=bool)
    named[list(names)] = True
    of_spot = of_spot & named[index.occ_entity]
    of_fact = of_fact & named[index.fact_subject] & named[index.fact_object]
    new_entity = _numbers(named)
    spots = {
        "occ_entity": new_entity[index.occ_entity[of_spot]],
        "occ_passage": new_passage[index.occ_passage[of_spot]],
        "occ_sentence": new_sentence[index.occ_sentence[of_spot]],
    }
    facts = {
        "fact_subject": new_entity[index.fact_subject[of_fact]],
        "fact_object": new_entity[index.fact_object[of_fact]],
        "fact_passage": new_passage[index.fact_passage[of_fact]],
        "fact_sentence": new_sentence[index.fact_sentence[of_fact]],
    }
    facts_kept = np.flatnonzero(of_fact)
    predicates = [index.predicates[fact] for fact in facts_kept]
    origins = [index.origins[fact] for fact in facts_kept]
    entities = _entities(index, names, spots["occ_entity"], spots["occ_passage"])
    aliases = [
        Alias(int(new_entity[alias.entity]), alias.surface, alias.reason)
        for alias in index.aliases
        if alias.surface in names.get(alias.entity, ())
    ]
    resolution = Resolution(
        tuple(entities),
        (),
        tuple(map(Occurrence, *(array.tolist() for array in spots.values()))),
        tuple(
            Fact(subject, predicate, object_, passage, sentence, origin)
            for subject, object_, passage, sentence, predicate, origin in zip(
                *(array.tolist() for array in facts.values()), predicates, origins, strict=True
            )
        ),
    )
    counts = np.diff(index.first_sentence)[passages]
    part = dataclasses.replace(
        index,
        passage_ids=[index.passage_ids[p] for p in passages],
        titles=[index.titles[p] for p in passages],
        texts=[index.texts[p] for p in passages],
        document_ids=[index.document_ids[p] for p in passages],
        record=index.record[passages],
        passage_start=index.passage_start[passages],
        passage_end=index.passage_end[passages],
        sections=[index.sections[p] for p in passages],
        pages=index.pages[passages],
        passage_before=new_passage[index.passage_before[passages]],
        passage_after=new_passage[index.passage_after[passages]],
        sentence_passage=new_passage[index.sentence_passage[of_sentence]],
        sentence_start=index.sentence_start[of_sentence],
        sentence_end=index.sentence_end[of_sentence],
        first_sentence=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        entities=entities,
        aliases=aliases,
        occ_entity=spots["occ_entity"],
        occ_passage=spots["occ_passage"],
        occ_sentence=spots["occ_sentence"],
        fact_subject=facts["fact_subject"],
        fact_object=facts["fact_object"],
        fact_passage=facts["fact_passage"],
        fact_sentence=facts["fact_sentence"],
        predicates=predicates,
        origins=origins,
        graph=build_graph(len(passages), resolution),
        terms=part_of_terms(index.terms, passages),
        passage_vectors=index.passage_vectors[passages],
        sentence_vectors=index.sentence_vectors[of_sentence],
        entity_vectors=index.entity_vectors[named],
        store=PartStore(index.store, passages.astype(np.int32)),
    )
    for name in ("language_model", "closed"):  # one budget, one end
        object.__setattr__(part, name, getattr(index, name))
    return part


def _numbers(keep: Mask) -> Ints:
    """The new position of each old one, -1 for what is left out."""
    return np.where(keep, np.cumsum(keep) - 1, -1).astype(np.int32)


def _entities(
    index: Index, names: dict[int, list[str]], occ_entity: Ints, occ_passage: Ints
) -> list[Entity]:
    """Entities under a name of the part, with the number of its passages that name them."""
    pairs = np.unique(np.stack([occ_entity, occ_passage]), axis=1)
    counts = np.bincount(pairs[0], minlength=len(names)).tolist()
    return [
        Entity(said[0], index.entities[old].kind, count)
        for (old, said), count in zip(sorted(names.items()), counts, strict=True)
    ]


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
