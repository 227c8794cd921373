"""LlamaIndex's property graph over an index: things are its entities, relations its facts.

A relation's properties have the sentence that states it and the passage's id, under the name by
which LlamaIndex adds the source's text. The graph is read-only: documents change it, not callers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, NoReturn

import numpy as np
from llama_index.core.graph_stores.types import (
    TRIPLET_SOURCE_KEY,
    ChunkNode,
    EntityNode,
    LabelledNode,
    PropertyGraphStore,
    Relation,
    Triplet,
)
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery
from llama_index.core.vector_stores.utils import node_to_metadata_dict

from graphrag.errors import GraphRAGError, QuestionError
from graphrag.index import Index
from graphrag.index.facts import StatedFact, stated
from graphrag.index.within import within
from graphrag.interop.carried import Where
from graphrag.interop.index_encoder import IndexEncoder as IndexEncoder

READ_ONLY = "the graph follows the documents: add or remove those, with graphrag.build_index"
WORDS = "words"  # the label of a fact's end that is no entity's name


class GraphRAGPropertyGraph(PropertyGraphStore):
    """The facts of an index as LlamaIndex triplets, found by name, by relation or by vector.

    `PropertyGraphIndex.from_existing(store, embed_model=store.encoder())` searches it.

    Args:
        index: an open index.
        where: conditions on where passages come from, as `graphrag.retrieve`.

    >>> from graphrag.interop import GraphRAGPropertyGraph
    >>> found = GraphRAGPropertyGraph(index).get_triplets(["Velm"], ["is the capital of"])
    >>> [(one.name, other.name) for one, _, other in found]
    [('Velm', 'Ostria')]
    """

    supports_structured_queries = False
    supports_vector_queries = True

    def __init__(self, index: Index, *, where: Where = None) -> None:
        self._index = within(index, where)

    @property
    def client(self) -> Index:
        """The index."""
        return self._index

    @cached_property
    def _nodes(self) -> dict[str, tuple[bool, int]]:
        """Entities and passages by their node's id: whether it is a passage, and its position."""
        passages = {name: (True, n) for n, name in enumerate(self._index.passage_ids)}
        return passages | {_id(one.name): (False, n) for n, one in enumerate(self._index.entities)}

    @cached_property
    def _facts(self) -> dict[str, list[int]]:
        """The facts by the ids of both of their ends."""
        found: dict[str, list[int]] = {}
        for fact in range(len(self._index.predicates)):
            for end in {node.id for node in self._ends(stated(self._index, fact))}:
                found.setdefault(end, []).append(fact)
        return found

    def encoder(self) -> IndexEncoder:
        """The encoder that the index was made with, for questions to it."""
        return IndexEncoder(self._index)

    def get(
        self, properties: dict[str, Any] | None = None, ids: list[str] | None = None
    ) -> list[LabelledNode]:
        """Entities by name and passages by id; all of them where nothing is asked for."""
        wanted = self._nodes if ids is None else dict.fromkeys(map(_id, ids))
        places = (self._nodes[name] for name in wanted if name in self._nodes)
        found = (self._passage(n) if passage else self._entity(n) for passage, n in places)
        return [node for node in found if _has_any(properties, node)]

    def get_triplets(
        self,
        entity_names: list[str] | None = None,
        relation_names: list[str] | None = None,
        properties: dict[str, Any] | None = None,
        ids: list[str] | None = None,
    ) -> list[Triplet]:
        """The facts of these entities and of these relations; none where nothing is asked for."""
        if not (entity_names or relation_names or properties or ids):
            return []
        wanted = [*(entity_names or ()), *(ids or ())]
        facts = self._facts_of(wanted) if wanted else range(len(self._index.predicates))
        found = (self._triplet(fact) for fact in facts)
        return [
            triplet
            for triplet in found
            if (not relation_names or triplet[1].label in relation_names)
            and _has_any(properties, *triplet)
        ]

    def get_rel_map(
        self,
        graph_nodes: list[LabelledNode],
        depth: int = 2,
        limit: int = 30,
        ignore_rels: list[str] | None = None,
    ) -> list[Triplet]:
        """The facts around these entities, the nearest first."""
        found: dict[int, Triplet] = {}
        around = [node.id for node in graph_nodes]
        for _ in range(depth):
            new = {
                fact: self._triplet(fact) for fact in self._facts_of(around) if fact not in found
            }
            new = {n: one for n, one in new.items() if one[1].label not in (ignore_rels or ())}
            found |= new
            around = [end.id for one in new.values() for end in (one[0], one[2])]
            if not new or len(found) >= limit:
                break
        return list(found.values())[:limit]

    def vector_query(
        self, query: VectorStoreQuery, **kwargs: Any
    ) -> tuple[list[LabelledNode], list[float]]:
        """The entities nearest to a vector of the index's encoder, and their cosines.

        Raises:
            QuestionError: the vector is of another encoder.
        """
        vectors = self._index.entity_vectors
        asked = np.asarray(query.query_embedding or (), dtype=np.float32)
        if asked.shape != vectors.shape[1:]:
            raise QuestionError(
                f"the vector has {asked.size} numbers, those of the index {vectors.shape[1]}: ask "
                "with the index's own encoder, GraphRAGPropertyGraph.encoder()"
            )
        scores = vectors @ (asked / max(float(np.linalg.norm(asked)), 1e-9))
        best = np.argsort(-scores, kind="stable")[: query.similarity_top_k].tolist()
        return [self._entity(n) for n in best], [float(scores[n]) for n in best]

    def upsert_nodes(self, nodes: Iterable[LabelledNode]) -> None:
        """Nothing to add is fine; anything else is refused.

        Raises:
            GraphRAGError: there is something to add.
        """
        if list(nodes):
            _refuse()

    def upsert_relations(self, relations: list[Relation]) -> None:
        """As `upsert_nodes`."""
        if relations:
            _refuse()

    def delete(self, *_: Any, **__: Any) -> None:
        """Refused.

        Raises:
            GraphRAGError: always.
        """
        _refuse()

    def structured_query(self, query: str, param_map: dict[str, Any] | None = None) -> NoReturn:
        """Refused; there is no query language.

        Raises:
            GraphRAGError: always.
        """
        raise GraphRAGError("the graph has no query language; ask it by names or by vectors")

    def _facts_of(self, ends: Iterable[str]) -> list[int]:
        found = (fact for end in dict.fromkeys(map(_id, ends)) for fact in self._facts.get(end, ()))
        return list(dict.fromkeys(found))

    def _entity(self, position: int) -> EntityNode:
        entity = self._index.entities[position]
        about = {"kind": entity.kind, "passages": int(entity.passages)}
        return EntityNode(name=entity.name, label=entity.kind, properties=about)

    def _passage(self, position: int) -> ChunkNode:
        index = self._index
        name, text = index.passage_ids[position], index.texts[position]
        about = {"title": index.titles[position], "document": index.document_ids[position]}
        kept = node_to_metadata_dict(
            TextNode(id_=name, text=text, metadata=about), remove_text=True
        )
        return ChunkNode(id_=name, text=text, properties=kept)

    def _triplet(self, fact: int) -> Triplet:
        said = stated(self._index, fact)
        source = {TRIPLET_SOURCE_KEY: self._index.passage_ids[said.passage]}
        one, other = self._ends(said)
        for end in (one, other):  # where LlamaIndex looks for it
            end.properties |= source
        about = {**source, "sentence": self._index.sentence(said.sentence), "origin": said.origin}
        joined = Relation(
            label=said.relation, source_id=one.id, target_id=other.id, properties=about
        )
        return one, joined, other

    def _ends(self, said: StatedFact) -> tuple[EntityNode, EntityNode]:
        ends = (said.subject_entity, said.subject), (said.object_entity, said.object)
        one, other = (
            self._entity(entity) if entity >= 0 else EntityNode(name=words, label=WORDS)
            for entity, words in ends
        )
        return one, other


def _id(name: str) -> str:
    """The id of an entity's node, as LlamaIndex makes it of the name."""
    return name.replace('"', " ")


def _has_any(wanted: dict[str, Any] | None, *owners: LabelledNode | Relation) -> bool:
    """Whether one of them has one of these properties; where none is wanted, yes."""
    return not wanted or any(
        owner.properties.get(key) == value for owner in owners for key, value in wanted.items()
    )


def _refuse() -> NoReturn:
    raise GraphRAGError(READ_ONLY)
