"""all-MiniLM-L6-v2 on ONNX Runtime: the encoder that needs no key, no download and no torch.

Every text runs alone, unpadded, on one thread, and texts are spread over threads. So nothing is
computed for padding, one question costs what its own tokens cost, and a text's vector never
depends on the texts encoded beside it (8-bit activations are scaled within one run).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from graphrag import settings
from graphrag.embedding.protocol import Floats
from graphrag.embedding.runtime import Layers, cores, open_tokenizer, pool
from graphrag.embedding.weights import HASHES, arranged, checked, model_folder
from graphrag.errors import SettingsError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

DIMENSION = 384
POSITIONS = 512  # the longest input the model was built for
CHARACTERS_PER_TOKEN = 64  # bounds the work of tokenising a text that will be cut anyway
SLICE = 2048  # texts tokenised at a time
PIECE = 16  # texts a thread takes at a time

Spread = Callable[[Callable[[list[list[int]]], Floats], list[list[list[int]]]], Iterable[Floats]]


class MiniLM:
    """Implements `Embedder`. Loading takes a few tenths of a second and about 150 MB.

    It waits until the first text comes: an index opens in less time than its encoder.
    """

    name = "all-MiniLM-L6-v2"
    dimension = DIMENSION

    def __init__(
        self, section: settings.Embedding, folder: Path | None = None, *, later: bool = False
    ) -> None:
        """Open the model.

        Args:
            section: precision, max_tokens and threads.
            folder: holds model.safetensors and tokenizer.json; default: the installed package.
            later: check the files when the first text is encoded, which may raise WeightsError too.

        Raises:
            WeightsError: a file is missing or damaged.
            SettingsError: max_tokens or threads is out of range.
        """
        if not 3 <= section.max_tokens <= POSITIONS:
            raise SettingsError(f"embedding.max_tokens is between 3 and {POSITIONS}")
        if section.threads < 0:
            raise SettingsError("embedding.threads is 0 (all cores) or more")
        self._folder = folder or model_folder()
        self._section = section
        self._graph = (
            files("graphrag.embedding") / f"minilm-{section.precision}.onnx"
        ).read_bytes()
        self.fingerprint = _fingerprint(self._graph, section)
        self._threads = section.threads or cores()
        self._characters = section.max_tokens * CHARACTERS_PER_TOKEN
        self._opening = Lock()
        self._opened: tuple[Tokenizer, Layers] | None = None
        if not later:
            for name in HASHES:
                checked(self._folder, name)

    def _parts(self) -> tuple[Tokenizer, Layers]:
        """Tokenizer and layers, opened by whoever comes first."""
        with self._opening:
            if self._opened is None:
                tokenizer = open_tokenizer(self._folder)
                path = checked(self._folder, "model.safetensors")
                weights = arranged(path, self._section.precision)
                self._opened = tokenizer, Layers(self._graph, weights)
            return self._opened

    def encode(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> Floats:
        """See `Embedder.encode`."""
        if len(texts) == 1 or self._threads == 1:
            return self._encode(texts, map, progress)
        return self._encode(texts, pool(self._threads).map, progress)

    def _encode(
        self, texts: Sequence[str], spread: Spread, progress: Callable[[int], None] | None
    ) -> Floats:
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        for start in range(0, len(texts), SLICE):
            tokens = self._tokenise(texts[start : start + SLICE])
            order = np.argsort([-len(ids) for ids in tokens], kind="stable")  # long ones first
            size = PIECE if len(order) > PIECE else 1
            pieces = [order[at : at + size] for at in range(0, len(order), size)]
            batches = [[tokens[index] for index in piece] for piece in pieces]
            for piece, found in zip(pieces, spread(self._run, batches), strict=True):
                vectors[start + piece] = found
                if progress is not None:
                    progress(len(piece))
        return vectors

    def _tokenise(self, texts: Sequence[str]) -> list[list[int]]:
        tokenizer, _ = self._parts()
        clean = [t[: self._characters].encode("utf-8", "replace").decode() for t in texts]
        if len(clean) <= PIECE:  # a question: waking the tokenizer's threads would cost more
            return [self._cut(tokenizer.encode(text).ids) for text in clean]
        return [self._cut(encoding.ids) for encoding in tokenizer.encode_batch_fast(clean)]

    def _cut(self, ids: list[int]) -> list[int]:
        """As many tokens as are encoded, the one that ends every text among them."""
        most = self._section.max_tokens
        return ids if len(ids) <= most else [*ids[: most - 1], ids[-1]]

    def _run(self, texts: list[list[int]]) -> Floats:
        _, layers = self._parts()
        rows = [np.array([ids], dtype=np.int64) for ids in texts]  # each (1, tokens)
        return np.concatenate([layers.run({"ids": row}) for row in rows])


def _fingerprint(graph: bytes, section: settings.Embedding) -> str:
    parts = [*HASHES.values(), hashlib.sha256(graph).hexdigest()]
    parts += [section.precision, str(section.max_tokens)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
