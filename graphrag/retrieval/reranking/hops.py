"""The next hop: what is left of the question, asked of the names that the last hop brought up.

"Where was the mother of the director of X born?" and a passage "X ... directed by Ann Lee" leave
"Where was the mother of the of born?", now asked of Ann Lee. For each of the most likely
candidates, the question loses the words that the candidate's best sentence already says, and gains
one of the names in it that nothing has asked for yet; the sentences nearest to that text are where
the chain may go on, and from the best of them it is asked on once more. This is beam search over
evidence with a re-encoded query (PropRAG, arXiv 2504.18070) and a decomposition into sub-questions
(IRCoT, arXiv 2212.10509), both without a language model.

Only passages that a walk, a list or one of the names leads to are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphrag.language.keys import Token, tokens, word_keys
from graphrag.language.words import FUNCTION_WORDS, root
from graphrag.retrieval.linking.highest import highest
from graphrag.retrieval.linking.on_demand import best_in
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking.pool import Pool, top
from graphrag.storage.ragged import distinct, is_in

if TYPE_CHECKING:
    from graphrag.index import Index

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
FAR = -1.0  # the cosine of what is not looked at
WIDTH = 3  # candidates from which the question is asked on
QUESTIONS = 6  # asked on from them, a name in each
DEPTH = 2  # how often it is asked on; a third time gave no more (docs/ideas.md)
_FROM_WALK = 150  # passages of each walk that a hop may lead to
_FROM_NAME = 30  # passages that write the name a hop asks about
_SHARPNESS = 0.05  # cosine below a hop's nearest passage that divides a landing's share by e


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a chain has come to: its last sentence, and the question as far as it is open."""

    path: tuple[int, ...]  # passages, in order
    share: float  # how likely they are all needed
    sentence: int
    question: str
    known: frozenset[int]  # entities that the question or the path has asked about


@dataclass(frozen=True, slots=True, eq=False)
class SubQuestion:
    """A further question, asked from a stand about a name that its sentence brings up."""

    stand: Stand
    entity: int  # -1: the sentence brings up none
    question: str  # what is left, without the name
    vector: Floats  # (d,) of what is left and the name


@dataclass(frozen=True, slots=True, eq=False)
class NextHops:
    """`reach` (h, u): how near each of `passages` (u,), ascending, is to each hop's question."""

    hops: tuple[SubQuestion, ...]
    passages: Ints
    reach: Floats


def next_hops(
    index: Index,
    pool: Pool,
    signals: Signals,
    alone: Floats,
    *,
    within: Ints | None = None,
    width: int = WIDTH,
    questions: int = QUESTIONS,
    depth: int = DEPTH,
) -> NextHops:
    """Ask on from the most likely candidates, then from where that leads.

    Args:
        alone: (n,) log-odds of each candidate on its own.
        within: (m,) further passages that are looked at.
        width: stands, from which `questions` are asked, `depth` times.
    """
    found = NextHops((), np.empty(0, np.int32), np.empty((0, 0), np.float32))
    stands = _origins(index, pool, signals, alone, width)
    if within is not None:
        pool = replace(pool, passages=distinct(np.append(pool.passages, within)).astype(np.int32))
    for step in range(1, depth + 1):
        hops = _ask_on(index, stands, questions)
        if not hops:
            break
        found = _look(index, pool, signals, found.hops + hops)
        if step < depth:
            stands = _landings(index, found, len(hops), width)
    return found


def residual_question(question: str, said: str) -> str:
    """The question without the content words that `said` has too, in any inflection."""
    have = {root(key) for key in word_keys(said)}
    words = tokens(question)
    kept = [w for w in words if w.key in FUNCTION_WORDS or root(w.key) not in have]
    return " ".join(_with_possessive(question, word) for word in kept)


def _with_possessive(text: str, word: Token) -> str:
    past = word.end + 2
    ends = past if text[word.end : past] in ("'s", "’s") else word.end
    return text[word.start : ends]


def widen(pool: Pool, hops: NextHops, each: int) -> Pool:
    """The pool and the `each` nearest passages of every hop."""
    nearest = [hops.passages[top(row - FAR, each)] for row in hops.reach]
    return Pool(distinct(np.concatenate([pool.passages, *nearest])).astype(np.int32), pool.walks)


def _origins(index: Index, pool: Pool, signals: Signals, alone: Floats, width: int) -> list[Stand]:
    """The `width` most likely candidates, one a title, each with the sentence that fits best."""
    asked = frozenset(entity for mention in signals.mentions for entity in mention.entities)
    found: dict[int, Stand] = {}
    for candidate in np.argsort(-alone, kind="stable").tolist():
        passage = int(pool.passages[candidate])
        title = _title(index, passage)
        if len(found) == width:
            break
        first, past = index.first_sentence[passage : passage + 2].tolist()
        if title not in found and first < past:
            share = float(1 / (1 + np.exp(-alone[candidate])))
            sentence = int(first + np.argmax(signals.similarity[first:past]))
            known = asked | {title}
            found[title] = Stand((passage,), share, sentence, signals.question, known)
    return list(found.values())


def _title(index: Index, passage: int) -> int:
    """The entity a passage is about, or a number of its own where its title has no words."""
    entity = int(index.view.about[passage])
    return entity if entity >= 0 else -2 - passage


def _ask_on(index: Index, stands: Sequence[Stand], limit: int) -> tuple[SubQuestion, ...]:
    """At most `limit` hops, from one stand at most half of them; encoded in one go."""
    asked: dict[str, tuple[Stand, int, str]] = {}
    for stand in stands:
        said = f"{index.titles[stand.path[-1]]} {index.sentence(stand.sentence)}"
        rest = residual_question(stand.question, said)
        names = [
            entity
            for entity in index.view.named_in.of(stand.sentence).tolist()
            if index.view.is_name[entity] and entity not in stand.known
        ]
        for entity in names[: max(1, limit // 2)]:
            asked.setdefault(f"{rest} {index.entities[entity].name}", (stand, entity, rest))
        if not names:
            asked.setdefault(rest, (stand, -1, rest))
    texts = [text for text in asked if text.strip()][:limit]
    if not texts:
        return ()
    vectors = index.embedder.encode(texts)
    return tuple(
        SubQuestion(*asked[text], vector) for text, vector in zip(texts, vectors, strict=True)
    )


def _look(index: Index, pool: Pool, signals: Signals, hops: tuple[SubQuestion, ...]) -> NextHops:
    """How near everything within reach is to every hop, the hop's own path excepted."""
    near = [pool.passages, signals.dense[0], signals.bm25[0]]
    near += [top(walk, _FROM_WALK) for walk in pool.walks]
    near += [_naming(index, signals, entity) for entity in {hop.entity for hop in hops} - {-1}]
    passages = distinct(np.concatenate(near)).astype(np.int32)
    reach = _nearness(index, passages, np.stack([hop.vector for hop in hops]))
    for row, hop in zip(reach, hops, strict=True):
        row[is_in(passages, hop.stand.path)] = FAR
    return NextHops(hops, passages, reach)


def _naming(index: Index, signals: Signals, entity: int) -> Ints:
    """Passages that write an entity's name, those nearest to the question if there are many."""
    view = index.view
    known = (entity, *view.namesakes.get(entity, ()))
    named = np.sort(np.concatenate([view.occ_passage[view.spots.of(one)] for one in known]))
    passages = named[np.flatnonzero(np.diff(named, prepend=-1))]
    return passages[highest(signals.best[passages], _FROM_NAME)]


def _nearness(index: Index, passages: Ints, vectors: Floats) -> Floats:
    """(h, u) the highest cosine of each vector to a sentence of each passage."""
    return best_in(
        index.first_sentence, passages, lambda rows: vectors @ index.sentence_vectors[rows].T
    )


def _landings(index: Index, found: NextHops, new: int, width: int) -> list[Stand]:
    """The `width` best places that the last `new` hops lead to, one a passage."""
    hops, reach = found.hops[-new:], found.reach[-new:]
    share = np.array([[hop.stand.share] for hop in hops])
    share = share * np.exp((reach - reach.max(1, keepdims=True)) / _SHARPNESS)
    stands: dict[int, Stand] = {}
    for flat in np.argsort(-share, axis=None, kind="stable")[: 4 * width * new].tolist():
        number, place = divmod(flat, reach.shape[1])
        passage = int(found.passages[place])
        if len(stands) == width:
            break
        if passage not in stands and reach[number, place] > FAR:
            hop = hops[number]
            sentence = _nearest_sentence(index, passage, hop.vector)
            known = hop.stand.known | {hop.entity, _title(index, passage)}
            path = (*hop.stand.path, passage)
            stands[passage] = Stand(path, float(share.flat[flat]), sentence, hop.question, known)
    return list(stands.values())


def _nearest_sentence(index: Index, passage: int, vector: Floats) -> int:
    first, past = index.first_sentence[passage : passage + 2].tolist()
    return int(first + np.argmax(index.sentence_vectors[first:past] @ vector))
