"""Writes one Qdrant Edge collection, as a program of its own: `edge_writing` starts and feeds it.

The engine maps its files into memory and writes there, so a disk that fills up kills the process
that writes. This is that process, and nothing else is in it: it imports neither NumPy nor graphrag.

Standard input: a line of JSON, {"directory", "dimension", "dense", "sparse", "exact_below"}; then
for each batch a line {"first", "terms"} (terms: how many each passage has) followed by raw float32
vectors, uint32 term numbers and float32 term weights; in the end the line {"finish": true}.

A point has a number and vectors, and no name: a later generation may have the collection when the
passage is gone.
"""

import json
import sys
from array import array
from typing import Any, BinaryIO

import qdrant_edge as engine


def main(source: BinaryIO) -> int:
    """Write what `source` says; 1 where it ends too early, and nothing is finished then."""
    head = json.loads(source.readline())
    config = engine.EdgeConfig(
        vectors={head["dense"]: engine.EdgeVectorParams(head["dimension"], engine.Distance.Dot)},
        sparse_vectors={
            head["sparse"]: engine.EdgeSparseVectorParams(modifier=engine.Modifier.Idf)
        },
        wal_enabled=False,
    )
    shard = engine.EdgeShard.create(head["directory"], config)
    while line := source.readline():
        batch = json.loads(line)
        if "finish" in batch:
            if shard.info().points_count > head["exact_below"]:
                shard.optimize()
            shard.flush()
            shard.close()
            engine.EdgeShard.load(head["directory"]).close()  # it settles its files when it opens
            return 0
        shard.update(engine.UpdateOperation.upsert_points(_points(source, head, batch)))
    return 1


def _points(source: BinaryIO, head: dict[str, Any], batch: dict[str, Any]) -> list[engine.Point]:
    dimension, counts = head["dimension"], batch["terms"]
    dense = _numbers(source, "f", len(counts) * dimension)
    terms, weights = _numbers(source, "I", sum(counts)), _numbers(source, "f", sum(counts))
    points, start = [], 0
    for row, count in enumerate(counts):
        own = slice(start, start + count)
        vectors: dict[str, Any] = {
            head["dense"]: dense[row * dimension : (row + 1) * dimension],
            head["sparse"]: engine.SparseVector(terms[own].tolist(), weights[own].tolist()),
        }
        points.append(engine.Point(batch["first"] + row, vectors, {}))
        start += count
    return points


def _numbers(source: BinaryIO, code: str, count: int) -> "array[Any]":
    numbers: array[Any] = array(code)
    numbers.frombytes(source.read(4 * count))
    return numbers


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer))
