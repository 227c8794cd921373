"""The nouns that cross borders: frozen, slotted, and nothing but data.

`extracted` holds what a text says for itself, `knowledge` what the set of passages says together,
`metadata` where a text comes from, `answers` what a question returns.
"""

from graphrag.datatypes.answers import (
    Answer,
    Citation,
    Claim,
    EvidencePath,
    Hop,
    ModelUse,
    ReadAs,
    Retrieval,
    ScoredPassage,
    ScoredSentence,
    Seed,
    Step,
    Turn,
    Understanding,
)
from graphrag.datatypes.extracted import Mention, Passage, PassageExtraction, Span, Triple
from graphrag.datatypes.knowledge import Alias, Entity, Fact, Join, Occurrence, Resolution
from graphrag.datatypes.metadata import Metadata

__all__ = [
    "Alias",
    "Answer",
    "Citation",
    "Claim",
    "Entity",
    "EvidencePath",
    "Fact",
    "Hop",
    "Join",
    "Mention",
    "Metadata",
    "ModelUse",
    "Occurrence",
    "Passage",
    "PassageExtraction",
    "ReadAs",
    "Resolution",
    "Retrieval",
    "ScoredPassage",
    "ScoredSentence",
    "Seed",
    "Span",
    "Step",
    "Triple",
    "Turn",
    "Understanding",
]
