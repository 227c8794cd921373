"""Vectors from an OpenAI-compatible server: put in order by index, checked number by number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphrag.llm.failures import Unusable
from graphrag.llm.replies import decode
from graphrag.llm.wire.connection import Connection

SMALLEST, LARGEST = 1e-15, 1e15  # outside, a length in float32 is nothing or infinite


def embed(
    connection: Connection, model: str, texts: Sequence[str], dimension: int
) -> list[list[float]]:
    """One vector a text, in the order of `texts`.

    Args:
        connection: the server.
        model: the model's name.
        texts: not empty; no text is empty.
        dimension: the length every vector must have; 0: any, the same for all.

    Raises:
        LLMError: no reply, or one with missing, repeated, short, infinite or zero vectors.
    """
    content = connection.send(
        "embeddings", {"model": model, "input": list(texts), "encoding_format": "float"}
    )
    body = decode(content)
    rows = body.get("data") if isinstance(body, dict) else None
    if not isinstance(rows, list) or len(rows) != len(texts):
        found = len(rows) if isinstance(rows, list) else "no"
        raise Unusable(f"the embedding server sent {found} vectors for {len(texts)} texts")
    vectors: dict[int, list[float]] = {}
    for row in rows:
        index, vector = _row(row)
        wanted = dimension or len(next(iter(vectors.values()), vector))
        if len(vector) != wanted:
            raise Unusable(
                f"the embedding server sent a vector of {len(vector)} numbers, not {wanted}; "
                "check embedding.model"
            )
        vectors[index] = vector
    if set(vectors) != set(range(len(texts))):
        raise Unusable("the embedding server's vectors do not carry the indexes 0, 1, 2, …")
    return [vectors[index] for index in range(len(texts))]


def _row(row: Any) -> tuple[int, list[float]]:
    index = row.get("index") if isinstance(row, dict) else None
    vector = row.get("embedding") if isinstance(row, dict) else None
    if type(index) is not int or not isinstance(vector, list) or not vector:
        raise Unusable("the embedding server sent something that is not an indexed vector")
    if not all(type(x) in (int, float) and abs(x) < LARGEST for x in vector):
        raise Unusable("the embedding server sent a vector with values that are not finite numbers")
    if max(map(abs, vector)) < SMALLEST:
        raise Unusable("the embedding server sent a vector of zeros, which has no direction")
    return index, vector
