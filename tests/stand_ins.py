"""The films of `graphs.py` as an index without files, and signals written by hand."""

from types import SimpleNamespace

import numpy as np

from graphrag.datatypes import Resolution
from graphrag.datatypes.metadata import Metadata
from graphrag.retrieval.linking.mentions import link_mentions
from graphrag.retrieval.linking.signals import Signals, best_per_passage
from graphrag.settings import Settings
from graphrag.storage.terms import build_terms
from graphrag.storage.texts import passage_text
from tests.fakes import HashEmbedder
from tests.graphs import FILMS, FIRST_SENTENCE, TITLES, columns, view_of_resolution

TEXTS = ["Ada Lane made Devotion in 1929. She lived in 1929.", "Devotion is by Ada Lane."]
SPANS = [(0, 31), (32, 50), (0, 24)]


def hits(*pairs: tuple[int, float]):
    """A search result: (position, score) pairs, best first."""
    positions = np.array([position for position, _ in pairs], dtype=np.int32)
    return positions, np.array([score for _, score in pairs], dtype=np.float32)


class StandIn(SimpleNamespace):
    """Compared and kept by identity, as an index is."""

    __hash__ = object.__hash__
    __eq__ = object.__eq__


def film_index(
    resolution: Resolution = FILMS,
    titles=TITLES,
    texts=TEXTS,
    spans=SPANS,
    first=None,
    beside=False,
):
    """What the stages of the question path read of an `Index`; with passages `beside` each other
    if so.
    """
    nobody = np.full(len(titles), -1, np.int32)
    first = FIRST_SENTENCE if first is None else np.array(first, dtype=np.int32)
    view = view_of_resolution(resolution, titles, first)
    facts = columns([(f.subject, f.object, f.sentence) for f in resolution.facts])
    joins = columns([(j.subject, j.object, j.sentence) for j in resolution.joins])
    embedder = HashEmbedder(8)
    sentences = [texts[p][a:b] for p, (a, b) in zip(view.sentence_passage, spans, strict=True)]
    return StandIn(
        view=view,
        graph=view.graph,
        entities=list(resolution.entities),
        titles=titles,
        texts=texts,
        passage_ids=[f"p{number}" for number in range(len(titles))],
        document_ids=[f"p{number}" for number in range(len(titles))],
        passage_before=np.arange(-1, len(titles) - 1, dtype=np.int32) if beside else nobody,
        passage_after=np.array([*range(1, len(titles)), -1], np.int32) if beside else nobody,
        sections=[""] * len(titles),
        pages=np.zeros(len(titles), np.int32),
        records=[Metadata()],
        record=np.zeros(len(titles), np.int32),
        first_sentence=first,
        sentence_passage=view.sentence_passage,
        sentence_start=np.array([a for a, _ in spans], dtype=np.int32),
        sentence_end=np.array([b for _, b in spans], dtype=np.int32),
        fact_subject=facts[0],
        fact_object=facts[1],
        fact_sentence=facts[2],
        fact_passage=view.sentence_passage[facts[2]],
        predicates=[fact.predicate for fact in resolution.facts],
        subject_texts=[fact.subject_text for fact in resolution.facts],
        object_texts=[fact.object_text for fact in resolution.facts],
        qualifiers=[fact.qualifiers for fact in resolution.facts],
        origins=[fact.origin for fact in resolution.facts],
        join_subject=joins[0],
        join_object=joins[1],
        join_sentence=joins[2],
        passage_vectors=embedder.encode(texts),
        sentence_vectors=embedder.encode(sentences),
        entity_vectors=embedder.encode([entity.name for entity in resolution.entities]),
        embedder=embedder,
        terms=build_terms(list(map(passage_text, titles, texts))),
        settings=Settings(),
        sentence=lambda position: sentences[position],
    )


def signals_of(index, question: str, similarity, residual=None, dense=(), bm25=()) -> Signals:
    """Signals of a question with these similarities, one a sentence."""
    similarity = np.array(similarity, dtype=np.float32)
    residual = similarity if residual is None else np.array(residual, dtype=np.float32)
    vector = index.embedder.encode([question])[0]
    return Signals(
        question=question,
        vector=vector,
        residual=vector,
        mentions=link_mentions(question, index.view.lexicon),
        similarity=similarity,
        residual_similarity=residual,
        best=best_per_passage(similarity, index.first_sentence),
        residual_best=best_per_passage(residual, index.first_sentence),
        dense=hits(*dense),
        bm25=hits(*bm25),
    )
