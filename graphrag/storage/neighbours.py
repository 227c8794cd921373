"""Which passages stand next to each other: pieces of one document, or lines that count on.

A corpus file has a passage a line. Where ids count ("talk-7", "talk-8") and the title is the same,
the lines are read one after the other: turns of a talk, paragraphs of a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Passage

_COUNTED = re.compile(r"(.*?)(\d{1,9})", re.DOTALL)


def neighbours(passages: Sequence[Passage]) -> dict[str, NDArray[np.int32]]:
    """Arrays `before` and `after`: positions of the passages next to each, -1 where none is."""
    found = {name: np.full(len(passages), -1, dtype=np.int32) for name in ("before", "after")}
    order = sorted(range(len(passages)), key=lambda n: (passages[n].document_id, passages[n].start))
    beside = [
        (one, other)
        for one, other in pairwise(order)
        if passages[one].document_id == passages[other].document_id
    ]
    for one, other in (*beside, *_counted(passages)):
        found["after"][one] = other
        found["before"][other] = one
    return found


def _counted(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """Pairs of lines with one title whose ids differ by one, however many digits they have."""
    pieces = Counter(passage.document_id for passage in passages)
    rows = []
    for position, passage in enumerate(passages):
        counted = _COUNTED.fullmatch(passage.id)
        if counted and passage.title and pieces[passage.document_id] == 1:
            rows.append((counted[1], passage.title, int(counted[2]), position))
    rows.sort()
    return [
        (one[3], other[3])
        for one, other in pairwise(rows)
        if one[:2] == other[:2] and one[2] + 1 == other[2]
    ]
