"""The span head with a memory: a text is read once for a question, however often it is asked for.

A fit reads the same passages in several ways and with several settings. The readings are the
head's own (`SpanHead.read` reads every text by itself), kept in a file if one is named.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from graphrag.embedding.span_head.head_rows import READ, HeadText
from graphrag.embedding.span_head.span_head import HeadReading, HeadSpan, SpanHead
from scripts.head_examples import fold_of

_NO_IDS = np.zeros((1, 0), np.int64)  # of a row nothing reads again but its places


class RememberedHead:
    """Reads as `head` does."""

    def __init__(self, head: SpanHead, file: Path | None = None) -> None:
        """With what `file` remembers, if there is one."""
        self.head, self.file = head, file
        self.known: dict[tuple[str | int, ...], HeadReading] = {}
        if file and file.exists():
            self.known = pickle.loads(file.read_bytes())  # noqa: S301 (written by `save`)

    def read(
        self, question: str, texts: Sequence[HeadText], best: int = 3, *, most: int = READ
    ) -> HeadReading:
        """`SpanHead.read`, from memory where it can be."""
        spans, none, rows = list[HeadSpan](), list[float](), []
        for number, text in enumerate(texts):
            key = (question, text.text, text.before, most)
            if key not in self.known:
                self.known[key] = _light(self.head.read(question, [text], best, most=most))
            own = self.known[key]
            spans += [replace(span, passage=number) for span in own.spans]
            rows += [replace(one, row=replace(one.row, passage=number)) for one in own.rows]
            none.append(own.none[0])
        spans.sort(key=lambda span: (-span.score, span.passage, span.start))
        return HeadReading(tuple(spans), tuple(none), tuple(rows))

    def save(self) -> None:
        """Write the file."""
        if self.file:
            self.file.write_bytes(pickle.dumps(self.known))


class FoldHeads:
    """The heads of `fit_head.py` by fold: a question is read by the one that has not seen it."""

    def __init__(self, graphs: Sequence[Path], heard: Path | None = None) -> None:
        """Open every fold's ONNX file; what they read is kept beside `heard`, if that is named."""
        self.heads = [
            RememberedHead(
                SpanHead(graph.read_bytes()),
                heard.with_suffix(f".{number}{heard.suffix}") if heard else None,
            )
            for number, graph in enumerate(graphs)
        ]
        self.current = self.heads[0]

    def turn_to(self, group: str) -> None:
        """Read the questions of a group from now on."""
        self.current = self.heads[fold_of(group)]

    def save(self) -> None:
        """Write every file."""
        for head in self.heads:
            head.save()


def _light(reading: HeadReading) -> HeadReading:
    """Without the tokens that went in."""
    rows = (replace(one, row=replace(one.row, ids=_NO_IDS, kinds=_NO_IDS)) for one in reading.rows)
    return replace(reading, rows=tuple(rows))
