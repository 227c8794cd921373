"""A Qdrant Edge collection is written by a child process, then cut down to what it holds.

The engine sets aside 32 MB for each of three kinds of pages, as holes in sparse files. Whatever
copies or hashes such a file meets all of the zeros, and whatever writes into a hole of a mapped
file on a full disk is killed. So `shrink` cuts the zeros off and fills the holes that remain.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from graphrag.errors import IndexError_
from graphrag.storage.stores.protocol import BM25, DENSE, EXACT_BELOW, Floats, Sparse, sparse_rows

_CHILD = Path(__file__).with_name("edge_child.py")
_BLOCK = 1 << 16
_PAGE = 4096  # bytes that are mapped together
_GROWN = ("page_*.dat", "chunk_*.mmap", "tracker.dat")  # files the engine makes larger than needed


class Writing:
    """An open child process; the collection is whole after `finish`."""

    def __init__(self, directory: Path, dimension: int) -> None:
        self._directory = directory
        self._dimension = dimension
        self._child = subprocess.Popen(
            [sys.executable, "-P", str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        head = {"directory": str(directory), "dimension": dimension, "exact_below": EXACT_BELOW}
        self._send({**head, "dense": DENSE, "sparse": BM25})

    def add(self, first: int, ids: Sequence[str], dense: Floats, sparse: Sequence[Sparse]) -> None:
        """See `PassageStore.add`."""
        vectors = sparse_rows(sparse)
        own = slice(int(vectors.indptr[0]), int(vectors.indptr[-1]))
        numbers, weights = vectors.numbers[own].astype("<u4"), vectors.weights[own].astype("<f4")
        rows = np.ascontiguousarray(dense, dtype="<f4")
        raw = rows.tobytes() + numbers.tobytes() + weights.tobytes()
        counts = np.diff(vectors.indptr).tolist()
        self._send({"first": first, "terms": counts}, raw)

    def finish(self) -> None:
        """Have the collection written to disk.

        Raises:
            IndexError_: the child died; the disk is full, most likely.
        """
        self._send({"finish": True})
        _, said = self._child.communicate()
        if self._child.returncode:
            raise self._failure(said)
        try:
            shrink(self._directory, self._dimension)
        except OSError as error:
            raise IndexError_(
                f"cannot write the passage store {self._directory} ({error.strerror}); make room "
                "and run the command again"
            ) from error

    def give_up(self) -> None:
        """End the child; what it wrote is no collection."""
        self._child.kill()
        with suppress(ValueError, OSError):  # another thread that fed it has closed its pipes
            self._child.communicate()
        self._child.wait()

    def _send(self, line: dict[str, object], raw: bytes = b"") -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(json.dumps(line).encode() + b"\n" + raw)
            self._child.stdin.flush()
        except BrokenPipeError as error:
            _, said = self._child.communicate()
            raise self._failure(said) from error

    def _failure(self, said: bytes) -> IndexError_:
        code = self._child.returncode
        lines = said.decode("utf-8", "replace").strip().splitlines()
        reason = lines[-1] if lines else f"its process ended with {code}"
        if code < 0:
            reason = f"its process was killed by {signal.Signals(-code).name}"
            if -code == signal.SIGBUS:
                reason = "no space left on the disk"
        do = "make room and run the command again"
        if reason.startswith(("ModuleNotFoundError", "ImportError")):
            do = "the installation is not whole: `graphrag doctor` says what is missing"
        return IndexError_(f"cannot write the passage store {self._directory} ({reason}); {do}")


def shrink(directory: Path, dimension: int) -> None:
    """Cut off what no passage uses, and give every hole that is left its place on the disk.

    Args:
        dimension: of the vectors: one that ends in zeros is not cut into.
    """
    grown = {path for pattern in _GROWN for path in directory.rglob(pattern)}
    for path in grown:
        kept = _last_byte(path) + max(4 * dimension, _PAGE)
        os.truncate(path, min(path.stat().st_size, -(-kept // _PAGE) * _PAGE))
    for path in directory.rglob("*"):
        if path.is_file():
            _fill_holes(path)


def _last_byte(path: Path) -> int:
    """Where the zeros at the end of a file begin; what was never written is not read."""
    with path.open("rb") as file:
        for first, past in reversed(list(_written(file.fileno()))):
            end = past
            while end > first:
                start = max(first, end - _BLOCK)
                file.seek(start)
                used = file.read(end - start).rstrip(b"\0")
                if used:
                    return start + len(used)
                end = start
    return 0


def _fill_holes(path: Path) -> None:
    """Write zeros where nothing was written."""
    with path.open("r+b") as file:
        size, done = path.stat().st_size, 0
        for first, past in [*_written(file.fileno()), (size, size)]:
            file.seek(done)
            for start in range(done, first, _BLOCK):
                file.write(bytes(min(_BLOCK, first - start)))
            done = past


def _written(handle: int) -> Iterator[tuple[int, int]]:
    """The stretches of an open file that have a place on the disk, in order."""
    size, end = os.fstat(handle).st_size, 0
    while end < size:
        try:
            start = os.lseek(handle, end, os.SEEK_DATA)
        except OSError as error:
            if error.errno != errno.ENXIO:  # nothing but holes
                raise
            return
        end = os.lseek(handle, start, os.SEEK_HOLE)
        yield start, end
