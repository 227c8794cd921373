"""From ranking to passages whose sentences know how near they are to what was asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import ScoredPassage, ScoredSentence
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.hops import SubQuestion
from graphrag.retrieval.reranking.order import Ranking

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
SMALL = 1024  # passages of an index that is looked through whole
_PARTS = ("walk0", "dense", "bm25", "best", "in_similarity", "cover")


def scored_passages(
    index: Index, ranking: Ranking, signals: Signals, k: int
) -> tuple[ScoredPassage, ...]:
    """The k best candidates with their sentences and the parts of their score."""
    found = []
    for candidate in ranking.order[:k].tolist():
        position = int(ranking.pool.passages[candidate])
        parts = {"alone": float(ranking.alone[candidate])}
        parts |= {name: float(ranking.features.column(name)[candidate]) for name in _PARTS}
        if candidate in ranking.heard:
            parts["heard"] = ranking.heard[candidate]
        first, past = index.first_sentence[position : position + 2].tolist()
        near = (signals.similarity[first:past], _asked_on(index, ranking.hops, position))
        score = float(ranking.score[candidate])
        found.append(_passage(index, position, score, parts, near))
    return tuple(found)


def passages_sharing(
    index: Index, words: str, most: int, *, with_rows: bool = False
) -> tuple[tuple[ScoredPassage, ...], bool]:
    """At most so many passages that share words with a text, by BM25, and whether no more do;
    `with_rows`: of these only such as may hold rows or fields ("name: value"). Their sentences
    are compared with nothing.
    """
    places, scores = index.store.search_bm25(words, most)
    ranked = zip(places.tolist(), scores.tolist(), strict=True)
    found = (_unscored(index, *one) for one in ranked if not with_rows or _has_rows(index, one[0]))
    return tuple(found), len(places) < most


def passages_to_look_through(
    index: Index, words: str, most: int, *, with_rows: bool = False, whole: bool = False
) -> tuple[tuple[ScoredPassage, ...], bool]:
    """All passages of an index of at most `SMALL`; of a larger one `passages_sharing`.

    `whole`: with as many again that share no words but are of the same documents: rows that lack
    what is asked for do not say it.
    """
    if len(index.texts) <= SMALL:
        every = (p for p in range(len(index.texts)) if not with_rows or _has_rows(index, p))
        return tuple(_unscored(index, position) for position in every), True
    found, is_all = passages_sharing(index, words, most, with_rows=with_rows)
    if not whole:
        return found, is_all
    known = {passage.id for passage in found}
    others = _others_of(index, {document_of(name) for name in known}, known)
    same = tuple(islice(others, most + 1))
    return (*found, *same[:most]), is_all and len(same) <= most


def document_of(identifier: str) -> str:
    """The document of a passage, by its id: "a.md" of "a.md#3", itself where it is not cut."""
    return identifier.rpartition("#")[0] or identifier


def _has_rows(index: Index, position: int) -> bool:
    return ": " in index.texts[position]


def _others_of(
    index: Index, documents: Collection[str], but: Collection[str]
) -> Iterator[ScoredPassage]:
    for position, name in enumerate(index.passage_ids):
        if document_of(name) in documents and name not in but:
            yield _unscored(index, position)


def _unscored(index: Index, position: int, score: float = 0.0) -> ScoredPassage:
    """A passage whose sentences are compared with nothing."""
    first, past = index.first_sentence[position : position + 2].tolist()
    zeros = np.zeros(past - first, np.float32)
    return _passage(index, position, score, {"bm25": score}, (zeros, zeros))


def _passage(
    index: Index,
    position: int,
    score: float,
    parts: Mapping[str, float],
    near: tuple[Floats, Floats],
) -> ScoredPassage:
    """One passage; `near` are (s,) how near each sentence is to the question and to what was asked
    on from it.
    """
    first, past = index.first_sentence[position : position + 2].tolist()
    text = index.texts[position]
    spans = zip(
        index.sentence_start[first:past].tolist(),
        index.sentence_end[first:past].tolist(),
        *(scores.tolist() for scores in near),
        strict=True,
    )
    return ScoredPassage(
        index.passage_ids[position],
        index.titles[position],
        text,
        score,
        parts,
        tuple(ScoredSentence(text[a:b], a, b, *scores) for a, b, *scores in spans),
        index.sections[position],
        int(index.pages[position]),
        _id(index, int(index.passage_before[position])),
        _id(index, int(index.passage_after[position])),
        metadata=index.records[int(index.record[position])],
    )


def _id(index: Index, position: int) -> str:
    return index.passage_ids[position] if position >= 0 else ""


def _asked_on(index: Index, hops: Sequence[SubQuestion], passage: int) -> Floats:
    """(s,) how near each sentence of a passage is to what was asked on from other passages."""
    first, past = index.first_sentence[passage : passage + 2].tolist()
    vectors = [hop.vector for hop in hops if passage not in hop.stand.path]
    if not vectors:
        return np.zeros(past - first, np.float32)
    near: Floats = (index.sentence_vectors[first:past] @ np.stack(vectors).T).max(1)
    return near
