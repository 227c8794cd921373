"""What the reader has learned: readable weights, fitted by `scripts/fit_reader.py`.

One file for each value of `reading.relations`, in it a part for each of `reading.head`, so that
what is switched off was not leaned on in the fit either.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graphrag.settings import Reading

Weights = Mapping[str, float]  # by feature or sign


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights of a candidate's features, and of the signs that a finding of each sort is right."""

    choice: Weights
    span: Weights
    sentences: Weights


def learned(section: Reading) -> Learned:
    """The weights that come with the package for these settings."""
    return _part(section.relations, section.head)


@cache
def _part(relations: str, head: str) -> Learned:
    name = f"weights-{relations}.json"
    table = json.loads(files("graphrag.reading").joinpath(name).read_text(encoding="utf-8"))
    return Learned(**table[head])
