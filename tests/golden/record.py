"""What the question path makes of a fixed index of twelve passages: every number on the way.

The texts are invented: chains of two hops, a novel and a film of one name, an acronym, dates, a
list, a passage that nothing leads to. The encoder is `HashEmbedder`, so no number depends on a
model. `python -m tests.golden.record` writes `expected.json` anew; read its difference before you
commit it.
"""

from __future__ import annotations

import dataclasses
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from eval.ablations import ABLATIONS, OPTIONS
from graphrag.index import Index, open_index
from graphrag.index.facts import stated
from graphrag.llm_stages.session import ModelSession
from graphrag.pipeline import retrieve
from graphrag.retrieval.reranking.features import compute_features
from graphrag.retrieval.reranking.joint import look_again
from graphrag.retrieval.reranking.order import rank_pool, score_alone
from graphrag.retrieval.reranking.pool import gather_pool
from graphrag.retrieval.straight_line import prepare, walk_all
from graphrag.settings import load_settings
from graphrag.storage.graph import KINDS
from indexing.build import build_index
from tests.fakes import HashEmbedder

HERE = Path(__file__).parent
EXPECTED = HERE / "expected.json"
DIGITS = 6
K = 5
QUESTIONS = (
    "Where was the director of the film The Glass Heron born?",
    "Who founded the school at which Ilse Marrow studied?",
    "When did the Lark of Velm die?",
    "Who was born first, Ilse Marrow or Jonas Pell?",
    "What is quartz made of?",
    "which town lies at the mouth of a river?",
    "In which town did Oskar Dray's daughter die, whom Ilse Marow filmed in 1902?",
)
SMALL = {  # beside the ablations: lists so short that not all twelve passages are candidates
    "short lists": ("reranking.pool_walk=2", "reranking.pool_list=1", "reranking.pool_hop=1"),
    "short lists, no next hops": (
        *("reranking.pool_walk=3", "reranking.pool_list=0", "reranking.pool_hop=0"),
        "reranking.ranker=alone",
    ),
    "a walk in full": ("walk.solver=exact", "walk.damping=0.85"),
}


def open_golden(folder: Path) -> Index:
    """The twelve passages, indexed into `folder` and opened."""
    build_index(HERE / "corpus.jsonl", folder, embedder=HashEmbedder())
    return open_index(folder, embedder=HashEmbedder())


def record(index: Index) -> dict[str, Any]:
    """Everything that is compared: numbers rounded, in nested dicts and lists."""
    found: dict[str, Any] = {"index": of_index(index)}
    found |= {question: of_question(index, question) for question in QUESTIONS}
    rows = {name: pairs for name, (_, pairs) in {**ABLATIONS, **OPTIONS}.items()} | SMALL
    found["defaults"] = json.loads(json.dumps(dataclasses.asdict(load_settings())))
    found["settings"] = {name: of_settings(index, pairs) for name, pairs in rows.items()}
    return found


def of_index(index: Index) -> dict[str, Any]:
    """What indexing made of the texts."""
    names = [entity.name for entity in index.entities]
    nodes = [*names, *(f"[{identifier}]" for identifier in index.passage_ids)]
    graph = index.graph
    return {
        "sentences": [index.sentence(number) for number in range(len(index.sentence_passage))],
        "entities": [f"{e.name}: {e.kind}, {e.passages}" for e in index.entities],
        "aliases": [f"{names[a.entity]} < {a.surface}: {a.reason}" for a in index.aliases],
        "occurrences": [
            f"{names[entity]} in [{index.passage_ids[passage]}], sentence {sentence}"
            for entity, passage, sentence in zip(
                index.occ_entity, index.occ_passage, index.occ_sentence, strict=True
            )
        ],
        "facts": [
            f"{fact.subject} | {fact.relation} | {fact.object}: sentence {fact.sentence}, "
            f"{fact.origin}"
            for fact in (stated(index, number) for number in range(len(index.predicates)))
        ],
        "edges": [
            f"{nodes[a]} - {nodes[b]}: {KINDS[kind]}, {weight:g}"
            for a, b, kind, weight in zip(
                graph.source, graph.target, graph.kind, graph.weight, strict=True
            )
        ],
    }  # fmt: skip


def of_question(index: Index, question: str) -> dict[str, Any]:
    """Every stage of one question, with the default settings."""
    start = prepare(index, question, ModelSession(index.language_model))
    signals, section = start.signals, index.settings.reranking
    walks = walk_all(index, start.weights, start.resets)
    pool = gather_pool(walks, signals, section, K)
    alone = score_alone(compute_features(index, pool, signals))
    second = look_again(index, pool, signals, alone, score_alone, section.pool_hop)
    ranking = rank_pool(index, pool, signals, section)
    features = ranking.features
    found = retrieve(index, question, K)
    return {
        "mentions": [
            f"{m.source} {', '.join(index.entities[e].name for e in m.entities)}: {m.score:.4f}"
            for m in signals.mentions
        ],
        "similarity": numbers(signals.similarity),
        "residual similarity": numbers(signals.residual_similarity),
        "dense": hits(signals.dense),
        "bm25": hits(signals.bm25),
        "resets": [named(index, reset.vector) for reset in start.resets],
        "weights": numbers(start.weights.all()),
        "walks": [numbers(scores) for scores in walks],
        "pool": ranking.pool.passages.tolist(),
        "features": {name: numbers(features.column(name)) for name in features.names},
        "links": [numbers(row) for row in features.links.similarity],
        "linking sentences": features.links.sentence.tolist(),
        "alone": numbers(ranking.alone),
        "second look": dict(zip(second.names, map(numbers, second.values.T), strict=True)),
        "score": numbers(ranking.score),
        "order": ranking.order.tolist(),
        "hops": [
            f"{hop.question} {index.entities[hop.entity].name if hop.entity >= 0 else '-'}"
            f" from {hop.stand.path}, {hop.stand.share:.5f}, sentence {hop.stand.sentence}"
            for hop in ranking.hops
        ],
        "returned": [p.id for p in found.passages],
        "parts": {p.id: {n: digits(v) for n, v in p.parts.items()} for p in found.passages},
        "sentences": {
            p.id: [[digits(s.score), digits(s.hop)] for s in p.sentences] for p in found.passages
        },
        "paths": [
            " > ".join(f"{h.source} | {h.relation} | {h.target} [{h.passage_id}]" for h in path)
            for path in found.paths
        ],
    }


def of_settings(index: Index, pairs: tuple[str, ...]) -> dict[str, Any]:
    """What the first two questions find with other settings."""
    other = dataclasses.replace(index, settings=load_settings(None, pairs, index.settings))
    found = {}
    for question in QUESTIONS[:2]:
        retrieval = retrieve(other, question, K)
        found[question] = {
            "seeds": {seed.entity: digits(seed.weight) for seed in retrieval.seeds},
            "passages": [[passage.id, digits(passage.score)] for passage in retrieval.passages],
        }
    return found


def named(index: Index, vector: np.ndarray) -> dict[str, float]:
    """The entries of a vector over all nodes that are not 0."""
    nodes = [entity.name for entity in index.entities] + list(index.passage_ids)
    return {nodes[n]: digits(vector[n]) for n in np.flatnonzero(vector)}


def hits(found: tuple[np.ndarray, np.ndarray]) -> list[list[float]]:
    """(passage, score) pairs, best first."""
    positions, scores = found
    return [[int(p), digits(s)] for p, s in zip(positions, scores, strict=True)]


def numbers(array: np.ndarray) -> list[float]:
    """All values of an array, rounded."""
    return [digits(value) for value in np.asarray(array).ravel()]


def digits(value: float) -> float:
    """Rounded as it is written down."""
    return round(float(value), DIGITS)


def write(found: dict[str, Any], file: Path) -> None:
    """As JSON that a person can compare: a line a list, or a line an entry where that is long."""
    file.write_text(_lines(found, 0) + "\n", encoding="utf-8")


def _lines(value: Any, depth: int) -> str:
    flat = json.dumps(value, ensure_ascii=False)
    strings = isinstance(value, list) and bool(value) and isinstance(value[0], str)
    if (not isinstance(value, dict) and not strings) or len(flat) < 90:
        return flat
    pad, end = " " * (depth + 1), " " * depth
    if isinstance(value, list):
        rows = [pad + json.dumps(entry, ensure_ascii=False) for entry in value]
        return "[\n" + ",\n".join(rows) + f"\n{end}]"
    rows = [
        f"{pad}{json.dumps(key, ensure_ascii=False)}: {_lines(entry, depth + 1)}"
        for key, entry in value.items()
    ]
    return "{\n" + ",\n".join(rows) + f"\n{end}}}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, open_golden(Path(folder) / "index") as opened:
        write(record(opened), EXPECTED)
