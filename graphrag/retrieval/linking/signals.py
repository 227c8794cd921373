"""What the question says before any graph is walked: vectors, similarities, names, two lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.machine.compiled import kernel
from graphrag.retrieval.linking.fact_paths import path_facts, search_paths
from graphrag.retrieval.linking.mentions import QuestionMention, link_mentions
from graphrag.retrieval.linking.on_demand import BestOnDemand, OnDemand
from graphrag.retrieval.linking.similarities import similarities
from graphrag.retrieval.linking.vectors import link_vectors
from graphrag.settings import Linking
from graphrag.storage.stores import Hits

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
LIST_LENGTH = 200  # passages taken from the dense and the BM25 search


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """Inputs of every later stage; S sentences, P passages."""

    question: str
    vector: Floats  # (d,) of the question
    residual: Floats  # (d,) of the question without the names in it
    mentions: tuple[QuestionMention, ...]
    similarity: Floats  # (S,) cosine of question and sentence
    residual_similarity: Floats | OnDemand  # (S,)
    best: Floats  # (P,) highest sentence similarity of each passage, -1 without sentences
    residual_best: Floats | BestOnDemand  # (P,) the same for the residual
    dense: Hits
    bm25: Hits
    path_facts: tuple[tuple[int, float], ...] = ()  # sentences of the best fact paths, if searched
    path_passages: tuple[int, ...] = ()  # those that state them
    chosen: tuple[int, ...] | None = None  # sentences a language model kept as seeds, if asked


def read_signals(
    index: Index, question: str, section: Linking, more: Sequence[QuestionMention] = ()
) -> Signals:
    """Link the question's names, encode it, and search both lists.

    Args:
        more: names found in other ways; what the question's words say themselves comes first.
    """
    mentions = link_mentions(question, index.view.lexicon, min_similarity=section.fuzzy)
    if "vectors" in section.also:
        encode, names = index.embedder.encode, index.entity_vectors
        mentions = link_vectors(question, mentions, index.entities, encode, names)
    said = {entity for mention in mentions for entity in mention.entities}
    mentions += tuple(mention for mention in more if not said.issuperset(mention.entities))
    vector, residual = index.embedder.encode([question, _without(question, mentions)])
    matrix, codes = index.sentence_vectors, index.sentence_codes
    similarity, rest = similarities(matrix, codes, vector, residual)
    searched = "fact-paths" in section.also
    paths = search_paths(index, question, mentions, similarity) if searched else ()
    facts = path_facts(paths)
    return Signals(
        question=question,
        vector=vector,
        residual=residual,
        mentions=mentions,
        similarity=similarity,
        residual_similarity=rest,
        best=best_per_passage(similarity, index.first_sentence),
        residual_best=_best_of(rest, index.first_sentence),
        dense=index.store.search_dense(vector, LIST_LENGTH),
        bm25=index.store.search_bm25(question, LIST_LENGTH),
        path_facts=facts,
        path_passages=tuple(dict.fromkeys(int(index.sentence_passage[s]) for s, _ in facts)),
    )


def best_per_passage(similarity: Floats, first_sentence: NDArray[np.int32]) -> Floats:
    """(P,) the highest similarity among each passage's sentences; -1 for a passage without."""
    best = np.empty(len(first_sentence) - 1, np.float32)
    _best(np.ascontiguousarray(similarity), np.ascontiguousarray(first_sentence), best)
    return best


def _best_of(rest: Floats | OnDemand, first_sentence: NDArray[np.int32]) -> Floats | BestOnDemand:
    if isinstance(rest, OnDemand):
        return BestOnDemand(rest, first_sentence)
    return best_per_passage(rest, first_sentence)


@kernel("f4: i4: f4:")
def _best(similarity: Floats, first_sentence: NDArray[np.int32], best: Floats) -> None:
    for passage in range(len(best)):
        first, past = first_sentence[passage], first_sentence[passage + 1]
        top = similarity[first] if first < past else np.float32(-1)
        for sentence in range(first + 1, past):
            top = max(top, similarity[sentence])
        best[passage] = top


def ranks(hits: Hits, n_passages: int) -> NDArray[np.int32]:
    """(P,) position of each passage in the list; the list's length for all others."""
    place = np.full(n_passages, len(hits[0]), dtype=np.int32)
    place[hits[0]] = np.arange(len(hits[0]), dtype=np.int32)
    return place


def _without(question: str, mentions: tuple[QuestionMention, ...]) -> str:
    """What is asked, without of whom: "When was the director of film  born?"."""
    rest = question
    for mention in sorted(mentions, key=lambda m: -m.start):
        rest = rest[: mention.start] + rest[mention.end :]
    return " ".join(rest.split())
