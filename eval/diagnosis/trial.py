"""Several orders of passages tried on questions made of the index itself, and what to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from eval.bootstrap import paired
from eval.diagnosis.corpus import Corpus, describe
from eval.diagnosis.made import TWO_HOPS, MadeQuestion, made_questions
from graphrag.index import Index
from graphrag.pipeline import retrieve

K = 5
DEFAULT, PLAIN, WALK = "learned", "lists", "ppr"
ORDERS = {  # values of reranking.ranker, as people call them
    DEFAULT: "default",
    "hedged": "default, hedged by BM25",
    WALK: "the walk alone",
    PLAIN: "BM25 and dense",
    "words": "BM25",
}
NAMELESS = 0.5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gain:
    """Recall@5 of the default minus that of an order, with its 95 % interval."""

    order: str
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found. `recall`: kind of question -> order -> mean recall@5 over `asked[kind]`."""

    corpus: Corpus
    asked: dict[str, int]
    recall: dict[str, dict[str, float]]
    graph: Gain | None  # on questions of two hops, against the plain lists
    others: tuple[Gain, ...]  # on all questions
    sure: float  # mean share of the best two passages by the learned order
    advice: tuple[str, ...]


def diagnose(
    index: Index,
    count: int,
    seed: int,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Diagnosis:
    """Try every order on `count` made questions of each kind.

    Args:
        index: an open index; its settings hold but for the order.
        count: questions of each kind.
        seed: of the sample and the intervals.
        progress: called with "trying", the questions tried and their number.
    """
    made = made_questions(index, count, seed)
    kinds = [one.kind for one in made]
    recall, sure = np.zeros((len(made), len(ORDERS))), []
    tried = [_ordered(index, order) for order in ORDERS]
    for number, (row, one) in enumerate(zip(recall, made, strict=True), start=1):
        for column, variant in enumerate(tried):
            found = retrieve(variant, one.text, K)
            row[column] = _recall(one, [passage.id for passage in found.passages])
            if column == 0 and found.route == "graph":
                sure.append(float(np.mean([passage.score for passage in found.passages[:2]])))
        progress("trying", number, len(made))
    corpus, certain = describe(index), float(np.mean(sure)) if sure else 0.0
    two = np.array([kind == TWO_HOPS for kind in kinds], bool)
    pays = {gain.order: gain for gain in _gains(recall[two], seed)}.get(PLAIN)
    others = _gains(recall, seed)
    means = {kind: _means(recall[[own == kind for own in kinds]]) for kind in dict.fromkeys(kinds)}
    asked = {kind: kinds.count(kind) for kind in means}
    advice = tuple(_advice(corpus, pays, others))
    return Diagnosis(corpus, asked, means, pays, others, certain, advice)


def _ordered(index: Index, order: str) -> Index:
    reranking = replace(index.settings.reranking, ranker=order)
    return replace(index, settings=replace(index.settings, reranking=reranking))


def _recall(one: MadeQuestion, found: Sequence[str]) -> float:
    return len(set(one.wanted) & set(found)) / len(set(one.wanted))


def _means(rows: Floats) -> dict[str, float]:
    return dict(zip(ORDERS, rows.mean(axis=0).tolist(), strict=True))


def _gains(rows: Floats, seed: int) -> tuple[Gain, ...]:
    """The default, which stands first, minus each other order."""
    if not len(rows):
        return ()
    tests = paired(rows[:, :1] - rows[:, 1:], np.random.default_rng(seed))
    intervals = (test.interval for test in tests)
    return tuple(
        Gain(order, found.mean, found.low, found.high)
        for order, found in zip(list(ORDERS)[1:], intervals, strict=True)
    )


def _advice(corpus: Corpus, pays: Gain | None, others: Sequence[Gain]) -> list[str]:
    """What to change, each in a sentence; that nothing is to be changed is one too."""
    found = []
    worst = min(others, key=lambda gain: gain.mean, default=None)
    if worst and worst.high < 0:
        found.append(
            f"{ORDERS[worst.order]} orders better here: --set reranking.ranker={worst.order}."
        )
    if corpus.latin < 0.5:
        found.append(
            "Most of the text is in a script that the bundled encoder does not read: words alone "
            "order it. An encoder for this language is set by embedding.provider=openai."
        )
    if corpus.without_names > NAMELESS:
        found.append(
            "Most passages write no name, so the graph holds little: nearest text decides. A "
            "language model finds entities that are no names: extraction.extractor=rules+llm."
        )
    if pays and pays.low <= 0:
        found.append("On questions of two hops the graph makes no difference that shows here.")
    return found or ["Nothing: the default suits this corpus."]
