"""What the question path finds in the sample documents: an index larger than most of its limits.

The twelve passages of `record.py` fit into every list that the path cuts off. Here lists of seeds,
pools, next hops and evidence are longer than what is kept of them. The encoder is `HashEmbedder`
again; `sample.json` holds the entities and what comes out for some of the questions. `python -m
tests.golden.record_sample` writes it anew; read its difference before committing.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graphrag.index import Index, open_index
from graphrag.llm_stages.session import ModelSession
from graphrag.pipeline import retrieve
from graphrag.retrieval.reranking.order import rank_pool
from graphrag.retrieval.reranking.pool import gather_pool
from graphrag.retrieval.straight_line import prepare, walk_all
from indexing.build import build_index
from tests.fakes import HashEmbedder
from tests.golden.record import digits, numbers, of_index, write

HERE = Path(__file__).parent
EXPECTED = HERE / "sample.json"
SAMPLE = HERE.parents[1] / "sample"
EVERY = 5  # of the sample's questions
K = 10


def questions() -> list[str]:
    """Every fifth of the sample's."""
    lines = (SAMPLE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines[::EVERY]]


@contextmanager
def opened_sample() -> Iterator[Index]:
    """The sample documents, indexed into a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        build_index(SAMPLE / "documents", folder, embedder=HashEmbedder())
        with open_index(folder, embedder=HashEmbedder()) as index:
            yield index


def record(index: Index) -> dict[str, Any]:
    """Everything that is compared."""
    whole = of_index(index)
    made = {name: whole[name] for name in ("entities", "aliases")}
    made["edges"] = index.graph.count_by_kind() | {"weight": digits(index.graph.weight.sum())}
    return {"index": made} | {question: of_question(index, question) for question in questions()}


def of_question(index: Index, question: str) -> dict[str, Any]:
    """Seeds, the pool, its order, and what is handed on."""
    start = prepare(index, question, ModelSession(index.language_model))
    walks = walk_all(index, start.weights, start.resets)
    pool = gather_pool(walks, start.signals, index.settings.reranking, K)
    ranking = rank_pool(index, pool, start.signals, index.settings.reranking)
    found = retrieve(index, question, K)
    features = ranking.features
    first = ranking.order[:K]
    return {
        "mentions": [
            f"{m.source} {', '.join(index.entities[e].name for e in m.entities)}: {m.score:.4f}"
            for m in start.signals.mentions
        ],
        "seeds": {seed.entity: digits(seed.weight) for seed in found.seeds},
        "reset": [[int((r.vector > 0).sum()), digits(r.vector.max())] for r in start.resets],
        "weights": [digits(start.weights.all().sum()), digits(start.weights.all().max())],
        "walks": [numbers(scores[:8]) for scores in walks],
        "pool": pool.passages.tolist(),
        "features": {name: numbers(features.column(name)[first]) for name in features.names},
        "score": numbers(ranking.score[first]),
        "order": ranking.order.tolist(),
        "hops": [f"{hop.question} {hop.entity} {hop.stand.share:.5f}" for hop in ranking.hops],
        "returned": [[passage.id, digits(passage.score)] for passage in found.passages],
        "sentences": [[digits(s.score) for s in passage.sentences] for passage in found.passages],
        "paths": [
            " > ".join(f"{h.source} | {h.relation} | {h.target} [{h.passage_id}]" for h in path)
            for path in found.paths
        ],
    }


if __name__ == "__main__":
    with opened_sample() as opened:
        write(record(opened), EXPECTED)
