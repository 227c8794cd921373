"""What kind of corpus an index holds, in a dozen numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphrag.index import Index
from graphrag.language.scripts import is_latin


@dataclass(frozen=True, slots=True)
class Corpus:
    """Counts; medians; shares in [0, 1], of passages where nothing else is said."""

    documents: int
    passages: int
    words: float  # of a passage, median
    entities: int
    facts: int
    without_names: float
    own_titles: float  # passages whose title no other document has
    latin: float
    shared_names: float  # of the entities, those that more than one passage writes
    linked: float  # passages that share a name with another


def describe(index: Index) -> Corpus:
    """Count; nothing is asked."""
    passages = len(index.passage_ids)
    named = np.zeros(passages, bool)
    named[index.occ_passage] = True
    pairs = np.unique(np.stack([index.occ_entity, index.occ_passage]), axis=1)
    spread = np.bincount(pairs[0], minlength=len(index.entities))
    linked = np.zeros(passages, bool)
    linked[pairs[1][spread[pairs[0]] > 1]] = True
    bearers = Counter(title for title, _ in set(zip(index.titles, index.document_ids, strict=True)))
    return Corpus(
        documents=len(set(index.document_ids)),
        passages=passages,
        words=float(np.median([len(text.split()) for text in index.texts])) if passages else 0.0,
        entities=len(index.entities),
        facts=len(index.predicates),
        without_names=_share(~named),
        own_titles=_share(np.array([bearers[title] == 1 for title in index.titles])),
        latin=_share(np.array([is_latin(text) for text in index.texts])),
        shared_names=_share(spread > 1),
        linked=_share(linked),
    )


def _share(flags: NDArray[np.bool_]) -> float:
    return float(flags.mean()) if len(flags) else 0.0
