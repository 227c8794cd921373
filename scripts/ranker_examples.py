"""Examples for `fit_ranker.py`: the candidates of each question as the pipeline sees them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from graphrag.index import Index, open_index
from graphrag.machine.one_thread import one_thread
from graphrag.retrieval.linking.signals import Signals, read_signals
from graphrag.retrieval.reranking.features import Features, compute_features
from graphrag.retrieval.reranking.hedge import hedged_order
from graphrag.retrieval.reranking.joint import look_again
from graphrag.retrieval.reranking.lean import leaning_order
from graphrag.retrieval.reranking.marginal import select_jointly
from graphrag.retrieval.reranking.pool import Pool, gather_pool
from graphrag.retrieval.straight_line import edge_weights, walk_all, walk_resets
from indexing.build import build_index

Floats = NDArray[np.float32]
Order = Callable[[Floats], NDArray[np.int64]]  # candidate numbers by their shares


@dataclass
class Example:
    """One question in one corpus: its pool's features, which candidates are gold, the scores."""

    question_id: str
    group: str
    names: tuple[str, ...]
    values: Floats
    gold: NDArray[np.float64]
    n_gold: int
    score: Floats = field(default_factory=lambda: np.empty(0, np.float32))
    model: lightgbm.Booster | None = None
    select: Order | None = None  # candidates by share, as a set
    hedge: Order | None = None  # candidates by share, hedged
    lean: Order | None = None  # candidates by share, leaning on the lists where they agree


def prepare(
    folders: list[Path], apart: list[Path], work: Path
) -> Iterator[tuple[Path, list[dict], str]]:
    """(index, questions, group): every folder in its own corpus, then in the union of the first."""
    union = work / "union.jsonl"
    work.mkdir(parents=True, exist_ok=True)
    lines = {line for folder in folders for line in (folder / "corpus.jsonl").open("rb")}
    union.write_bytes(b"".join(sorted(lines)))
    for suffix in ("", "+"):
        for folder in folders if suffix else (*folders, *apart):
            corpus = union if suffix else folder / "corpus.jsonl"
            directory = work / ("union" if suffix else folder.name)
            build_index(corpus, directory)
            questions = [json.loads(line) for line in (folder / "questions.jsonl").open("rb")]
            yield directory, questions, folder.name + suffix


def first_look(directory: Path, questions: list[dict], group: str) -> Iterator[Example]:
    """Features of every question's pool."""
    with open_index(directory) as index:
        for record in questions:
            with one_thread():
                pool, signals = look(index, record["question"])
                features = compute_features(index, pool, signals)
            yield example_of(index, record, group, pool, features.names, features.values)


def second_look(corpus: tuple[Path, list[dict], str], examples: list[Example]) -> Iterator[Example]:
    """Joint features, from first scores by models that have not seen the question."""
    directory, questions, group = corpus
    first = {e.question_id: e for e in examples if e.group == group}
    with open_index(directory) as index:
        for record in questions:
            one = first[record["id"]]

            def score(features: Features, model: lightgbm.Booster = one.model) -> Floats:
                return predict(model, features.values)

            with one_thread():
                pool, signals = look(index, record["question"])
                hop = index.settings.reranking.pool_hop
                again = look_again(index, pool, signals, one.score, score, hop)
            example = example_of(index, record, group, again.pool, again.names, again.values)
            passages, links = again.pool.passages, again.features.links
            start = partial(select_jointly, index.terms, record["question"], passages, links)
            example.select = partial(start, tie=0.0)
            words = np.expm1(again.features.column("bm25_rank"))
            example.hedge = partial(hedged_order, bm25_rank=words)
            example.lean = partial(leaning_order, features=again.features)
            yield example


def look(index: Index, question: str) -> tuple[Pool, Signals]:
    """The pool of a question, as the pipeline gathers it."""
    signals = read_signals(index, question, index.settings.linking)
    weights = edge_weights(index, signals)
    walks = walk_all(index, weights, walk_resets(index, signals))
    return gather_pool(walks, signals, index.settings.reranking, 5), signals


def example_of(
    index: Index, record: dict, group: str, pool: Pool, names: tuple[str, ...], values: Floats
) -> Example:
    """What the fitting needs of one question."""
    ids = [index.passage_ids[position] for position in pool.passages.tolist()]
    gold = np.isin(ids, record["supporting_ids"]).astype(float)
    return Example(record["id"], group, names, values, gold, len(record["supporting_ids"]))


def predict(model: lightgbm.Booster, values: Floats) -> Floats:
    """(n,) log-odds."""
    return model.predict(values, raw_score=True, num_threads=1).astype(np.float32)
