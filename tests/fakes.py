"""Test doubles whose answers can be read off the text."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np


class HashEmbedder:
    """Implements `Embedder`: the sum of one fixed random direction a word, of length one.

    Texts sharing words are similar; equal texts are equal. `encoded` lists every text asked for.
    """

    name = "hash"

    def __init__(self, dimension: int = 16, salt: str = "") -> None:
        self.dimension = dimension
        self.fingerprint = f"hash-{dimension}{salt}"
        self.encoded: list[str] = []

    def encode(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> np.ndarray:
        self.encoded += texts
        vectors = np.array([self._vector(text) for text in texts], dtype=np.float32)
        if progress is not None:
            progress(len(texts))
        return vectors.reshape(len(texts), self.dimension)

    def _vector(self, text: str) -> np.ndarray:
        total = sum(map(self._direction, text.lower().split() or [""]))
        return total / np.linalg.norm(total)

    def _direction(self, word: str) -> np.ndarray:
        raw = word.encode("utf-8", "replace")
        seed = int.from_bytes(hashlib.sha256(raw).digest()[:8], "little")
        return np.random.default_rng(seed).normal(size=self.dimension)


ROWS = [
    ("p1", "Ada Lane", "Ada Lane wrote The Long Tide in 1950. She was born in Port Ems."),
    ("p2", "The Long Tide", "The Long Tide is a novel by Ada Lane. It was filmed by Jon Rook."),
    ("p3", "Jon Rook", "Jon Rook was a director from Velm. He studied with Mira Stone."),
    ("p4", "Port Ems", "Port Ems is a town on the Grey Sea. Its mayor is Tom Hale."),
    ("p5", "Velm", "Velm is the capital of Ostria. Mira Stone taught there until 1931."),
]


def write_corpus(path: Path, rows: Sequence[tuple[str, str, str]] = ROWS) -> Path:
    """A corpus file of (id, title, text) rows, in the order given."""
    lines = [json.dumps({"id": name, "title": t, "text": x}) + "\n" for name, t, x in rows]
    path.write_text("".join(lines), encoding="utf-8")
    return path
