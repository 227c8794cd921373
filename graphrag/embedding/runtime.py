"""ONNX Runtime and the bundled tokenizer, opened alike wherever the encoder's layers run."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graphrag.embedding.handed_over import as_input
from graphrag.embedding.weights import WORDS, Array, checked

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

# A text's tokens, and the characters [start, end) that each stands for.
Tokenise = Callable[[str], tuple[list[int], list[tuple[int, int]]]]


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def pool(threads: int) -> ThreadPoolExecutor:
    """Threads for the layers, kept: in new ones each run would allocate its buffers anew."""
    return ThreadPoolExecutor(threads, "layers")


if hasattr(os, "register_at_fork"):  # a child has none of its parent's threads
    os.register_at_fork(after_in_child=pool.cache_clear)


class Layers:
    """A session on one thread: the encoder's layers, or others on its table of words."""

    def __init__(self, graph: bytes, weights: Mapping[str, Array]) -> None:
        """Open the graph, its external initialisers being `weights`, by name."""
        rest = {name: array for name, array in weights.items() if name != WORDS}
        self._words = {WORDS: weights[WORDS]}
        self._session = _open_session(as_input(graph, WORDS), rest)

    def run(self, given: Mapping[str, Array]) -> Array:
        """The first output for one batch of rows."""
        found: Array = self._session.run(None, {**given, **self._words})[0]
        return found


def _open_session(graph: bytes, weights: Mapping[str, Array]) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # one pattern a length would be kept otherwise
    options.log_severity_level = 3
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
    options.add_external_initializers(list(weights), values)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def open_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer in `folder`, without the padding and the cut that its file asks for.

    Whoever opens the same folder gets the same one: it is not to be changed.

    Raises:
        WeightsError: its file is missing or damaged.
    """
    return _read_tokenizer(checked(folder, "tokenizer.json"))


@cache
def _read_tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def open_tokenise(folder: Path) -> Tokenise:
    """Tokens with their places, nothing put before or behind them.

    Raises:
        WeightsError: the tokenizer's file is missing or damaged.
    """
    tokenizer = open_tokenizer(folder)

    def tokenise(text: str) -> tuple[list[int], list[tuple[int, int]]]:
        found = tokenizer.encode(text, add_special_tokens=False)
        return found.ids, found.offsets

    return tokenise
