"""Arrays derived from an index for the question path: adjacency, supports, look-ups.

Half-edges are stored in CSR order; every edge keeps the sentences that state it (its support), so
that a question can weigh it by what those sentences say. Built when a generation is derived and
mapped when it is opened; a part of an index builds its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Alias, Entity
from graphrag.language.keys import tokens
from graphrag.storage.about import about_entities
from graphrag.storage.graph import ALIAS, CONTEXT, RELATION, KnowledgeGraph
from graphrag.storage.half_edges import stating_alone
from graphrag.storage.lexicon import Lexicon, build_lexicon
from graphrag.storage.packing import Array
from graphrag.storage.ragged import grouped, stable_order
from graphrag.storage.row_list import values_of
from graphrag.storage.strings import Codes

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
LITERALS = ("date", "number")  # kinds of entities that are values rather than names


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """Rows grouped by a key: the rows of key i are `values[indptr[i]:indptr[i + 1]]`."""

    indptr: NDArray[np.int64]
    values: Ints

    def of(self, key: int) -> Ints:
        """Values of one key."""
        return self.values[self.indptr[key] : self.indptr[key + 1]]


def group(keys: Ints, values: Ints, n_keys: int) -> Grouped:
    """Group `values` by `keys`, keeping their order."""
    return Grouped(grouped(keys, n_keys), np.ascontiguousarray(values[stable_order(keys)]))


class TitleWords(Sequence[frozenset[str]]):
    """The words of each passage's title, made when asked for and kept."""

    def __init__(self, titles: Sequence[str]) -> None:
        self._titles = titles
        self._kept: dict[int, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._titles)

    def __getitem__(self, passage: Any) -> Any:
        found = self._kept.get(int(passage))
        if found is None:
            found = frozenset(token.key for token in tokens(self._titles[passage]))
            self._kept[int(passage)] = found
        return found


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Everything the question path looks up, as arrays."""

    graph: KnowledgeGraph
    indptr: NDArray[np.int64]  # (n_nodes + 1,)
    neighbour: NDArray[np.uint32]  # (2 · n_edges,)
    edge: Ints  # (2 · n_edges,) position of the half-edge's edge
    support: Grouped  # edge -> sentences that make it
    stating: Ints  # (2 · n_edges,) of `storage.half_edges`; none where edges are few
    specificity: Floats  # (E,) log(1 + P / passages naming the entity)
    passages_naming: Ints  # (E,)
    spots: Grouped  # entity -> positions in occ_passage / occ_sentence
    spots_in: Grouped  # passage -> the same
    occ_entity: Ints
    occ_passage: Ints
    occ_sentence: Ints
    is_name: NDArray[np.bool_]  # (E,) neither date nor number
    named_in: Grouped  # sentence -> entities
    facts_in: Grouped  # sentence -> facts
    title_entity: Ints  # (P,) -1 for a title without words
    about: Ints  # (P,) the same, or the first name of a passage whose title no sentence names
    namesakes: dict[int, tuple[int, ...]]  # entity -> entities joined to it by alias edges
    first_sentence: Ints  # (P + 1,)
    sentence_passage: Ints  # (S,)
    title_words: TitleWords
    lexicon: Lexicon
    spare: list[Any] = field(default_factory=list)  # work arrays of walks, kept between questions


def build_view(
    graph: KnowledgeGraph,
    entities: Sequence[Entity],
    aliases: Sequence[Alias],
    titles: Sequence[str],
    occurrences: tuple[Ints, Ints, Ints],
    fact_sentence: Ints,
    joins: tuple[Ints, Ints, Ints],
    first_sentence: Ints,
    sentence: Callable[[int], str] = lambda position: "",
    lexicon: Lexicon | None = None,
) -> View:
    """Derive the arrays.

    Args:
        occurrences: (entity, passage, sentence), sentence -1 for a title.
        fact_sentence: (F,) sentence of each fact.
        joins: (subject, object, sentence).
        first_sentence: (P + 1,) position of each passage's first sentence, then their count.
        sentence: the text of one; default: unknown, and a passage is about its title alone.
        lexicon: of these names; default: it is built.
    """
    occ_entity, occ_passage, occ_sentence = occurrences
    n_sentences = int(first_sentence[-1])
    named = np.array(values_of(entities, "passages"), dtype=np.int32)
    in_text = occ_sentence >= 0
    title_entity = np.full(graph.n_passages, -1, dtype=np.int32)
    title_entity[occ_passage[~in_text]] = occ_entity[~in_text]
    n_edges = len(graph.source)
    ends = np.concatenate([graph.source, graph.target])
    others = np.concatenate([graph.target, graph.source])
    numbers = np.arange(n_edges, dtype=np.int32)
    half = stable_order(ends)
    sentence_counts = np.diff(first_sentence)
    is_name = _are_names(values_of(entities, "kind"))
    named_in = group(occ_sentence[in_text], occ_entity[in_text], n_sentences)
    namesakes = _namesakes(graph)
    in_sentences = np.bincount(occ_entity[in_text], minlength=graph.n_entities) > 0

    def lead(passage: int) -> str:
        first, past = first_sentence[passage : passage + 2].tolist()
        return sentence(first) if first < past else ""

    def names(passage: int) -> list[int]:
        first, past = first_sentence[passage : passage + 2].tolist()
        found = named_in.of(first) if first < past else np.empty(0, np.int32)
        return [int(entity) for entity in found if is_name[entity]]

    edge = np.concatenate([numbers, numbers])[half]
    support = _support(graph, occurrences, joins)
    return View(
        graph=graph,
        indptr=grouped(ends, graph.n_nodes),
        neighbour=others[half].astype(np.uint32),
        edge=edge,
        support=support,
        stating=stating_alone(edge, support.indptr, support.values),
        specificity=np.log1p(graph.n_passages / np.maximum(named, 1)).astype(np.float32),
        passages_naming=named,
        spots=group(occ_entity, np.arange(len(occ_entity), dtype=np.int32), graph.n_entities),
        spots_in=group(occ_passage, np.arange(len(occ_entity), dtype=np.int32), graph.n_passages),
        occ_entity=occ_entity,
        occ_passage=occ_passage,
        occ_sentence=occ_sentence,
        is_name=is_name,
        named_in=named_in,
        facts_in=group(fact_sentence, np.arange(len(fact_sentence), dtype=np.int32), n_sentences),
        title_entity=title_entity,
        about=about_entities(title_entity, in_sentences, namesakes, names, lead, entities),
        namesakes=namesakes,
        first_sentence=first_sentence,
        sentence_passage=np.repeat(np.arange(graph.n_passages, dtype=np.int32), sentence_counts),
        title_words=TitleWords(titles),
        lexicon=lexicon or build_lexicon(entities, aliases, titles),
    )


_GROUPED = ("support", "spots", "spots_in", "named_in", "facts_in")
_PLAIN = (
    *("indptr", "neighbour", "edge", "stating", "specificity", "passages_naming", "is_name"),
    *("title_entity", "about", "sentence_passage"),
)


def view_arrays(view: View) -> dict[str, Array]:
    """What a derived file keeps of a view: all that is in no other one."""
    grouped = {name: getattr(view, name) for name in _GROUPED}
    return (
        {name: getattr(view, name) for name in _PLAIN}
        | {f"{name}_indptr": found.indptr for name, found in grouped.items()}
        | {f"{name}_values": found.values for name, found in grouped.items()}
    )


def load_view(
    arrays: Mapping[str, Array],
    graph: KnowledgeGraph,
    occurrences: tuple[Ints, Ints, Ints],
    first_sentence: Ints,
    titles: Sequence[str],
    lexicon: Lexicon,
) -> View:
    """The view whose `view_arrays` these are."""
    kept: dict[str, Any] = {name: arrays[name] for name in _PLAIN}
    for name in _GROUPED:
        kept[name] = Grouped(arrays[f"{name}_indptr"], arrays[f"{name}_values"])
    return View(
        graph=graph,
        occ_entity=occurrences[0],
        occ_passage=occurrences[1],
        occ_sentence=occurrences[2],
        first_sentence=first_sentence,
        namesakes=_namesakes(graph),
        title_words=TitleWords(titles),
        lexicon=lexicon,
        **kept,
    )


def _are_names(kinds: Sequence[str]) -> NDArray[np.bool_]:
    if not isinstance(kinds, Codes):
        return np.array([kind not in LITERALS for kind in kinds], dtype=bool)
    return kinds.which(lambda kind: kind not in LITERALS)


def _support(
    graph: KnowledgeGraph, occurrences: tuple[Ints, Ints, Ints], joins: tuple[Ints, Ints, Ints]
) -> Grouped:
    """Sentences of each edge. A title is stated by every sentence of its passage: code -1 - p."""
    occ_entity, occ_passage, occ_sentence = occurrences
    subject, object_, sentence = joins
    titled = np.where(occ_sentence < 0, -1 - occ_passage, occ_sentence).astype(np.int32)
    context = edge_numbers(graph, occ_entity, occ_passage + graph.n_entities, CONTEXT)
    low, high = np.minimum(subject, object_), np.maximum(subject, object_)
    relation = edge_numbers(graph, low, high, RELATION)
    keys = np.concatenate([context, relation]).astype(np.int32)
    values = np.concatenate([titled, sentence]).astype(np.int32)
    return group(keys, values, len(graph.source))


def edge_numbers(graph: KnowledgeGraph, source: Ints, target: Ints | int, kind: int) -> Ints:
    """Positions of the edges (source, target, kind); the arrays are sorted by exactly that."""
    n = np.int64(graph.n_nodes)
    codes = (graph.source * n + graph.target) * 3 + graph.kind
    wanted = (source.astype(np.int64) * n + target) * 3 + kind
    return np.searchsorted(codes, wanted).astype(np.int32)


def _namesakes(graph: KnowledgeGraph) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = graph.kind == ALIAS
    for a, b in zip(graph.source[rows].tolist(), graph.target[rows].tolist(), strict=True):
        found[a].append(b)
        found[b].append(a)
    return {entity: tuple(others) for entity, others in found.items()}
