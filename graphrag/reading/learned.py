"""What the reader has learned, fitted by `scripts/fit_reader.py`.

One file for each value of `reading.relations`, so that what is switched off was not leaned on in
the fit either.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graphrag.retrieval.reranking.trees import Trees, parse_trees

Weights = Mapping[str, float]  # by sign


@dataclass(frozen=True, slots=True)
class Learned:
    """Trees that choose among candidates; weights of the signs that a finding is right."""

    choice: Trees
    span: Weights
    sentences: Weights


@cache
def learned(relations: str) -> Learned:
    """What comes with the package for a value of `reading.relations`."""
    text = files("graphrag.reading").joinpath(f"weights-{relations}.json").read_text("utf-8")
    table = json.loads(text)
    return Learned(parse_trees(table["choice"]), table["span"], table["sentences"])
