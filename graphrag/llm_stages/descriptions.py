"""A short description of an entity for a prompt: how its own document opens, or a near sentence.

Or, where that is asked for, what the model wrote about it from all its facts (CatRAG).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from graphrag.llm_stages.session import ModelSession, Work
from graphrag.retrieval.linking.signals import Signals

if TYPE_CHECKING:
    from graphrag.index import Index

STAGE = "summaries"
LONGEST = 200  # characters


def written_summaries(
    index: Index, entities: Iterable[int], session: ModelSession
) -> Mapping[int, str] | None:
    """What the model writes about each entity, once and for all; None when it fails."""
    from graphrag.llm_stages.entity_summaries import entity_summary

    wanted = list(dict.fromkeys(entities))

    def about(entity: int) -> Work[str]:
        return lambda model: entity_summary(model, index, entity)

    texts = session.run_all(STAGE, [about(entity) for entity in wanted])
    return None if texts is None else dict(zip(wanted, texts, strict=True))


def summary_of(index: Index, signals: Signals, entity: int) -> str:
    """How the passage of that title opens; else the sentence naming it nearest to the question."""
    view = index.view
    spots = view.spots.of(entity)
    titled = spots[view.occ_sentence[spots] < 0]
    if len(titled):
        passage = int(view.occ_passage[titled[0]])
        first, past = index.first_sentence[passage : passage + 2].tolist()
        return _cut(index.sentence(first)) if first < past else ""
    sentences = view.occ_sentence[spots]
    if not len(sentences):
        return ""
    return _cut(index.sentence(int(sentences[np.argmax(signals.similarity[sentences])])))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
