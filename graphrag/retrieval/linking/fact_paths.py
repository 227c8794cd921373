"""Beam search over fact paths, the question re-encoded on the way (PropRAG, arXiv 2504.18070).

PropRAG walks from proposition to proposition that share an entity and keeps the
best `width` paths of at most `length`, with no language model at query time. A fact here is the
sentence that states it:

    score(s₁ … s_t) = mean over steps i of cos(q ⊕ s₁ ⊕ … ⊕ s_{i-1}, s_i)

with ⊕ for encoding as one text, so that hop two is searched with what hop one said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.retrieval.linking.mentions import QuestionMention
from graphrag.storage.ragged import distinct, is_in

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
WIDTH = 4  # paths kept
LENGTH = 3  # most facts in a path
_COMMONEST = 50  # an entity that more passages name connects nothing in particular


@dataclass(frozen=True, slots=True)
class FactPath:
    """Sentences in the order of the hops, and the cosine of each step."""

    sentences: tuple[int, ...]
    steps: tuple[float, ...]

    @property
    def score(self) -> float:
        """Mean of the steps."""
        return sum(self.steps) / len(self.steps)


def search_paths(
    index: Index,
    question: str,
    mentions: tuple[QuestionMention, ...],
    similarity: Floats,
    width: int = WIDTH,
    length: int = LENGTH,
) -> tuple[FactPath, ...]:
    """The best paths that start at a name of the question or at the nearest sentences, best first.

    Args:
        similarity: (S,) cosine of question and sentence.
    """
    named = {entity for mention in mentions for entity in mention.entities}
    first = _stating(index, named)
    if not len(first):
        first = np.argsort(-similarity, kind="stable")[:width].astype(np.int32)
    paths = _best([FactPath((s,), (c,)) for s, c in _top(first, similarity, width)], width)
    for _ in range(length - 1):
        texts = [f"{question} {' '.join(map(index.sentence, path.sentences))}" for path in paths]
        longer = []
        for path, vector in zip(paths, index.embedder.encode(texts) if texts else (), strict=True):
            onward = _onward(index, path, named)
            steps = _top(onward, index.sentence_vectors @ vector, width)
            longer += [
                FactPath((*path.sentences, sentence), (*path.steps, cosine))
                for sentence, cosine in steps
            ] or [path]
        paths = _best(longer, width)
    return tuple(paths)


def path_facts(paths: tuple[FactPath, ...]) -> tuple[tuple[int, float], ...]:
    """Every sentence of the paths with the score of its best path, best first."""
    found: dict[int, float] = {}
    for path in sorted(paths, key=lambda path: -path.score):
        for sentence in path.sentences:
            found.setdefault(sentence, path.score)
    return tuple(found.items())


def _best(paths: list[FactPath], width: int) -> list[FactPath]:
    """The best paths of different last sentences."""
    ranked: dict[int, FactPath] = {}
    for path in sorted(paths, key=lambda path: (-path.score, path.sentences)):
        ranked.setdefault(path.sentences[-1], path)
    return list(ranked.values())[:width]


def _top(sentences: Ints, cosine: Floats, width: int) -> list[tuple[int, float]]:
    order = np.lexsort((sentences, -cosine[sentences]))[:width]
    return [(int(s), max(float(cosine[s]), 0.0)) for s in sentences[order].tolist()]


def _onward(index: Index, path: FactPath, named: set[int]) -> Ints:
    """Sentences that share an entity, other than the question's, with the path's last one."""
    view, last = index.view, path.sentences[-1]
    entities = set(view.named_in.of(last).tolist())
    entities.add(int(view.about[view.sentence_passage[last]]))
    entities = {
        entity
        for entity in entities - named - {-1}
        if view.is_name[entity] and view.passages_naming[entity] <= _COMMONEST
    }
    found = _stating(index, entities)
    been = view.sentence_passage[list(path.sentences)]
    return found[~is_in(view.sentence_passage[found], been)]


def _stating(index: Index, entities: set[int]) -> Ints:
    """Sentences that name one of the entities; all of a passage that has it for its title."""
    view = index.view
    found: list[Ints] = [np.empty(0, np.int32)]
    for entity in entities:
        spots = view.spots.of(entity)
        sentences = view.occ_sentence[spots]
        found.append(sentences[sentences >= 0])
        for passage in view.occ_passage[spots][sentences < 0].tolist():
            found.append(np.arange(*view.first_sentence[passage : passage + 2], dtype=np.int32))
    return distinct(np.concatenate(found))
