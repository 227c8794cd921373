"""The bundled encoder: texts a second, one question's latency; beside torch where installed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from benchmarks.table import Table, milliseconds
from graphrag.embedding import open_embedder
from graphrag.settings import Embedding

WORDS = "the river town music king film north house year first long book school work law".split()
Encode = Callable[[Sequence[str]], object]


def texts(count: int, tokens: int) -> list[str]:
    """Texts of exactly `tokens` tokens: every word is one, two more mark the ends."""
    chooser = random.Random(0)
    return [" ".join(chooser.choices(WORDS, k=tokens - 2)) for _ in range(count)]


def run(scale: int = 1) -> Table:
    """Measure every encoder; `scale` multiplies the number of texts."""
    rows = []
    for precision in ("int8", "fp32"):
        for threads in (1, 0):
            section = Embedding(precision=precision, threads=threads)
            start = time.perf_counter()
            encode = open_embedder(section).encode
            encode(texts(1, 20))  # it opens its files for the first text
            loaded = time.perf_counter() - start
            name = f"ours, {precision}, {'1 thread' if threads else 'all cores'}"
            rows.append((name, *measure(encode, scale), f"{loaded:.2f}"))
    rows.append(_torch(scale))
    heads = ("encoder", "120-token passages/s", "30-token sentences/s", "20-token question, ms")
    return Table("Encoder (all-MiniLM-L6-v2)", (*heads, "load, s"), rows)


def measure(encode: Encode, scale: int) -> tuple[str, str, str]:
    """Passages a second, sentences a second, milliseconds of a question."""
    passages, sentences, question = texts(32 * scale, 120), texts(96 * scale, 30), texts(1, 20)
    return (
        f"{1000 * len(passages) / milliseconds(lambda: encode(passages), 1):.0f}",
        f"{1000 * len(sentences) / milliseconds(lambda: encode(sentences), 1):.0f}",
        f"{milliseconds(lambda: encode(question), 25 * scale):.2f}",
    )


def _torch(scale: int) -> tuple[str, ...]:
    if find_spec("sentence_transformers") is None:
        return ("sentence-transformers", "not installed", "-", "-", "-")
    from sentence_transformers import SentenceTransformer

    from graphrag.embedding.weights import model_folder

    start = time.perf_counter()
    model = SentenceTransformer(str(model_folder()), device="cpu")
    loaded = time.perf_counter() - start
    return ("sentence-transformers", *measure(model.encode, scale), f"{loaded:.2f}")
